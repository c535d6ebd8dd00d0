package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * The outbox. A row is PENDING until an instance claims it (SUBMITTING, with a lease), then SUBMITTED, then DELIVERED or
 * FAILED; WITHDRAWN if it was no longer needed. A claim whose lease ran out is of an instance that died, or never learnt
 * what became of it: it is claimed again, under the same key.
 */
public final class OutboxStore {
    /** Of two announcements of a warning to the same address the earlier one is out of the way before the later one leaves. */
    private static final String IN_TURN = """
            (o.purpose <> 'announcement' or not exists (
              select 1 from outbox earlier
              where earlier.purpose = 'announcement' and earlier.state in ('PENDING', 'SUBMITTING')
                and earlier.channel = o.channel and earlier.address = o.address
                and earlier.particulars ->> 'warning' = o.particulars ->> 'warning'
                and (earlier.created_at, earlier.id) < (o.created_at, o.id)))
            """;

    private static final String CLAIM = """
            update outbox set state = 'SUBMITTING', claimed_by = $1, lease_until = $2, tries = tries + 1
            where id in (
              select id from outbox o
              where channel = $3 and ((state = 'PENDING' and due <= $4) or (state = 'SUBMITTING' and lease_until <= $4))
                and\s""" + IN_TURN + """
              order by urgency desc, due, id
              limit $5
              for update of o skip locked)
            returning *
            """;

    private static final String NEXT_DUE = """
            select min(due) as due from (
              select min(due) as due from outbox o where channel = $1 and state = 'PENDING' and\s""" + IN_TURN + """
              union all
              select min(lease_until) from outbox where channel = $1 and state = 'SUBMITTING') as both_kinds
            """;

    private final Pool pool;

    public OutboxStore(Pool pool) {
        this.pool = pool;
    }

    /** Puts a text into the outbox; a second time is nothing. */
    public Future<Boolean> put(Work work, Outgoing outgoing) {
        return put(work, outgoing, null);
    }

    /**
     * The same with a link, whose end is kept beside the text, and only until the carrier has it.
     *
     * @param secret the end of the link for which {@link Outgoing#HIDDEN} stands at the end of the text
     */
    public Future<Boolean> put(Work work, Outgoing outgoing, @Nullable String secret) {
        return Sql.run(
                        work.connection(),
                        "insert into outbox (id, channel, address, text, purpose, call_id, urgency, due, created_at, state,"
                                + " particulars, secret) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'PENDING', $10, $11)"
                                + " on conflict do nothing",
                        outgoing.id(),
                        outgoing.channel(),
                        outgoing.address(),
                        outgoing.text(),
                        outgoing.purpose(),
                        outgoing.callId(),
                        outgoing.urgency(),
                        outgoing.due(),
                        work.now(),
                        ParticularsJson.write(outgoing.particulars()),
                        secret)
                .map(inserted -> inserted.rowCount() == 1);
    }

    /** Claims what is due, the most urgent first; what another instance has is passed over. */
    public Future<List<Outgoing>> claim(Work work, String instance, String channel, Duration lease, int max) {
        return Sql.list(
                Sql.run(work.connection(), CLAIM, instance, work.now().plus(lease), channel, work.now(), max),
                row -> read(row, row.getInteger("tries") - 1));
    }

    /** Notes why what is due has not gone out yet. */
    public Future<Void> waits(Work work, String channel, String code, String reason) {
        return Sql.run(
                        work.connection(),
                        "update outbox set failure_code = $3, failure_reason = $4 where channel = $1"
                                + " and state = 'PENDING' and due <= $2 and failure_code is distinct from $3",
                        channel,
                        work.now(),
                        code,
                        reason)
                .mapEmpty();
    }

