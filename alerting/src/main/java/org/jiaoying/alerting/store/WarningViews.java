package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.alerting.view.Attention;
import org.jiaoying.alerting.view.Page;
import org.jiaoying.alerting.view.Scope;
import org.jiaoying.alerting.view.WarningFilter;
import org.jiaoying.alerting.view.WarningView;
import org.jiaoying.alerting.warning.AlarmState;
import org.jiaoying.alerting.warning.WarningState;
import org.jspecify.annotations.Nullable;

/** Reads warnings as the API's document {@code Warning} shows them, within a reader's {@link Scope}. */
public final class WarningViews {
    private static final String SELECT = """
            select w.*, s.document as site_document, e.document as enterprise_document,
              (select count(*) from warning_breach j join breach b on b.id = j.breach_id
                where j.warning_id = w.id and b.open) as open_breaches,
              (select jsonb_agg(distinct jsonb_build_object('zone', b.zone, 'level', b.level)) from warning_breach j
                join breach b on b.id = j.breach_id where j.warning_id = w.id and b.open and b.zone is not null) as zones,
              exists (select 1 from call c
                where c.warning_id = w.id and c.chase = w.chase and c.state = 'HELP_ASKED') as help_asked
            from warning w
            left join register_entry s on s.key = 'site:' || w.enterprise || '/' || w.site
            left join register_entry e on e.key = 'enterprise:' || w.enterprise
            """;

    /** The first two parameters of every statement are those of the scope. */
    private static final String IN_SCOPE = """
            ($1::text is null or w.enterprise = $1)
              and ($2::text is null or jsonb_path_exists(w.chain, '$.tiers[*].people[*] ? (@.id == $person)',
                jsonb_build_object('person', $2::text)))
            """;

    private final Pool pool;
    private final InstantSource clock;

    public WarningViews(Pool pool, InstantSource clock) {
        this.pool = pool;
        this.clock = clock;
    }

    /** A page, newest first. */
    public Future<Page> list(Scope scope, WarningFilter filter, int limit) {
        return views(
                        SELECT + " where " + IN_SCOPE + """
                                  and ($3::text is null or w.state = $3)
                                  and (not $4::boolean or w.state <> 'CLOSED')
                                  and ($5::text is null or w.enterprise = $5 and w.site = $6)
                                  and ($7::text is null or w.level = $7)
                                  and ($8::timestamptz is null or (w.opened_at, w.id) < ($8, $9::text))
                                  and ($10::text is null or w.hazard = $10)
                                  and ($11::boolean is null or w.drill = $11)
                                  and ($12::text is null or position(lower($12) in lower(concat_ws(chr(10), w.id, w.code,
                                    w.place_zh, w.place_en, w.reason_zh, w.reason_en))) > 0)
                                order by w.opened_at desc, w.id desc limit $13
                                """,
                        scope.enterprise(),
                        scope.person(),
                        filter.state(),
                        filter.activeOnly(),
                        filter.site() == null ? null : filter.site().enterprise(),
                        filter.site() == null ? null : filter.site().site(),
                        filter.level() == null ? null : filter.level().code(),
                        filter.after() == null ? null : filter.after().openedAt(),
                        filter.after() == null ? null : filter.after().id(),
                        filter.hazard(),
                        filter.drill(),
                        filter.words(),
                        limit + 1)
                .map(found -> page(found, limit));
    }

    private static Page page(List<WarningView> found, int limit) {
        List<WarningView> shown = found.size() > limit ? found.subList(0, limit) : found;
        WarningView last = found.size() > limit ? shown.get(limit - 1) : null;
        return new Page(
                shown.stream().map(WarningView::document).toList(),
                last == null ? null : new WarningFilter.Cursor(last.openedAt(), last.id()).toString());
    }

    /** One warning; empty if there is none or it is outside the scope. */
    public Future<Optional<WarningView>> find(Scope scope, String id) {
        return views(SELECT + " where " + IN_SCOPE + " and w.id = $3", scope.enterprise(), scope.person(), id)
                .map(found -> found.stream().findFirst());
    }

    /** Those of these ids that are warnings. */
    public Future<List<WarningView>> all(Collection<String> ids) {
        return views(SELECT + " where w.id = any($1)", (Object) ids.toArray(String[]::new));
    }

    private Future<List<WarningView>> views(String statement, @Nullable Object... parameters) {
        Instant now = clock.instant();
        return Sql.list(Sql.run(pool, statement, parameters), row -> row)
                .compose(rows -> Names.of(pool, actors(rows))
                        .map(names ->
                                rows.stream().map(row -> view(row, names, now)).toList()));
    }

