package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import org.jiaoying.alerting.warning.Report;
import org.jspecify.annotations.Nullable;

/** What people answered and reported. Rows are only added. */
public final class ResponseStore {

    /**
     * @param kind such as {@code ACKNOWLEDGED}, {@code HANDLED}, {@code HELP}
     * @param via {@code sms} or {@code page}
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
