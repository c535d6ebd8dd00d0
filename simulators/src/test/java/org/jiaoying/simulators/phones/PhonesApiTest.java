package org.jiaoying.simulators.phones;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesApiTest {
    private static final String WANG = "19900000011";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private SmsCenter center;
    private TestSystem system;
    private PhonesApi api;

    @BeforeEach
    void open() throws Exception {
        center = new SmsCenter(SmsCenterSettings.forAccount("jy", "secret"), new HandClock());
        center.put(WANG, "<b>王&虚构</b>", Behaviour.ignores());
        center.put("19900000012", "李虚构", Behaviour.off());
        system = new TestSystem(center.smppPort(), "jy", "secret");
        api = new PhonesApi(center, 0);
    }

    @AfterEach
    void close() {
        api.close();
        system.close();
        center.close();
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = call("GET", path, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    @Test
    void listsPhonesWithTheirMessages() throws Exception {
        system.sendText(WANG, "【叫应】你好");
        JsonNode phone = get("/phones").get(0);
        assertThat(phone.get("number").asText()).isEqualTo(WANG);
        assertThat(phone.get("person").asText()).isEqualTo("<b>王&虚构</b>");
        assertThat(phone.get("messages")).isEqualTo(get("/phones/" + WANG + "/messages"));
        JsonNode message = phone.get("messages").get(0);
        assertThat(message.get("text").asText()).isEqualTo("【叫应】你好");
        assertThat(message.get("from").asText()).isEqualTo(TestSystem.FROM);
        assertThat(message.get("at").asText()).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void replyReachesTheSystem() throws Exception {
        HttpResponse<String> answer = call("POST", "/phones/+86" + WANG + "/reply", "{\"text\":\"１ 收到\"}");
        assertThat(answer.statusCode()).isEqualTo(202);
        center.runDue().toCompletableFuture().join();
        assertThat(system.replies()).containsExactly("１ 收到");
        assertThat(get("/phones").get(0).get("replies").get(0).get("text").asText())
                .isEqualTo("１ 收到");
    }

    @Test
    void behaviourIsReadAndSet() throws Exception {
        String wanted = "{\"kind\":\"answers\",\"answers\":[{\"after\":\"PT20S\",\"text\":\"1 {code}\"}]}";
        assertThat(json.readTree(
                        call("PUT", "/phones/" + WANG + "/behaviour", wanted).body()))
                .isEqualTo(json.readTree(wanted));
        assertThat(center.phone(WANG).orElseThrow().behaviour())
                .isEqualTo(Behaviour.answers(Duration.ofSeconds(20), "1 {code}"));
        for (String kind : new String[] {"ignores", "unreachable", "off"}) {
            call("PUT", "/phones/" + WANG + "/behaviour", "{\"kind\":\"" + kind + "\"}");
            assertThat(get("/phones/" + WANG + "/behaviour").get("kind").asText())
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/phones.js", "/phones.css"})
    void pageIsServedAndMayRunOnlyItsOwnScript(String path) throws Exception {
        HttpResponse<String> answer = call("GET", path, null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.body()).doesNotContain("innerHTML");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nothing                        |                              | 404 | not-found",
                "GET    | /phones/1/2/3                   |                              | 404 | not-found",
                "GET    | /../../etc/passwd               |                              | 404 | not-found",
                "GET    | /PhonesApi.class                |                              | 404 | not-found",
                "GET    | /phones/123/messages            |                              | 404 | unknown-phone",
                "GET    | /phones/%3Cscript%3E/messages   |                              | 404 | unknown-phone",
                "GET    | /phones/19900000011/secrets     |                              | 404 | not-found",
                "POST   | /phones                         | {}                           | 405 | method-not-allowed",
                "DELETE | /phones/19900000011/messages    |                              | 405 | method-not-allowed",
                "GET    | /phones/19900000011/reply       |                              | 405 | method-not-allowed",
                "POST   | /phones/19900000011/reply       | not json                     | 400 | bad-json",
                "POST   | /phones/19900000011/reply       | []                           | 400 | bad-json",
                "POST   | /phones/19900000011/reply       | {\"text\":\"1\",\"text\":\"2\"} | 400 | bad-json",
                "POST   | /phones/19900000011/reply       | {}                           | 400 | bad-text",
                "POST   | /phones/19900000011/reply       | {\"text\":7}                 | 400 | bad-text",
                "POST   | /phones/19900000011/reply       | {\"text\":\" \"}             | 400 | bad-text",
                "POST   | /phones/19900000012/reply       | {\"text\":\"1\"}             | 409 | phone-off",
                "POST   | /phones/19900000013/reply       | {\"text\":\"1\"}             | 404 | unknown-phone",
                "PUT    | /phones/19900000011/behaviour   | {\"kind\":\"rude\"}          | 400 | bad-behaviour",
                "PUT    | /phones/19900000011/behaviour   | {\"kind\":\"answers\"}       | 400 | bad-behaviour",
                "PUT    | /phones/19900000011/behaviour   | {\"kind\":\"answers\",\"answers\":[{\"after\":\"soon\",\"text\":\"1\"}]} | 400 | bad-behaviour",
                "PUT    | /phones/19900000011/behaviour   | {\"kind\":\"answers\",\"answers\":[{\"after\":\"-PT1S\",\"text\":\"1\"}]} | 400 | bad-behaviour",
            })
    void errorsHaveStatusAndCode(String method, String path, String body, int status, String code) throws Exception {
        HttpResponse<String> answer = call(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json.readTree(answer.body()).get("code").asText()).isEqualTo(code);
        assertThat(json.readTree(answer.body()).get("message").asText()).isNotBlank();
    }

    @Test
    void bodiesAreBounded() throws Exception {
        String large = "{\"text\":\"" + "1".repeat(20_000) + "\"}";
        assertThat(call("POST", "/phones/" + WANG + "/reply", large).statusCode())
                .isEqualTo(413);
        String nested = "[".repeat(4_000);
        assertThat(call("POST", "/phones/" + WANG + "/reply", nested).statusCode())
                .isEqualTo(400);
        String longText = "{\"text\":\"" + "1".repeat(1_001) + "\"}";
        assertThat(call("POST", "/phones/" + WANG + "/reply", longText).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "Host: evil.example, 403",
        "Origin: http://evil.example, 403",
        "Origin: null, 403",
        "X-Harmless: yes, 202",
    })
    void otherPagesCannotAnswerForAPerson(String header, int status) throws Exception {
        String body = "{\"text\":\"1\"}";
        String host = header.startsWith("Host:") ? "" : "Host: localhost:" + api.port() + "\r\n";
        try (var socket = new Socket("127.0.0.1", api.port())) {
            String request = "POST /phones/" + WANG + "/reply HTTP/1.1\r\n" + host + header
                    + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).contains(" " + status + " ");
        }
    }
}
