package org.jiaoying.alerting.store;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.audit.AuditEntry;
import org.jiaoying.alerting.warning.WarningChange;

/**
 * One transaction under way: its connection, its one {@code now}, the audit lines it will leave and the changes it will tell.
 * For the event loop of its connection; of no use after the transaction.
 */
public final class Work {
    private final SqlConnection connection;
    private final Instant now;
    private final List<AuditEntry> entries = new ArrayList<>();
    private final List<Committed.CallStep> steps = new ArrayList<>();
    private final Map<String, WarningChange> changes = new LinkedHashMap<>();

    Work(SqlConnection connection, Instant now) {
        this.connection = connection;
        this.now = now;
    }

    /** The time of everything in this transaction, to the millisecond. */
    public Instant now() {
        return now;
    }

    /** Leaves a line in the audit log, if and when this transaction commits. */
    public void record(Actor actor, String action, String subject, JsonObject detail) {
        entries.add(new AuditEntry(now, actor.toString(), action, subject, detail.encode()));
    }

    /** Tells every instance of the change, if and when this transaction commits; the last one of a warning counts. */
    public void tell(WarningChange change) {
        changes.put(change.warningId(), change);
    }

    /** Notes a step that a call took, for the figures, if and when this transaction commits. */
    void step(Committed.CallStep step) {
        steps.add(step);
    }

    SqlConnection connection() {
        return connection;
    }

    List<AuditEntry> entries() {
        return entries;
    }

    /** What it leaves if it commits. */
    Committed left() {
        return new Committed(List.copyOf(entries), List.copyOf(steps));
    }

    Iterable<WarningChange> changes() {
        return changes.values();
    }
}
