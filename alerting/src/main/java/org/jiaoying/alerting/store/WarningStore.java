package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Chase;
import org.jiaoying.alerting.warning.Closing;
import org.jiaoying.alerting.warning.Fact;
import org.jiaoying.alerting.warning.Phase;
import org.jiaoying.alerting.warning.Reports;
import org.jiaoying.alerting.warning.Shelf;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** The warnings' table. A warning is changed only by whoever holds its row's lock. */
public final class WarningStore {
    /** What is written when a warning is inserted, and what is written again with each change. */
    private static final List<String> FIXED =
            List.of("id", "enterprise", "site", "hazard", "drill", "code", "opened_at", "chain");

    private static final List<String> CHANGING = List.of(
            "revision",
            "state",
            "level",
            "peak_level",
            "level_since",
            "cleared_at",
            "top_breach",
            "place_zh",
            "place_en",
            "reason_zh",
            "reason_en",
            "value",
            "limit_value",
            "unit",
            "caused_at",
            "chase",
            "called_level",
            "chase_started_at",
            "tier",
            "tier_started_at",
            "chase_phase",
            "attempt",
            "tier_ends_at",
            "next_asked",
            "unreached_at",
            "acknowledged_at",
            "acknowledged_by",
            "first_report_due",
            "first_report_at",
            "first_reminders",
            "report_missing",
            "closing_report_due",
            "closing_report_at",
            "closing_reminders",
            "shelved_until",
            "shelved_by",
            "shelve_reason",
            "closed_at",
            "closed_by",
            "close_reason",
            "next_step_at",
            "next_step");

    private static final String INSERT = "insert into warning (" + String.join(", ", FIXED) + ", "
            + String.join(", ", CHANGING) + ") values ("
            + IntStream.rangeClosed(1, FIXED.size() + CHANGING.size())
                    .mapToObj(i -> "$" + i)
                    .collect(Collectors.joining(", "))
            + ")";

    private static final String UPDATE = "update warning set "
            + IntStream.range(0, CHANGING.size())
                    .mapToObj(i -> CHANGING.get(i) + " = $" + (i + 1))
                    .collect(Collectors.joining(", "))
            + " where id = $" + (CHANGING.size() + 1) + " and revision = $" + (CHANGING.size() + 2);

    private final Pool pool;

    public WarningStore(Pool pool) {
        this.pool = pool;
    }

    /** Locks a warning until the transaction ends, waiting for whoever has it. */
    public Future<Optional<Warning>> lock(Work work, String id) {
        return one(Sql.run(work.connection(), "select * from warning where id = $1 for update", id));
    }

    /** Locks a warning if its next step is due and nobody else has it. */
    public Future<Optional<Warning>> lockDue(Work work, String id) {
        return one(Sql.run(
                work.connection(),
                "select * from warning where id = $1 and next_step_at <= $2 for update skip locked",
                id,
                work.now()));
    }

    /** Locks the warning of a hazard at a site that is not closed. */
    public Future<Optional<Warning>> lockOpen(Work work, SiteKey site, Hazard hazard, boolean drill) {
        return one(Sql.run(
                work.connection(),
                "select * from warning where enterprise = $1 and site = $2 and hazard = $3 and drill = $4"
                        + " and state <> 'CLOSED' for update",
                site.enterprise(),
                site.site(),
                hazard.code(),
                drill));
    }