    private static List<@Nullable String> actors(List<Row> rows) {
        var actors = new ArrayList<@Nullable String>();
        for (Row row : rows) {
            actors.add(row.getString("acknowledged_by"));
            actors.add(row.getString("closed_by"));
            actors.add(row.getString("shelved_by"));
        }
        return actors;
    }

    private static WarningView view(Row row, Names names, Instant now) {
        FrozenChain chain = ChainJson.decode((JsonObject) row.getJson("chain"));
        JsonObject document = new JsonObject()
                .put("id", row.getString("id"))
                .put("revision", row.getInteger("revision"))
                .put("site", site(row))
                .put("hazard", row.getString("hazard"))
                .put("level", row.getString("level"))
                .put("peakLevel", row.getString("peak_level"))
                .put("state", Documents.code(row.getString("state")))
                .put(
                        "alarmState",
                        AlarmState.of(
                                        WarningState.valueOf(row.getString("state")),
                                        Sql.instant(row, "shelved_until") != null)
                                .code())
                .put("drill", row.getBoolean("drill"))
                .put("code", row.getString("code"))
                .put("place", Documents.text(row, "place"))
                .put("reason", Documents.text(row, "reason"))
                .put("value", row.getDouble("value"))
                .put("limit", row.getDouble("limit_value"))
                .put("unit", row.getString("unit"))
                .put("causedAt", Documents.time(row, "caused_at"))
                .put("openedAt", Documents.time(row, "opened_at"))
                .put("clearedAt", Documents.time(row, "cleared_at"))
                .put("tier", row.getInteger("tier"))
                .put(
                        "tiers",
                        chain.stages(ChainJson.level(row.getString("called_level")))
                                .size())
                .put("openBreaches", row.getInteger("open_breaches"))
                .put("zones", row.getJson("zones") == null ? new JsonArray() : row.getJson("zones"));
        putProgress(document, row, names);
        document.put("attention", attention(row, now).map(Attention::code).orElse(null));
        return new WarningView(
                row.getString("id"),
                row.getString("enterprise"),
                Sql.requiredInstant(row, "opened_at"),
                Sql.requiredInstant(row, "caused_at"),
                row.getString("top_breach"),
                chain,
                ChainJson.level(row.getString("called_level")),
                document);
    }

    private static void putProgress(JsonObject document, Row row, Names names) {
        document.put("nextStepAt", Documents.time(row, "next_step_at"))
                .put("unreachedAt", Documents.time(row, "unreached_at"))
                .put("acknowledgedAt", Documents.time(row, "acknowledged_at"))
                .put("acknowledgedBy", names.by(row.getString("acknowledged_by")))
                .put("firstReportDue", Documents.time(row, "first_report_due"))
                .put("firstReportAt", Documents.time(row, "first_report_at"))
                .put("closingReportDue", Documents.time(row, "closing_report_due"))
                .put("closingReportAt", Documents.time(row, "closing_report_at"))
                .put("closedAt", Documents.time(row, "closed_at"))
                .put("closedBy", names.by(row.getString("closed_by")))
                .put("closeReason", row.getString("close_reason"))
                .put("shelvedUntil", Documents.time(row, "shelved_until"))
                .put("shelvedBy", names.by(row.getString("shelved_by")))
                .put("shelveReason", row.getString("shelve_reason"));
    }

    private static JsonObject site(Row row) {
        JsonObject site = (JsonObject) row.getJson("site_document");
        return new JsonObject()
                .put("enterprise", row.getString("enterprise"))
                .put("id", row.getString("site"))
                .put("name", Documents.name(site, row.getString("site")))
                .put(
                        "enterpriseName",
                        Documents.name((JsonObject) row.getJson("enterprise_document"), row.getString("enterprise")))
                .put("timeZone", site == null ? "Asia/Shanghai" : site.getString("timeZone", "Asia/Shanghai"));
    }

    private static Optional<Attention> attention(Row row, Instant now) {
        return Attention.of(
                new Attention.Facts(
                        WarningState.valueOf(row.getString("state")),
                        row.getBoolean("help_asked"),
                        Sql.instant(row, "unreached_at"),
                        Sql.instant(row, "first_report_due"),
                        Sql.instant(row, "closing_report_due"),
                        Sql.instant(row, "shelved_until")),
                now);
    }

    /** The tiers of a chain as the API shows them, with masked numbers. */
    static JsonArray tiers(WarningView warning) {
        return TierDocuments.of(warning.chain(), warning.calledLevel());
    }
}
