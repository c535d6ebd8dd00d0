package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;
import org.jiaoying.alerting.warning.Report;
import org.jspecify.annotations.Nullable;

/** What people answered and reported. Rows are only added. */
public final class ResponseStore {

    /**
     * @param kind such as {@code ACKNOWLEDGED}, {@code HANDLED}, {@code HELP}
     * @param via such as {@code sms}, {@code page} or {@code link}
     */
    public Future<Void> add(
            Work work,
            String warningId,
            @Nullable String callId,
            @Nullable String personId,
            String kind,
            String text,
            String actor,
            String via) {
        return Sql.run(
                        work.connection(),
                        "insert into response (warning_id, call_id, person_id, kind, text, at, actor, via)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        warningId,
                        callId,
                        personId,
                        kind,
                        text,
                        work.now(),
                        actor,
                        via)
                .mapEmpty();
    }

    /** Who has answered about a warning since then, themselves or by somebody's word on their behalf. */
    public Future<Set<String>> answered(Work work, String warningId, Instant since) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                "select distinct person_id from response"
                                        + " where warning_id = $1 and at >= $2 and person_id is not null",
                                warningId,
                                since),
                        row -> row.getString("person_id"))
                .map(Set::copyOf);
    }

    public Future<Void> add(Work work, String warningId, Report report, String actor, String via) {
        return Sql.run(
                        work.connection(),
                        "insert into feedback (warning_id, kind, commander, affected, people_moved, done, at, actor, via)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                        warningId,
                        report.kind(),
                        report.commander(),
                        report.affected(),
                        report.peopleMoved(),
                        report.done(),
                        work.now(),
                        actor,
                        via)
                .mapEmpty();
    }
}
