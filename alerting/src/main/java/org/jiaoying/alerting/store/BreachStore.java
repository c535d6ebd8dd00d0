package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jiaoying.alerting.warning.Breach;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;

/** The breaches' tables. */
public final class BreachStore {
    private static final String UPSERT = """
            insert into breach (id, revision, enterprise, site, device, zone, point, hazard, rule_id, rule_version, level,
              peak_level, open, late, opened_at, changed_at, cleared_at, value, limit_value, unit, reason_zh, reason_en)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            on conflict (id) do update set revision = $2, level = $11, peak_level = $12, open = $13, late = $14,
              changed_at = $16, cleared_at = $17, value = $18, limit_value = $19, unit = $20, reason_zh = $21,
              reason_en = $22
            """;

    private static final String APPEND = """
            insert into breach_transition (breach_id, revision, change, level, at, detected_at, value, limit_value, unit, late,
              reason_zh, reason_en, recorded_at, outcome, evidence)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            on conflict (breach_id, revision) do nothing
            """;

    /** Locks a breach until the transaction ends. */
    public Future<Optional<Breach>> lock(Work work, String id) {
        return Sql.run(work.connection(), "select * from breach where id = $1 for update", id)
                .map(BreachStore::first);
    }

    public Future<Void> save(Work work, Breach breach) {
        return Sql.run(
                        work.connection(),
                        UPSERT,
                        breach.id(),
                        breach.revision(),
                        breach.device().enterprise(),
                        breach.device().site(),
                        breach.device().device(),
                        breach.zone(),
                        breach.point(),
                        breach.hazard().code(),
                        breach.ruleId(),
                        breach.ruleVersion(),
                        breach.level().code(),
                        breach.peakLevel().code(),
                        breach.open(),
                        breach.late(),
                        breach.openedAt(),
                        breach.changedAt(),
                        breach.clearedAt(),
                        breach.value(),
                        breach.limit(),
                        breach.unit(),
                        breach.reason().zh(),
                        breach.reason().en())
                .mapEmpty();
    }

    /**
     * Keeps a step for the record.
     *
     * @return false if it was there already
     */
    public Future<Boolean> append(Work work, BreachTransition step, String outcome) {
        return Sql.run(
                        work.connection(),
                        APPEND,
                        step.breachId(),
                        step.revision(),
                        step.change().name().toLowerCase(Locale.ROOT),
                        step.level().code(),
                        step.at(),
                        step.detectedAt(),
                        step.value(),
                        step.limit(),
                        step.unit(),
                        step.late(),
                        step.reason().zh(),
                        step.reason().en(),
                        work.now(),
                        outcome,
                        EvidenceJson.of(step.evidence()))
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** The open breaches of a warning. */
    public Future<List<Breach>> openOf(Work work, String warningId) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select b.* from breach b join warning_breach j on j.breach_id = b.id"
                                + " where j.warning_id = $1 and b.open",
                        warningId),
                BreachStore::read);
    }

    /** Whether the breach belongs to that warning. */
    public Future<Boolean> belongs(Work work, String breachId, String warningId) {
        return Sql.run(
                        work.connection(),
                        "select 1 from warning_breach where breach_id = $1 and warning_id = $2",
                        breachId,
                        warningId)
                .map(rows -> rows.size() > 0);
    }

    private static Optional<Breach> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(read(rows.iterator().next()));
    }

    private static Breach read(Row row) {
        return new Breach(
                row.getString("id"),
                row.getInteger("revision"),
                new DeviceKey(row.getString("enterprise"), row.getString("site"), row.getString("device")),
                row.getString("zone"),
                row.getString("point"),
                Hazard.valueOf(row.getString("hazard").toUpperCase(Locale.ROOT)),
                row.getString("rule_id"),
                row.getInteger("rule_version"),
                ChainJson.level(row.getString("level")),
                ChainJson.level(row.getString("peak_level")),
                row.getBoolean("open"),
                row.getBoolean("late"),
                Sql.requiredInstant(row, "opened_at"),
                Sql.requiredInstant(row, "changed_at"),
                Sql.instant(row, "cleared_at"),
                row.getDouble("value"),
                row.getDouble("limit_value"),
                row.getString("unit"),
                new Text(row.getString("reason_zh"), row.getString("reason_en")));
    }
}
