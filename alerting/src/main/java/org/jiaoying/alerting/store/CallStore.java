package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.call.Call;
import org.jiaoying.alerting.call.CallEvent;
import org.jiaoying.alerting.call.CallLifeCycle;
import org.jiaoying.alerting.call.CallState;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningChange;
import org.jspecify.annotations.Nullable;

/** The calls' table. */
public final class CallStore {
    private static final String INSERT = """
            insert into call (id, warning_id, kind, chase, tier, attempt, person_id, person_name, channel, address, level, code,
              text, reason, state, created_at, answer_due)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'PENDING', $15, $16)
            on conflict do nothing
            """;

    /** @return false if this attempt was made already */
    public Future<Boolean> insert(Work work, Warning warning, PlannedCall planned, String text) {
        return Sql.run(
                        work.connection(),
                        INSERT,
                        planned.idFor(warning.id()),
                        warning.id(),
                        planned.kind(),
                        planned.chase(),
                        planned.tier(),
                        planned.attempt(),
                        planned.callee().id(),
                        planned.callee().name(),
                        planned.channel(),
                        planned.address(),
                        warning.level().code(),
                        warning.code(),
                        text,
                        planned.reason(),
                        work.now(),
                        planned.answerDue())
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** The calls of one chase of a warning. */
    public Future<List<Call>> ofChase(Work work, String warningId, int chase) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from call where warning_id = $1 and chase = $2 order by created_at, id",
                        warningId,
                        chase),
                CallStore::read);
    }

    /** The calls of all warnings not closed, and of those closed last, that went to an address; newest first. */
    public Future<List<Call>> to(Work work, String channel, String address, int max) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from call where channel = $1 and address = $2 order by created_at desc, id limit $3",
                        channel,
                        address,
                        max),
                CallStore::read);
    }

    /** Moves one call on, if its life has that step. @return whether it had */
    public Future<Boolean> move(
            Work work, String id, CallEvent event, @Nullable String failureCode, @Nullable String failureReason) {
        CallState to = target(event);
        String column = switch (event) {
            case SUBMIT -> "submitted_at";
            case DELIVER -> "delivered_at";
            case ANSWER, ASK_HELP -> "answered_at";
            case FAIL, WITHDRAW -> "ended_at";
        };
        return Sql.run(
                        work.connection(),
                        "update call set state = $2, " + column + " = $3, failure_code = $4, failure_reason = $5"
                                + " where id = $1 and state = any ($6) returning kind, channel, created_at",
                        id,
                        to,
                        work.now(),
                        failureCode,
                        failureReason,
                        fromStates(event))
                .map(updated -> stepped(work, updated, event) == 1);
    }

    /** A person's answer counts for every call made to them about the warning. */
    public Future<Void> answer(Work work, String warningId, String personId, CallEvent event) {
        return Sql.run(
                        work.connection(),
                        "update call set state = $3, answered_at = $4 where warning_id = $1 and person_id = $2"
                                + " and state = any ($5) returning kind, channel, created_at",
                        warningId,
                        personId,
                        target(event),
                        work.now(),
                        fromStates(event))
                .map(updated -> stepped(work, updated, event))
                .mapEmpty();
    }

    /** Notes the steps for the figures; reminders and what an officer is told are no calls there. @return how many rows */
    private static int stepped(Work work, RowSet<Row> updated, CallEvent event) {
        String step = switch (event) {
            case SUBMIT -> "submitted";
            case DELIVER -> "delivered";
            case ANSWER, ASK_HELP -> "answered";
            case FAIL -> "failed";
            case WITHDRAW -> "withdrawn";
        };
        for (Row row : updated) {
            if (row.getString("kind").equals(Call.Kind.CALL.name())) {
                Duration since = Duration.between(Sql.requiredInstant(row, "created_at"), work.now());
                work.step(new Committed.CallStep(row.getString("channel"), step, since));
            }
        }
        return updated.size();
    }

    /** Calls nobody needs any more are not sent; those the channel has taken up already are. @return how many */
    public Future<Integer> withdraw(Work work, String warningId) {
        return Sql.run(work.connection(), """
                        with unsent as (
                          update outbox set state = 'WITHDRAWN', ended_at = $2
                          where state = 'PENDING' and call_id in (
                            select id from call where warning_id = $1 and kind = 'CALL' and state = 'PENDING')
                          returning call_id)
                        update call set state = 'WITHDRAWN', ended_at = $2
                        where state = 'PENDING' and id in (select call_id from unsent)
                        """, warningId, work.now()).map(updated -> updated.rowCount());
    }

    /** Calls of a chase to people who have answered it are not sent any more. @return how many */
    public Future<Integer> withdrawAnswered(Work work, String warningId, int chase) {
        return Sql.run(work.connection(), """
                        with unsent as (
                          update outbox set state = 'WITHDRAWN', ended_at = $3
                          where state = 'PENDING' and call_id in (
                            select c.id from call c where c.warning_id = $1 and c.chase = $2 and c.kind = 'CALL'
                              and c.reason <> 'SUPERIOR_OF_UNREACHED'
                              and exists (select 1 from call a where a.warning_id = c.warning_id and a.chase = c.chase
                                and a.person_id = c.person_id and a.state in ('ANSWERED', 'HELP_ASKED')))
                          returning call_id)
                        update call set state = 'WITHDRAWN', ended_at = $3
                        where state = 'PENDING' and id in (select call_id from unsent)
                        """, warningId, chase, work.now()).map(updated -> updated.rowCount());
    }

    /** Whether anybody still waits for the answer to this call. */
    public Future<Boolean> isNeeded(Work work, String id) {
        return Sql.run(
                        work.connection(),
                        "select 1 from call c join warning w on w.id = c.warning_id where c.id = $1"
                                + " and (c.kind <> 'CALL' or (w.chase = c.chase and c.state = 'PENDING'"
                                + " and (w.state in ('OPEN', 'CLEARED_UNANSWERED') or w.tier_ends_at is not null)))",
                        id)
                .map(rows -> rows.size() > 0);
    }

    /** The warning a call is about. */
    public Future<String> warningOf(Work work, String id) {
        return Sql.run(work.connection(), "select warning_id from call where id = $1", id)
                .map(rows -> rows.iterator().next().getString("warning_id"));
    }

    /** Tells those who watch the warning that something became of one of its calls. */
    public Future<Void> tell(Work work, String id, String what) {
        return Sql.run(
                        work.connection(),
                        "select w.id, w.revision from call c join warning w on w.id = c.warning_id where c.id = $1",
                        id)
                .map(rows -> {
                    rows.forEach(
                            row -> work.tell(new WarningChange(row.getString("id"), row.getInteger("revision"), what)));
                    return null;
                });
    }

    private static CallState target(CallEvent event) {
        return CallLifeCycle.TABLE.steps().stream()
                .filter(step -> step.event() == event)
                .findFirst()
                .orElseThrow()
                .to();
    }

    private static String[] fromStates(CallEvent event) {
        return CallLifeCycle.TABLE.statesThatTake(event).stream()
                .map(Enum::name)
                .toArray(String[]::new);
    }

    private static Call read(Row row) {
        return new Call(
                row.getString("id"),
                row.getString("warning_id"),
                Call.Kind.valueOf(row.getString("kind")),
                row.getInteger("chase"),
                row.getInteger("tier"),
                row.getInteger("attempt"),
                row.getString("person_id"),
                row.getString("channel"),
                row.getString("address"),
                CallState.valueOf(row.getString("state")),
                Sql.instant(row, "answer_due"));
    }
}
