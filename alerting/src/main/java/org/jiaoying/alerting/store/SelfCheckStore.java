package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.selfcheck.Finding;

/** What the self-check found last, and what it looks at. */
public final class SelfCheckStore {
    private static final Actor SELF = Actor.part("self-check");

    private final Pool pool;

    public SelfCheckStore(Pool pool) {
        this.pool = pool;
    }

    /** Notes a finding; a change from well to unwell or back is a line in the audit log, once among all instances. */
    public Future<Void> note(Work work, Finding finding) {
        return Sql.run(
                        work.connection(),
                        "insert into self_check (name, ok, since, detail) values ($1, $2, $3, $4)"
                                + " on conflict (name) do update set ok = $2, since = $3, detail = $4"
                                + " where self_check.ok <> $2",
                        finding.name(),
                        finding.ok(),
                        work.now(),
                        finding.detail())
                .compose(changed -> {
                    if (changed.rowCount() > 0) {
                        work.record(
                                SELF,
                                finding.ok() ? "self-check.well" : "self-check.unwell",
                                finding.name(),
                                new JsonObject().put("detail", finding.detail()));
                        return Future.succeededFuture();
                    }
                    return Sql.run(
                                    work.connection(),
                                    "update self_check set detail = $2 where name = $1 and detail <> $2",
                                    finding.name(),
                                    finding.detail())
                            .mapEmpty();
                });
    }

    /** Warnings whose next step should have been taken by then, and those that nothing would ever move on. */
    public Future<List<String>> overdue(Instant since, int max) {
        return Sql.list(
                Sql.run(
                        pool,
                        "select id from warning where next_step_at < $1"
                                + " or (next_step_at is null and shelved_until is null and unreached_at is null"
                                + " and state in ('OPEN', 'CLEARED_UNANSWERED')) order by next_step_at limit $2",
                        since,
                        max),
                row -> row.getString("id"));
    }

    /** How many texts should have been handed over by then; one that was put off to be gathered is not late before its time. */
    public Future<Long> textsOverdue(Instant since) {
        return Sql.run(
                        pool,
                        "select count(*) as texts from outbox where state in ('PENDING', 'SUBMITTING') and created_at < $1"
                                + " and (failure_code is distinct from 'gathered' or due < $1)",
                        since)
                .map(rows -> rows.iterator().next().getLong("texts"));
    }

    /** The time of the latest lines of the audit log, as the clocks of those who wrote them had it. */
    public Future<Optional<Instant>> lastRecorded() {
        return Sql.run(pool, "select max(at) as at from (select at from audit order by seq desc limit 1000) latest")
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "at")));
    }

    /** How many records were set aside, ever. */
    public Future<Long> parked() {
        return Sql.run(pool, "select count(*) as records from parked_record")
                .map(rows -> rows.iterator().next().getLong("records"));
    }
}
