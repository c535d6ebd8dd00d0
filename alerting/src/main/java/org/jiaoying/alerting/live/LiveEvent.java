package org.jiaoying.alerting.live;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jiaoying.alerting.audit.AuditLine;
import org.jiaoying.alerting.view.WarningView;

/**
 * One step of a warning, as it is told.
 *
 * @param id the number of its audit line: grows with each, over all instances
 * @param warning as it was when the step was told; a later step may already show in it
 */
record LiveEvent(long id, String type, String text, WarningView warning) {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("warning.opened", "opened"),
            Map.entry("warning.raised", "raised"),
            Map.entry("warning.lowered", "lowered"),
            Map.entry("warning.cleared", "cleared"),
            Map.entry("warning.returned", "returned"),
            Map.entry("warning.acknowledged", "acknowledged"),
            Map.entry("warning.reported", "reported"),
            Map.entry("warning.escalated", "escalated"),
            Map.entry("warning.shelved", "shelved"),
            Map.entry("warning.closed", "closed"),
            Map.entry("warning.reported-closing", "closed"),
            Map.entry("warning.help-asked", "help-asked"),
            Map.entry("call.made", "called"),
            Map.entry("call.submitted", "submitted"),
            Map.entry("call.receipt", "receipt"),
            Map.entry("call.failed", "failed"),
            Map.entry("reply.taken", "answered"));

    static LiveEvent of(AuditLine line, WarningView warning) {
        String type = TYPES.getOrDefault(line.entry().action(), "changed");
        String data = new JsonObject()
                .put("at", line.entry().at().toString())
                .put("action", line.entry().action())
                .put("actor", line.entry().actor())
                .put("warning", warning.document())
                .encode();
        // JSON on one line: a line break would end the field.
        return new LiveEvent(
                line.seq(), type, "id: " + line.seq() + "\nevent: " + type + "\ndata: " + data + "\n\n", warning);
    }
}
