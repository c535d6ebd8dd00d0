package org.jiaoying.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryTest {

    @Test
    void takesLineProtocolAndKeepsItFromOneStartToTheNext(@TempDir Path dir) throws Exception {
        try (var history = EmbeddedHistory.start(dir.resolve("history"), 0, 0)) {
            assertThat(write(history, "gas,place=T1 ch4=0.42 1732300000123000000\n"))
                    .isEqualTo(204);
            awaitValue(history);
        }
        try (var history = EmbeddedHistory.start(dir.resolve("history"), 0, 0)) {
            awaitValue(history);
        }
    }

    private static int write(EmbeddedHistory history, String lines) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(history.httpUrl() + "/api/v2/write?org=o&bucket=b&precision=ns"))
                .POST(BodyPublishers.ofString(lines))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static void awaitValue(EmbeddedHistory history) {
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(value(history)).isEqualTo(0.42));
    }

    private static double value(EmbeddedHistory history) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + history.pgPort() + "/" + EmbeddedHistory.DATABASE;
        try (Connection connection = DriverManager.getConnection(url, EmbeddedHistory.USER, EmbeddedHistory.PASSWORD)) {
            ResultSet row = connection.createStatement().executeQuery("select ch4 from gas where place = 'T1'");
            row.next();
            return row.getDouble(1);
        }
    }
}
