package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.audit.AuditLine;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.view.WarningView;
import org.jspecify.annotations.Nullable;

/** Reads what belongs to one warning: breaches, calls, answers, reports and recorded steps, as the API's documents show them. */
public final class WarningDetails {
    private static final int MAX_ROWS = 1_000;

    private final Pool pool;
    private final AuditStore audit;

    public WarningDetails(Pool pool) {
        this.pool = pool;
        this.audit = new AuditStore(pool);
    }

    /** The API's {@code WarningDetail}. */
    public Future<JsonObject> detail(WarningView warning) {
        JsonObject document = warning.document()
                .copy()
                .put("topBreach", warning.topBreach())
                .put("chain", new JsonObject().put("tiers", WarningViews.tiers(warning)));
        return breaches(warning.id())
                .onSuccess(found -> document.put("breaches", found))
                .compose(done -> responses(warning.id()))
                .onSuccess(found -> document.put("responses", found))
                .compose(done -> reports(warning.id()))
                .onSuccess(found -> document.put("reports", found))
                .compose(done -> steps(warning.id()))
                .map(found -> document.put("steps", found));
    }

    private Future<JsonArray> breaches(String warningId) {
        Future<List<Row>> transitions = Sql.list(
                Sql.run(
                        pool,
                        "select t.* from breach_transition t join warning_breach j on j.breach_id = t.breach_id"
                                + " where j.warning_id = $1 and not t.late order by t.at, t.revision limit $2",
                        warningId,
                        MAX_ROWS),
                row -> row);
        Future<List<Row>> breaches = Sql.list(
                Sql.run(
                        pool,
                        "select b.*, d.document as device_document from breach b"
                                + " join warning_breach j on j.breach_id = b.id left join register_entry d"
                                + " on d.key = 'device:' || b.enterprise || '/' || b.site || '/' || b.device"
                                + " where j.warning_id = $1 order by b.open desc, b.opened_at limit $2",
                        warningId,
                        MAX_ROWS),
                row -> row);
        return Future.all(transitions, breaches).map(both -> documents(breaches.result(), transitions.result()));
    }

    private static JsonArray documents(List<Row> breaches, List<Row> transitions) {
        Map<String, JsonArray> steps = new LinkedHashMap<>();
        for (Row row : transitions) {
            steps.computeIfAbsent(row.getString("breach_id"), id -> new JsonArray())
                    .add(transition(row));
        }
        var out = new JsonArray();
        for (Row row : breaches) {
            out.add(breach(row).put("transitions", steps.getOrDefault(row.getString("id"), new JsonArray())));
        }
        return out;
    }

    private static JsonObject transition(Row row) {
        return new JsonObject()
                .put("change", row.getString("change"))
                .put("level", row.getString("level"))
                .put("at", Documents.time(row, "at"))
                .put("value", row.getDouble("value"))
                .put("unit", row.getString("unit"))
                .put("reason", Documents.text(row, "reason"))
                .put("evidence", row.getJson("evidence"));
    }

    private static JsonObject breach(Row row) {
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("rule", row.getString("rule_id"))
                .put("ruleVersion", row.getInteger("rule_version"))
                .put("device", row.getString("device"))
                .put("deviceName", Documents.name((JsonObject) row.getJson("device_document"), row.getString("device")))
                .put("point", row.getString("point"))
                .put("level", row.getString("level"))
                .put("open", row.getBoolean("open"))
                .put("openedAt", Documents.time(row, "opened_at"))
                .put("clearedAt", Documents.time(row, "cleared_at"))
                .put("value", row.getDouble("value"))
                .put("limit", row.getDouble("limit_value"))
                .put("unit", row.getString("unit"))
                .put("reason", Documents.text(row, "reason"));
    }

    /** What the API's {@code Evidence} needs to know of a breach of the warning; empty if it is none of its own. */
    public Future<Optional<BreachSubject>> subject(String warningId, String breachId) {
        return Sql.list(Sql.run(pool, """
                                select b.*, d.document as device_document, s.document as site_document
                                from breach b join warning_breach j on j.breach_id = b.id
                                left join register_entry d
                                  on d.key = 'device:' || b.enterprise || '/' || b.site || '/' || b.device
                                left join register_entry s on s.key = 'site:' || b.enterprise || '/' || b.site
                                where j.warning_id = $1 and b.id = $2
                                """, warningId, breachId), BreachSubject::read)
                .map(found -> found.stream().findFirst());
    }

