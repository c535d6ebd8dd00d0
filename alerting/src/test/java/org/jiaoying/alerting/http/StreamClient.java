package org.jiaoying.alerting.http;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads the live stream as a client would, on a thread of its own. */
public final class StreamClient implements AutoCloseable {

    /** One event as it came. */
    public record Event(long id, String type, JsonObject data) {
        String warning() {
            return data.getJsonObject("warning").getString("id");
        }
    }

    private final InputStream in;
    private final int status;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    private StreamClient(Served served, String account, @Nullable Long lastId) {
        var asking = served.get("/api/v1/stream");
        if (!account.isEmpty()) {
            asking.as(account);
        }
        if (lastId != null) {
            asking.with("Last-Event-ID", lastId.toString());
        }
        try {
            HttpResponse<InputStream> response = served.client().send(asking.build(), BodyHandlers.ofInputStream());
            status = response.statusCode();
            in = response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::read, "stream-client");
        reader.setDaemon(true);
        reader.start();
    }

    public static StreamClient of(Served served, String account) {
        return new StreamClient(served, account, null);
    }

    public static StreamClient after(Served served, String account, long lastId) {
        return new StreamClient(served, account, lastId);
    }

    static int statusOf(Served served, String account) {
        try (var client = of(served, account)) {
            return client.status;
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            long id = -1;
            String type = "message";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    comments.add(line);
                } else if (line.startsWith("id: ")) {
                    id = Long.parseLong(line.substring(4));
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, type, new JsonObject(line.substring(6))));
                }
            }
        } catch (IOException | UncheckedIOException dropped) {
            // the test looks at ended()
        } finally {
            ended = true;
        }
    }

    List<Event> events() {
        return events;
    }

    List<String> comments() {
        return comments;
    }

    boolean ended() {
        return ended;
    }

    int status() {
        return status;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
