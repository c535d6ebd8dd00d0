package org.jiaoying.alerting.http;

import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the history part does, and only to its token: a curve that is calm, then rises, and falls slowly. */
public final class FakeHistory implements AutoCloseable {
    /** The curve is asked for from a quarter of an hour before the breach: it begins to rise three minutes before. */
    private static final int CALM_MINUTES = 12;

    private static final String CARDS = """
            {"cards": [
              {"card": "P1", "zone": "face", "movement": "enter", "at": 1772323200000},
              {"card": "P2", "zone": "face", "movement": "sos", "at": 1772323200000},
              {"card": "P3", "zone": "shaft", "movement": "fix", "at": 1772323200000},
              {"card": "P4", "zone": "face", "movement": "leave", "at": 1772323200000},
              {"card": "P5", "zone": "", "movement": "fix", "at": 1772323200000}]}
            """;
    private static final String SCENES = """
            {"scenes": [
              {"at": AT, "device": "cam-1", "zone": "face", "type": "no_helmet", "confidence": 0.93,
               "snapshot": "https://camera.example/1.jpg"},
              {"at": AT, "device": "cam-2", "zone": "shaft", "type": "smoke", "confidence": 0.6, "snapshot": ""}]}
            """;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private FakeHistory() {
        server = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.uri());
                    if (!("Bearer " + Served.HISTORY_TOKEN).equals(request.getHeader("Authorization"))) {
                        request.response().setStatusCode(401).end();
                        return;
                    }
                    Instant from = Instant.parse(request.getParam("from"));
                    Instant to = Instant.parse(request.getParam("to"));
                    JsonObject answer = switch (request.path()) {
                        case "/whereabouts" -> new JsonObject(CARDS);
                        case "/scenes" -> new JsonObject(SCENES.replace("AT", String.valueOf(to.toEpochMilli() - 1)));
                        default -> curve(from, to);
                    };
                    request.response().setStatusCode(status).end(answer.encode());
                })
                .listen(0, "127.0.0.1"));
    }

    public static FakeHistory rising() {
        return new FakeHistory();
    }

    private static JsonObject curve(Instant from, Instant to) {
        var values = new JsonArray();
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(10)) {
            double minutes = Duration.between(from, at).toSeconds() / 60.0 - CALM_MINUTES;
            double calm = 0.42 + 0.03 * Math.sin(at.getEpochSecond() / 90.0);
            double rise = minutes < 0 ? 0 : Math.max(0, 0.14 * Math.min(minutes, 6) - 0.03 * Math.max(0, minutes - 9));
            values.add(new JsonArray().add(at.toEpochMilli()).add(calm + rise));
        }
        return new JsonObject().put("values", values);
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    List<String> asked() {
        return asked;
    }

    void fail() {
        status = 500;
    }

    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
    }
}
