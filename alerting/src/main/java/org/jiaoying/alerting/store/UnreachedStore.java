package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.call.Callee;
import org.jiaoying.alerting.warning.Warning;

/** The list of the unreached: people whom no call reached, until they answer or their warning is over. */
public final class UnreachedStore {
    private static final String STILL = """
            select u.*, w.enterprise, w.site, w.hazard, w.level, w.drill from unreached u join warning w on w.id = u.warning_id
            where w.state <> 'CLOSED' and not exists (
              select 1 from response r where r.warning_id = u.warning_id and r.person_id = u.person_id and r.at >= u.since)
            order by w.drill, u.since, u.warning_id, u.person_id limit $1
            """;

    /** Puts somebody on the list; who is unreached again is so since now. */
    public Future<Void> add(Work work, Warning warning, Callee callee) {
        String[] addresses = callee.addresses().values().stream()
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return Sql.run(
                        work.connection(),
                        "insert into unreached (warning_id, person_id, chase, name, post, addresses, superior, since)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (warning_id, person_id)"
                                + " do update set chase = $3, addresses = $6, superior = $7, since = $8",
                        warning.id(),
                        callee.id(),
                        warning.chase().number(),
                        callee.name(),
                        callee.post(),
                        addresses,
                        callee.superior(),
                        work.now())
                .mapEmpty();
    }

    /** Somebody knocked on the door. @return false if the person is not on the list */
    public Future<Boolean> knocked(Work work, String warningId, String personId, Actor actor, String note) {
        return Sql.run(
                        work.connection(),
                        "update unreached set knocks = knocks + 1, knocked_at = $3, knocked_by = $4, knock_note = $5"
                                + " where warning_id = $1 and person_id = $2",
                        warningId,
                        personId,
                        work.now(),
                        actor.toString(),
                        note)
                .map(updated -> updated.rowCount() == 1);
    }

    /**
     * The API's {@code Unreached}, real warnings first, the longest unreached first. With whole numbers, since somebody has to
     * ring or find these people: that they were looked at is recorded.
     */
    public Future<List<JsonObject>> still(Transactions transactions, Actor reader, int max) {
        return transactions.run(work -> Sql.list(Sql.run(work.connection(), STILL, max), UnreachedStore::document)
                .onSuccess(list -> {
                    if (!list.isEmpty()) {
                        work.record(
                                reader, "unreached.viewed", "unreached", new JsonObject().put("people", list.size()));
                    }
                }));
    }

    /** Ids of the people of one warning who are on the list. */
    public Future<List<String>> of(Pool pool, String warningId) {
        return Sql.list(
                Sql.run(pool, "select person_id from unreached where warning_id = $1 order by 1", warningId),
                row -> row.getString("person_id"));
    }

    private static JsonObject document(Row row) {
        return new JsonObject()
                .put("warning", row.getString("warning_id"))
                .put("drill", row.getBoolean("drill"))
                .put("site", row.getString("enterprise") + "/" + row.getString("site"))
                .put("hazard", row.getString("hazard"))
                .put("level", row.getString("level"))
                .put("person", row.getString("person_id"))
                .put("name", row.getString("name"))
                .put("post", row.getString("post"))
                .put("numbers", new JsonArray(Arrays.asList(row.getArrayOfStrings("addresses"))))
                .put("superior", row.getString("superior"))
                .put("since", Documents.time(row, "since"))
                .put("knocks", row.getInteger("knocks"))
                .put("knockedAt", Documents.time(row, "knocked_at"))
                .put("knockedBy", row.getString("knocked_by"))
                .put("knockNote", row.getString("knock_note"));
    }
}
