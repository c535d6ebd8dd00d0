package org.jiaoying.alerting.audit;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import org.jiaoying.domain.Sha256;

/**
 * One line of the audit log. {@code hash} is SHA-256 over the previous line's hash, the number, time, actor, action, subject
 * and detail, each ended by a line feed, in UTF-8; so a line cannot be changed, dropped or moved without all later ones.
 *
 * @param seq 1 for the first line, then one more for each
 * @param prevHash the hash of the line before; 64 zeros for the first
 */
public record AuditLine(long seq, AuditEntry entry, String prevHash, String hash) {
    /** What stands for the hash before the first line. */
    public static final String START = "0".repeat(64);

    /** The line that follows the one with this hash. */
    public static AuditLine after(String prevHash, long seq, AuditEntry entry) {
        return new AuditLine(seq, entry, prevHash, hashOf(prevHash, seq, entry));
    }

    /** Whether the hash is that of what the line says. */
    public boolean holds() {
        return hash.equals(hashOf(prevHash, seq, entry));
    }

    /** The line as it stands in an export. */
    public String toJson() {
        return new JsonObject()
                .put("seq", seq)
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action())
                .put("subject", entry.subject())
                .put("detail", entry.detail())
                .put("prev", prevHash)
                .put("hash", hash)
                .encode();
    }

    /** @throws RuntimeException of many kinds, if the text is no such line */
    static AuditLine parse(String json) {
        var in = new JsonObject(json);
        return new AuditLine(
                in.getLong("seq"),
                new AuditEntry(
                        Instant.parse(required(in, "at")),
                        required(in, "actor"),
                        required(in, "action"),
                        required(in, "subject"),
                        required(in, "detail")),
                required(in, "prev"),
                required(in, "hash"));
    }

    private static String required(JsonObject in, String key) {
        return Objects.requireNonNull(in.getString(key), key);
    }

    private static String hashOf(String prevHash, long seq, AuditEntry entry) {
        String canonical = String.join(
                        "\n",
                        prevHash,
                        Long.toString(seq),
                        entry.at().toString(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.detail())
                + "\n";
        return Sha256.hex(canonical);
    }
}
