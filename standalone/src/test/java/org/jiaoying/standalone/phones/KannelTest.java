package org.jiaoying.standalone.phones;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jiaoying.embedded.Ports;
import org.jiaoying.simulators.phones.Behaviour;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.jiaoying.standalone.replay.HandMovedClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The center speaks SMPP with a peer that is not our library: Kannel's gateway, texts and replies both ways. */
@Timeout(120)
class KannelTest {
    private static final Duration SOON = Duration.ofSeconds(45);
    private static final String CALL =
            "【叫应】橙色预警 示范煤矿 北井 甲烷 1.52%/限 1.5%。" + "停止作业，撤出人员。".repeat(6) + "回复 1 收到 2 已处置 3 求援（编号 4821）";
    private static final String PHONE = "8613800000001";

    @TempDir
    Path dir;

    @Test
    void kannelsGatewaySendsToPhonesOfOurCenterAndHearsTheirAnswers() throws Exception {
        var clock = new HandMovedClock(Instant.parse("2026-03-02T01:00:00Z"));
        var heard = new CopyOnWriteArrayList<String>();
        HttpServer listener = listener(heard);
        String replyUrl = "http://127.0.0.1:" + listener.getAddress().getPort() + "/reply?text=%a";
        try (var kannel = new Kannel(dir);
                var center = new SmsCenter(SmsCenterSettings.forAccount("jy", "secret"), clock)) {
            center.put(PHONE, "陈示范", Behaviour.ignores());
            int sendPort = Ports.free();
            kannel.gateway(center.smppPort(), Ports.free(), Ports.free(), sendPort, replyUrl);
            await().atMost(SOON).until(() -> center.links() > 0);
            await().atMost(SOON).ignoreExceptions().until(() -> send(sendPort) == 202);
            await().atMost(SOON).untilAsserted(() -> {
                center.runDue().toCompletableFuture().join();
                assertThat(center.phone(PHONE).orElseThrow().messages())
                        .isNotEmpty()
                        .allSatisfy(message -> assertThat(message.text()).isEqualTo(CALL));
            });
            center.reply(PHONE, "２ 4821 已撤人12人");
            await().atMost(SOON).untilAsserted(() -> {
                center.runDue().toCompletableFuture().join();
                assertThat(heard).contains("２ 4821 已撤人12人");
            });
        } finally {
            listener.stop(0);
        }
    }

    private static int send(int port) throws IOException, InterruptedException {
        String query = "username=test&password=test&coding=2&charset=UTF-8&from=10690000&to=" + PHONE + "&text="
                + URLEncoder.encode(CALL, StandardCharsets.UTF_8);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cgi-bin/sendsms?" + query))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpServer listener(List<String> heard) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/reply", exchange -> {
            String text = exchange.getRequestURI().getRawQuery().replaceFirst("^text=", "");
            // Kannel hands on the octets of the text as they came: UCS-2.
            byte[] octets = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            heard.add(new String(octets, StandardCharsets.UTF_16BE));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