    /** The API's {@code Call}s, oldest first. */
    public Future<List<JsonObject>> calls(String warningId) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select c.*, p.post, exists (select 1 from outbox o where o.call_id = c.id and o.merged_into is not"
                                + " null) as gathered from call c left join person p on p.id = c.person_id"
                                + " where c.warning_id = $1 order by c.created_at, c.tier, c.id limit $2",
                        warningId,
                        MAX_ROWS),
                WarningDetails::call);
    }

    private static JsonObject call(Row row) {
        String post = row.getString("post");
        return new JsonObject()
                .put("id", row.getString("id"))
                .put("kind", Documents.code(row.getString("kind")))
                .put("tier", row.getInteger("tier"))
                .put("attempt", row.getInteger("attempt"))
                .put(
                        "person",
                        new JsonObject()
                                .put("id", row.getString("person_id"))
                                .put("name", row.getString("person_name"))
                                .put("post", post == null ? "" : post))
                .put("channel", row.getString("channel"))
                .put("address", Masked.number(row.getString("address")))
                .put("level", row.getString("level"))
                .put("text", row.getString("text"))
                .put("gathered", row.getBoolean("gathered"))
                .put("reason", Documents.code(row.getString("reason")))
                .put("state", Documents.code(row.getString("state")))
                .put("createdAt", Documents.time(row, "created_at"))
                .put("answerDue", Documents.time(row, "answer_due"))
                .put("submittedAt", Documents.time(row, "submitted_at"))
                .put("deliveredAt", Documents.time(row, "delivered_at"))
                .put("answeredAt", Documents.time(row, "answered_at"))
                .put("endedAt", Documents.time(row, "ended_at"))
                .put("failureCode", row.getString("failure_code"))
                .put("failureReason", row.getString("failure_reason"));
    }

    /** The API's {@code Response}s, oldest first. */
    public Future<JsonArray> responses(String warningId) {
        return withNames(
                "select * from response where warning_id = $1 order by at, id limit $2", warningId, (row, names) -> {
                    String actor = row.getString("actor");
                    String person = row.getString("person_id");
                    boolean onBehalf = person != null && !actor.equals("person:" + person);
                    return new JsonObject()
                            .put("kind", Documents.code(row.getString("kind")))
                            .put("person", person)
                            .put("name", names.name(person == null ? actor : "person:" + person))
                            .put("text", row.getString("text"))
                            .put("at", Documents.time(row, "at"))
                            .put("by", names.name(actor))
                            .put("via", row.getString("via"))
                            .put("onBehalf", onBehalf);
                });
    }

    private Future<JsonArray> reports(String warningId) {
        return withNames(
                "select * from feedback where warning_id = $1 order by at, id limit $2",
                warningId,
                (row, names) -> new JsonObject()
                        .put("kind", Documents.code(row.getString("kind")))
                        .put("name", names.name(row.getString("actor")))
                        .put("commander", row.getString("commander"))
                        .put("affected", row.getString("affected"))
                        .put("peopleMoved", row.getInteger("people_moved"))
                        .put("done", row.getString("done"))
                        .put("at", Documents.time(row, "at")));
    }

    private interface Shape {
        JsonObject of(Row row, Names names);
    }

    private Future<JsonArray> withNames(String statement, String warningId, Shape shape) {
        return Sql.list(Sql.run(pool, statement, warningId, MAX_ROWS), row -> row)
                .compose(rows -> Names.of(pool, people(rows))
                        .map(names -> new JsonArray(
                                rows.stream().map(row -> shape.of(row, names)).toList())));
    }

    private static List<@Nullable String> people(List<Row> rows) {
        var actors = new ArrayList<@Nullable String>();
        for (Row row : rows) {
            actors.add(row.getString("actor"));
            if (row.getColumnIndex("person_id") >= 0) {
                actors.add("person:" + row.getString("person_id"));
            }
        }
        return actors;
    }

    private Future<JsonArray> steps(String warningId) {
        return audit.about(warningId, MAX_ROWS)
                .compose(lines -> Names.of(
                                pool,
                                lines.stream()
                                        .<@Nullable String>map(
                                                line -> line.entry().actor())
                                        .toList())
                        .map(names -> {
                            var out = new ArrayList<>(lines.stream()
                                    .map(line -> step(line, names))
                                    .toList());
                            java.util.Collections.reverse(out);
                            return new JsonArray(out);
                        }));
    }

    private static JsonObject step(AuditLine line, Names names) {
        return new JsonObject()
                .put("seq", line.seq())
                .put("at", line.entry().at().toString())
                .put("action", line.entry().action())
                .put("actor", line.entry().actor())
                .put("name", names.name(line.entry().actor()))
                .put("reason", reason(line.entry().detail()));
    }

    /** Why, where the recorded detail says so. */
    private static String reason(String detail) {
        try {
            Object reason = new JsonObject(detail).getValue("reason");
            return reason instanceof String text ? text : "";
        } catch (DecodeException notAnObject) {
            return "";
        }
    }
}
