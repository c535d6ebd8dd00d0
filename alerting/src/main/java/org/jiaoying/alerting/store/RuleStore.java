package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.rule.RuleFaults;
import org.jiaoying.alerting.rule.RuleVersion;
import org.jiaoying.messaging.codec.RuleFault;

/** The rules' tables: versions are only added. */
public final class RuleStore {
    /** Held while rules are published, so that two instances keep the order of versions. */
    private static final long PUBLISHING = 0x72756c65;

    private final Pool pool;

    public RuleStore(Pool pool) {
        this.pool = pool;
    }

    /** The current version of each rule that is in force. */
    public Future<List<RuleVersion>> current() {
        return Sql.list(
                Sql.run(
                        pool,
                        "select v.* from rule r join rule_version v on v.rule_id = r.id and v.version = r.current_version"
                                + " where not v.removed order by r.id"),
                RuleStore::read);
    }

    /** All versions of a rule, newest first. */
    public Future<List<RuleVersion>> versions(String ruleId) {
        return Sql.list(
                Sql.run(pool, "select * from rule_version where rule_id = $1 order by version desc", ruleId),
                RuleStore::read);
    }

    /** One version of a rule. */
    public Future<Optional<RuleVersion>> version(Work work, String ruleId, int version) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                "select * from rule_version where rule_id = $1 and version = $2",
                                ruleId,
                                version),
                        RuleStore::read)
                .map(found -> found.stream().findFirst());
    }

    /** Locks a rule's current version against other changes. */
    public Future<Optional<RuleVersion>> lockCurrent(Work work, String ruleId) {
        return Sql.run(work.connection(), "select pg_advisory_xact_lock(hashtext($1))", "rule/" + ruleId)
                .compose(locked -> Sql.list(
                        Sql.run(
                                work.connection(),
                                "select v.* from rule r join rule_version v on v.rule_id = r.id"
                                        + " and v.version = r.current_version where r.id = $1 for update of r",
                                ruleId),
                        RuleStore::read))
                .map(found -> found.stream().findFirst());
    }

    /** Adds a version and makes it the current one. */
    public Future<Void> add(Work work, RuleVersion version) {
        return Sql.run(
                        work.connection(),
                        "insert into rule (id, current_version) values ($1, $2)"
                                + " on conflict (id) do update set current_version = $2",
                        version.ruleId(),
                        version.version())
                .compose(done -> Sql.run(
                        work.connection(),
                        "insert into rule_version (rule_id, version, document, author, reason, at, removed)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)",
                        version.ruleId(),
                        version.version(),
                        version.document(),
                        version.author(),
                        version.reason(),
                        version.at(),
                        version.removed()))
                .mapEmpty();
    }

    /** Versions that were not published yet, in order; empty also where another instance is publishing. */
    public Future<List<RuleVersion>> lockUnpublished(Work work, int max) {
        return Sql.run(work.connection(), "select pg_try_advisory_xact_lock($1) as mine", PUBLISHING)
                .compose(locked -> Boolean.TRUE.equals(locked.iterator().next().getBoolean("mine"))
                        ? Sql.list(
                                Sql.run(
                                        work.connection(),
                                        "select * from rule_version where published_at is null"
                                                + " order by rule_id, version limit $1",
                                        max),
                                RuleStore::read)
                        : Future.succeededFuture(List.of()));
    }

    public Future<Void> published(Work work, RuleVersion version) {
        return Sql.run(
                        work.connection(),
                        "update rule_version set published_at = $3 where rule_id = $1 and version = $2",
                        version.ruleId(),
                        version.version(),
                        work.now())
                .mapEmpty();
    }

    /** Notes a fault the detection job told; the same one again is counted. */
    public Future<Void> fault(Work work, RuleFault fault) {
        return Sql.run(
                        work.connection(),
                        "insert into rule_fault (rule_id, version, code, reason, at, first_at, count)"
                                + " values ($1, $2, $3, $4, $5, $5, $6) on conflict (rule_id, version, code)"
                                + " do update set reason = $4, at = $5, count = rule_fault.count + $6",
                        fault.ruleId(),
                        fault.version(),
                        fault.code(),
                        fault.reason(),
                        fault.at(),
                        fault.count())
                .mapEmpty();
    }

    /** How many kinds of faults the detection job told of the current version of each rule that has any, by rule. */
    public Future<Map<String, Integer>> faultCounts() {
        return Sql.run(
                        pool,
                        "select f.rule_id, count(*)::int as faults from rule_fault f join rule r on r.id = f.rule_id"
                                + " and r.current_version = f.version group by f.rule_id")
                .map(rows -> {
                    var counts = new HashMap<String, Integer>();
                    rows.forEach(row -> counts.put(row.getString("rule_id"), row.getInteger("faults")));
                    return counts;
                });
    }

    /** What the detection job said is wrong with a rule, the latest first. */
    public Future<List<RuleFaults>> faults(String ruleId) {
        return Sql.list(
                Sql.run(pool, "select * from rule_fault where rule_id = $1 order by at desc, code", ruleId),
                row -> new RuleFaults(
                        row.getInteger("version"),
                        row.getString("code"),
                        row.getString("reason"),
                        Sql.instant(row, "first_at"),
                        Sql.requiredInstant(row, "at"),
                        row.getLong("count")));
    }

    private static RuleVersion read(Row row) {
        return new RuleVersion(
                row.getString("rule_id"),
                row.getInteger("version"),
                row.getString("document"),
                row.getString("author"),
                row.getString("reason"),
                Sql.requiredInstant(row, "at"),
                row.getOffsetDateTime("published_at") != null,
                row.getBoolean("removed"));
    }
}
