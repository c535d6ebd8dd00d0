package org.jiaoying.alerting.notify.door;

import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be brought or asked for at the door.
 *
 * @param method {@code GET} or {@code POST}
 * @param path with {@code :name} for what differs; it is given to {@code answer}
 * @param guarded whether the address must hold the door's token, after {@code /t/}
 */
public record Entrance(String method, String path, boolean guarded, Function<Request, Future<Answer>> answer) {

    /** What was brought. */
    public record Request(String name, @Nullable String authorization, String body) {}

    /** What is said back. */
    public record Answer(int status, String type, String body) {
        public static Answer json(int status, String body) {
            return new Answer(status, "application/json; charset=utf-8", body);
        }

        public static Answer xml(String body) {
            return new Answer(200, "application/xml; charset=utf-8", body);
        }
    }
}