    /** Warnings whose next step is due, the longest due first, but for some. */
    public Future<List<String>> due(Instant now, int max, Set<String> except) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select id from warning where next_step_at <= $1 and id <> all ($3)"
                                + " order by next_step_at limit $2",
                        now,
                        max,
                        except.toArray(String[]::new)),
                row -> row.getString("id"));
    }

    /** When the next step of any warning is due, but for some. */
    public Future<Optional<Instant>> nextDue(Set<String> except) {
        return Sql.run(pool, "select min(next_step_at) as due from warning where id <> all ($1)", (Object)
                        except.toArray(String[]::new))
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "due")));
    }

    /** Puts off the next step of a warning whose step failed, so that it stops no other. */
    public Future<Void> putOff(Work work, String id, Instant until) {
        return Sql.run(work.connection(), "update warning set next_step_at = $2 where id = $1", id, until)
                .mapEmpty();
    }

    /** Takes up a warning that has just opened. */
    public Future<Void> insert(Work work, Warning warning) {
        var values = new ArrayList<@Nullable Object>(Arrays.asList(
                warning.id(),
                warning.site().enterprise(),
                warning.site().site(),
                warning.hazard().code(),
                warning.drill(),
                warning.code(),
                warning.openedAt(),
                ChainJson.encode(warning.chain())));
        values.addAll(changing(warning, warning.revision(), null, null));
        return Sql.run(work.connection(), INSERT, values.toArray()).mapEmpty();
    }

    /**
     * Saves a warning whose row was locked in this transaction.
     *
     * @return its new revision
     */
    public Future<Integer> save(Work work, Warning warning, @Nullable Instant nextAt, @Nullable String next) {
        var values = new ArrayList<@Nullable Object>(changing(warning, warning.revision() + 1, nextAt, next));
        values.add(warning.id());
        values.add(warning.revision());
        return Sql.run(work.connection(), UPDATE, values.toArray()).map(updated -> {
            if (updated.rowCount() != 1) {
                throw new IllegalStateException("warning " + warning.id()
                        + " was changed by somebody else after revision " + warning.revision());
            }
            return warning.revision() + 1;
        });
    }

    /** Notes that a breach belongs to a warning; a second time is nothing. */
    public Future<Void> join(Work work, String warningId, String breachId) {
        return Sql.run(
                        work.connection(),
                        "insert into warning_breach (warning_id, breach_id, joined_at) values ($1, $2, $3)"
                                + " on conflict do nothing",
                        warningId,
                        breachId,
                        work.now())
                .mapEmpty();
    }

    private static List<@Nullable Object> changing(
            Warning warning, int revision, @Nullable Instant nextAt, @Nullable String next) {
        Cause cause = warning.cause();
        Chase chase = warning.chase();
        Reports reports = warning.reports();
        Shelf shelf = warning.shelf();
        Closing closing = warning.closing();
        return Arrays.asList(
                revision,
                warning.state(),
                warning.level().code(),
                warning.peakLevel().code(),
                warning.levelSince(),
                warning.clearedAt(),
                cause.breachId(),
                cause.place().zh(),
                cause.place().en(),
                cause.reason().zh(),
                cause.reason().en(),
                cause.value(),
                cause.limit(),
                cause.unit(),
                cause.at(),
                chase.number(),
                chase.calledLevel().code(),
                chase.startedAt(),
                chase.stage(),
                chase.stageStartedAt(),
                chase.phase(),
                chase.attempt(),
                chase.endsAt(),
                chase.asked(),
                chase.unreachedAt(),
                reports.acknowledgedAt(),
                reports.acknowledgedBy(),
                reports.firstDue(),
                reports.firstAt(),
                reports.firstReminders(),
                reports.missing().stream().map(Enum::name).sorted().toArray(String[]::new),
                reports.closingDue(),
                reports.closingAt(),
                reports.closingReminders(),
                shelf == null ? null : shelf.until(),
                shelf == null ? null : shelf.by(),
                shelf == null ? null : shelf.reason(),
                closing == null ? null : closing.at(),
                closing == null ? null : closing.by(),
                closing == null ? null : closing.reason(),
                nextAt,
                next);
    }

    private static Future<Optional<Warning>> one(Future<RowSet<Row>> rows) {
        return rows.map(found -> found.size() == 0
                ? Optional.empty()
                : Optional.of(read(found.iterator().next())));
    }

    private static Warning read(Row row) {
        return new Warning(
                row.getString("id"),
                row.getInteger("revision"),
                new SiteKey(row.getString("enterprise"), row.getString("site")),
                Hazard.valueOf(row.getString("hazard").toUpperCase(java.util.Locale.ROOT)),
                row.getBoolean("drill"),
                row.getString("code"),
                Sql.requiredInstant(row, "opened_at"),
                WarningState.valueOf(row.getString("state")),
                level(row, "level"),
                level(row, "peak_level"),
                Sql.requiredInstant(row, "level_since"),
                Sql.instant(row, "cleared_at"),
                new Cause(
                        row.getString("top_breach"),
                        new Text(row.getString("place_zh"), row.getString("place_en")),
                        new Text(row.getString("reason_zh"), row.getString("reason_en")),
                        row.getDouble("value"),
                        row.getDouble("limit_value"),
                        row.getString("unit"),
                        Sql.requiredInstant(row, "caused_at")),
                ChainJson.decode((JsonObject) row.getJson("chain")),
                new Chase(
                        row.getInteger("chase"),
                        level(row, "called_level"),
                        Sql.requiredInstant(row, "chase_started_at"),
                        row.getInteger("tier"),
                        Sql.instant(row, "tier_started_at"),
                        Phase.valueOf(row.getString("chase_phase")),
                        row.getInteger("attempt"),
                        Sql.instant(row, "tier_ends_at"),
                        row.getBoolean("next_asked"),
                        Sql.instant(row, "unreached_at")),
                new Reports(
                        Sql.instant(row, "acknowledged_at"),
                        row.getString("acknowledged_by"),
                        Sql.instant(row, "first_report_due"),
                        Sql.instant(row, "first_report_at"),
                        row.getInteger("first_reminders"),
                        Sql.instant(row, "closing_report_due"),
                        Sql.instant(row, "closing_report_at"),
                        row.getInteger("closing_reminders"),
                        missing(row)),
                shelf(row),
                closing(row));
    }

    private static Set<Fact> missing(Row row) {
        return Arrays.stream(row.getArrayOfStrings("report_missing"))
                .map(Fact::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable Shelf shelf(Row row) {
        Instant until = Sql.instant(row, "shelved_until");
        return until == null ? null : new Shelf(until, row.getString("shelved_by"), row.getString("shelve_reason"));
    }

    private static @Nullable Closing closing(Row row) {
        Instant at = Sql.instant(row, "closed_at");
        return at == null ? null : new Closing(at, row.getString("closed_by"), row.getString("close_reason"));
    }

    private static Level level(Row row, String column) {
        return ChainJson.level(row.getString(column));
    }
}
