package org.jiaoying.standalone.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jiaoying.standalone.assemble.Assembly;

/** Who uses the system from outside: with an MQTT client, the phones' page, and an officer's sign-in. */
final class Visitor implements AutoCloseable {
    private static final long MQTT_MILLIS = 10_000;
    private static final long GOODBYE_MILLIS = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Assembly system;
    private final HttpClient http = HttpClient.newHttpClient();
    private final MqttAsyncClient device;

    Visitor(Assembly system) throws MqttException {
        this.system = system;
        this.device = new MqttAsyncClient(system.mqttUrl().toString(), "a-visitor", new MemoryPersistence());
        var options = new MqttConnectionOptions();
        options.setUserName("demo-mine");
        options.setPassword("demo-mine".getBytes(StandardCharsets.UTF_8));
        device.connect(options).waitForCompletion(MQTT_MILLIS);
    }

    /** Publishes what the free gas sensor says, at QoS 1. */
    void measure(double ch4) throws MqttException {
        publish("{\"ch4\": " + ch4 + "}");
    }

    /** The same, whatever it is. */
    void publish(String said) throws MqttException {
        byte[] payload = said.getBytes(StandardCharsets.UTF_8);
        device.publish("jy/v1/demo-mine/north/gas-t1/telemetry", payload, 1, false)
                .waitForCompletion(MQTT_MILLIS);
    }

    /** The texts on a phone, the oldest first. */
    List<String> texts(String number) throws IOException, InterruptedException {
        JsonNode messages = json(
                http.send(get(system.phonesUrl().resolve("phones/" + number + "/messages")), BodyHandlers.ofString()));
        return StreamSupport.stream(messages.spliterator(), false)
                .map(message -> message.path("text").asText())
                .toList();
    }

    void reply(String number, String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(system.phonesUrl().resolve("phones/" + number + "/reply"))
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text))))
                .build();
        json(http.send(request, BodyHandlers.ofString()));
    }

    /** What the API answers the officer. */
    JsonNode ask(String path) throws IOException, InterruptedException {
        return json(http.send(asOfficer(path).GET().build(), BodyHandlers.ofString()));
    }

    String download(String path) throws IOException, InterruptedException {
        return http.send(asOfficer(path).GET().build(), BodyHandlers.ofString()).body();
    }

    /** Has the officer do something; returns the status. */
    int act(String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = asOfficer(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /** Has the administrator do something; fails where it is refused. */
    JsonNode administer(String method, String path, Map<String, ?> body) throws IOException, InterruptedException {
        HttpRequest request = as("admin:admin", path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return json(http.send(request, BodyHandlers.ofString()));
    }

    private HttpRequest.Builder asOfficer(String path) {
        return as("officer:officer", path);
    }

    private HttpRequest.Builder as(String account, String path) {
        String basic = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(system.consoleUrl().resolve("api/v1/" + path))
                .header("Authorization", "Basic " + basic);
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address).GET().build();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() throws MqttException {
        try {
            device.disconnect().waitForCompletion(GOODBYE_MILLIS);
        } catch (MqttException goneAlready) {
            // Paho does not always notice that its goodbye was taken.
            device.disconnectForcibly(0, 1, false);
        }
        device.close(true);
    }
}
