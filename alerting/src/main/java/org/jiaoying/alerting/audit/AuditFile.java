package org.jiaoying.alerting.audit;

import io.vertx.core.json.JsonObject;

/**
 * The form of an export: one JSON object a line. First a head ({@code format}, number of the first line, the hash before it),
 * then the lines, then an anchor (number and hash of the last line), so that a cut end is noticed.
 */
public final class AuditFile {
    static final String FORMAT = "jiaoying-audit/1";

    private AuditFile() {}

    /** The head of an export that begins after {@code seqBefore}. */
    public static String head(long seqBefore, String hashBefore) {
        return new JsonObject()
                .put("format", FORMAT)
                .put("after", seqBefore)
                .put("hash", hashBefore)
                .encode();
    }

    /** The anchor that ends an export. */
    public static String anchor(long lastSeq, String lastHash) {
        return new JsonObject().put("anchor", lastSeq).put("hash", lastHash).encode();
    }
}
