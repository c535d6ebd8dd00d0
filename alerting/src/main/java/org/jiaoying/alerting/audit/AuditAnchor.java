package org.jiaoying.alerting.audit;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the audit log ended at a time, told to somewhere outside the database: whoever rewrites the log there, or cuts off its
 * end, cannot rewrite this too.
 *
 * @param at when it was told
 * @param seq number of the last line then; 0 for an empty log
 * @param hash of that line
 */
public record AuditAnchor(Instant at, long seq, String hash) {
    private static final String KEY = "audit-anchor";
    private static final String BEGINNING = "{\"" + KEY + "\":";

    /** One line. */
    public String toJson() {
        return new JsonObject()
                .put(KEY, seq)
                .put("hash", hash)
                .put("at", at.toString())
                .encode();
    }

    /** The anchor in a line of a file of anchors, or of a program's log that holds some; empty if there is none. */
    public static Optional<AuditAnchor> in(String line) {
        int begin = line.indexOf(BEGINNING);
        int end = begin < 0 ? -1 : line.indexOf('}', begin);
        if (end < 0) {
            return Optional.empty();
        }
        try {
            var json = new JsonObject(line.substring(begin, end + 1));
            return Optional.of(new AuditAnchor(
                    Instant.parse(Objects.requireNonNull(json.getString("at"))),
                    json.getLong(KEY),
                    Objects.requireNonNull(json.getString("hash"))));
        } catch (DecodeException | ClassCastException | NullPointerException | DateTimeException notAnAnchor) {
            return Optional.empty();
        }
    }
}