    /** What has not left yet of a warning's announcements by a channel leaves no more. @return how many */
    public Future<Integer> withdrawAnnouncements(Work work, String channel, String warningId) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = 'WITHDRAWN', ended_at = $3, failure_code = 'not-needed',"
                                + " failure_reason = 'cancelled before it went out' where purpose = 'announcement'"
                                + " and state = 'PENDING' and channel = $1 and particulars ->> 'warning' = $2",
                        channel,
                        warningId,
                        work.now())
                .map(updated -> updated.rowCount());
    }

    /** The claims of this instance are of a process that has ended: whoever comes first may claim the texts again. */
    public Future<Void> giveUpClaims(Work work, String instance, String channel) {
        return Sql.run(
                        work.connection(),
                        "update outbox set lease_until = $3 where state = 'SUBMITTING' and claimed_by = $1 and channel = $2",
                        instance,
                        channel,
                        work.now())
                .mapEmpty();
    }

    /** When anything of the channel is due to be claimed. */
    public Future<Optional<Instant>> nextDue(String channel) {
        return Sql.run(pool, NEXT_DUE, channel)
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "due")));
    }

    /** The carrier has it. @return false if the claim is no longer this instance's */
    public Future<Boolean> submitted(Work work, String id, String instance) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = 'SUBMITTED', submitted_at = $3, claimed_by = null, lease_until = null,"
                                + " failure_code = null, failure_reason = null"
                                + " where id = $1 and claimed_by = $2 and state = 'SUBMITTING'",
                        id,
                        instance,
                        work.now())
                .map(updated -> updated.rowCount() == 1);
    }

    /** It certainly did not go out: it may be claimed again from then on. */
    public Future<Boolean> putBack(Work work, String id, String instance, Instant due, String code, String reason) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = 'PENDING', due = $3, failure_code = $4, failure_reason = $5,"
                                + " claimed_by = null, lease_until = null"
                                + " where id = $1 and claimed_by = $2 and state = 'SUBMITTING'",
                        id,
                        instance,
                        due,
                        code,
                        reason)
                .map(updated -> updated.rowCount() == 1);
    }

    /** It came to an end, as the carrier said or as it was refused. @return false if it had come to one already */
    public Future<Boolean> end(Work work, String id, String state, @Nullable String code, @Nullable String reason) {
        return Sql.run(
                        work.connection(),
                        "update outbox set state = $2, ended_at = $3, failure_code = $4, failure_reason = $5,"
                                + " claimed_by = null, lease_until = null"
                                + " where id = $1 and state in ('SUBMITTING', 'SUBMITTED')",
                        id,
                        state,
                        work.now(),
                        code,
                        reason)
                .map(updated -> updated.rowCount() == 1);
    }

    /** Notes under which ids the carrier has the parts. */
    public Future<Void> parts(Work work, String id, String carrier, List<String> carrierIds) {
        var rows = new java.util.ArrayList<io.vertx.sqlclient.Tuple>();
        for (int i = 0; i < carrierIds.size(); i++) {
            rows.add(Sql.tuple(id, i + 1, carrier, carrierIds.get(i)));
        }
        return Sql.runEach(
                work.connection(),
                "insert into outbox_part (outbox_id, part, carrier, carrier_id) values ($1, $2, $3, $4)"
                        + " on conflict (outbox_id, part) do update set carrier = $3, carrier_id = $4, status ="
                        + " case when outbox_part.carrier_id = $4 then outbox_part.status end",
                rows);
    }

    /** The code of the warning that a text is about. */
    public Future<Optional<String>> codeOf(Work work, String id) {
        return Sql.run(work.connection(), "select particulars ->> 'code' as code from outbox where id = $1", id)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.ofNullable(rows.iterator().next().getString("code")));
    }

    /** The calls that a text carries: its own, or those that were merged into it. */
    public Future<List<String>> callsIn(Work work, String id, @Nullable String callId) {
        if (callId != null) {
            return Future.succeededFuture(List.of(callId));
        }
        if (!id.startsWith(Outgoing.DIGEST)) {
            return Future.succeededFuture(List.of());
        }
        return Sql.list(
                Sql.run(
                        work.connection(),
                        "select call_id from outbox where merged_into = $1 and call_id is not null order by call_id",
                        id),
                row -> row.getString("call_id"));
    }

    /** How many notices went to an address since then. */
    public Future<Integer> notices(Work work, String address, Instant since) {
        return Sql.run(
                        work.connection(),
                        "select count(*)::int as notices from outbox where call_id is null and purpose = 'notice' and address = $1 and created_at > $2",
                        address,
                        since)
                .map(rows -> rows.iterator().next().getInteger("notices"));
    }

    static Outgoing read(Row row, int triesBefore) {
        var kept = new Outgoing(
                row.getString("id"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("text"),
                row.getString("purpose"),
                row.getString("call_id"),
                row.getInteger("urgency"),
                Sql.requiredInstant(row, "due"),
                triesBefore,
                ParticularsJson.read((JsonObject) row.getJson("particulars")));
        return kept.revealing(row.getString("secret"));
    }
}
