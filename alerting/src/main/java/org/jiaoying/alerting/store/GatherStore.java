package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jiaoying.alerting.dispatch.Outgoing;

/** The outbox as gathering sees it: what a person was sent of late, what waits, and what was merged into what. */
public final class GatherStore {
    private static final String OF_PERSON = "channel = $1 and address = $2 and (particulars->>'drill')::boolean = $3";

    /** A text that went out. */
    public record LetOut(Instant at, boolean red) {}

    /** Held by whoever decides about a channel's texts. */
    public Future<Void> lock(Work work, String channel) {
        return Sql.run(work.connection(), "select pg_advisory_xact_lock(hashtext($1))", "gather/" + channel)
                .mapEmpty();
    }

    /** What a person was sent since then, oldest first; drills are counted by themselves. */
    public Future<List<LetOut>> sent(Work work, Outgoing text, boolean drill, Instant since) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select let_out_at, urgency from outbox where " + OF_PERSON
                                + " and let_out_at > $4 order by let_out_at",
                        text.channel(),
                        text.address(),
                        drill,
                        since),
                row -> new LetOut(Sql.requiredInstant(row, "let_out_at"), row.getInteger("urgency") >= Outgoing.RED));
    }

    /** Takes what waits for a person; what somebody is about to withdraw is passed over. */
    public Future<List<Outgoing>> lockWaiting(Work work, Outgoing text, boolean drill) {
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select * from outbox where " + OF_PERSON
                                + " and state = 'PENDING' and purpose = 'call' and tries = 0"
                                + " order by urgency desc, due, id for update skip locked",
                        text.channel(),
                        text.address(),
                        drill),
                row -> OutboxStore.read(row, row.getInteger("tries")));
    }

    /** The text goes out now. */
    public Future<Void> letOut(Work work, String id) {
        return Sql.run(work.connection(), "update outbox set let_out_at = $2 where id = $1", id, work.now())
                .mapEmpty();
    }

    /** The text waits until then, as if it had not been claimed. */
    public Future<Void> putOff(Work work, String id, Instant due, String reason) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = 'PENDING', due = $2, tries = 0, claimed_by = null, lease_until = null,"
                                + " failure_code = 'gathered', failure_reason = $3 where id = $1",
                        id,
                        due,
                        reason)
                .mapEmpty();
    }

    /** The text's news goes out in another one. */
    public Future<Void> merge(Work work, String id, String into) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = 'MERGED', merged_into = $2, ended_at = $3, claimed_by = null,"
                                + " lease_until = null, failure_code = 'merged', failure_reason = null where id = $1",
                        id,
                        into,
                        work.now())
                .mapEmpty();
    }
}
