package org.jiaoying.alerting.warning;

import io.vertx.core.json.JsonObject;

/**
 * Told to every instance, through PostgreSQL's {@code notify} on {@link #CHANNEL}, when a transaction that changed a warning
 * has committed. What changed is read from the tables.
 *
 * @param revision the warning's revision after the change
 * @param what the last thing that happened, an audit action such as {@code warning.opened}
 */
public record WarningChange(String warningId, int revision, String what) {
    public static final String CHANNEL = "alerting_warning";

    public String toPayload() {
        return new JsonObject()
                .put("warning", warningId)
                .put("revision", revision)
                .put("what", what)
                .encode();
    }

    public static WarningChange parse(String payload) {
        var in = new JsonObject(payload);
        return new WarningChange(in.getString("warning"), in.getInteger("revision"), in.getString("what"));
    }
}
