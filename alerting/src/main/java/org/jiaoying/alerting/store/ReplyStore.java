package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jspecify.annotations.Nullable;

/** The replies' table, and what a sender was called about. */
public final class ReplyStore {
    /** A carrier that was not told we have a reply brings it again within this time. */
    private static final Duration BROUGHT_AGAIN = Duration.ofMinutes(10);

    /** By whatever channel, and on whichever of their numbers, the sender was called. */
    private static final String WAITING = """
            with mine as (
              select c.*, c.state not in ('PENDING', 'WITHDRAWN')
                or coalesce(o.state not in ('PENDING', 'WITHDRAWN'), false) as told
              from call c left join outbox o on o.id = c.id
              where (c.channel in ('sms', 'voice', $1) and c.address = $2)
                or c.person_id in (select person_id from contact where channel in ('sms', 'voice', $1) and address = $2))
            select w.id, w.code, w.state, w.drill, w.closed_at, m.person_id,
              w.state in ('OPEN', 'CLEARED_UNANSWERED') or (w.tier_ends_at is not null
                and not bool_or(m.chase = w.chase and m.state in ('ANSWERED', 'HELP_ASKED'))) as unanswered,
              bool_or(m.chase = w.chase and m.state in ('ANSWERED', 'HELP_ASKED')) as answered,
              max(m.person_name) as person_name, bool_or(m.told) as told, min(m.submitted_at) as told_at,
              (array_agg(m.id order by (m.channel = $1) desc, m.created_at desc, m.id desc))[1] as call_id
            from mine m join warning w on w.id = m.warning_id
            where w.state <> 'CLOSED' or w.closed_at > $3
            group by w.id, w.code, w.state, w.drill, w.closed_at, w.tier_ends_at, w.opened_at, m.person_id
            order by w.opened_at desc, min(m.created_at), m.person_id
            limit 50
            """;

    private static final String BROUGHT_BEFORE = """
            select exists (select 1 from call c where c.address = $2 and c.channel in ('sms', 'voice', $1)
              and c.created_at > r.received_at) as called_since
            from reply r
            where r.channel = $1 and r.from_address = $2 and r.text = $3 and r.session <> $4 and r.received_at > $5
            order by r.received_at desc limit 1
            """;

    /**
     * A warning somebody was called about.
     *
     * @param open whether it is not closed
     * @param unanswered whether their answer is still waited for
     * @param drill whether it is a drill
     * @param name of the person
     * @param answered whether that person has answered its present calls
     * @param told whether any text or call about it has left for them
     * @param toldAt when a carrier first took one; absent if none said so yet
     * @param closedAt absent while it is open
     * @param callId the last call to them, if there is one by the channel of the reply
     */
    public record Candidate(
            String warningId,
            String code,
            boolean open,
            boolean unanswered,
            boolean drill,
            String personId,
            String name,
            boolean answered,
            boolean told,
            @Nullable Instant toldAt,
            @Nullable Instant closedAt,
            String callId) {}

    /**
     * A reply that was kept.
     *
     * @param maybeBefore whether the same words came shortly before over another session, and its sender has been called since:
     *     it may be that reply, brought again, or a new one
     */
    public record Kept(long id, boolean maybeBefore) {}

    /** A sender who is on the roster. */
    public record Sender(String personId, String language) {}

    /** Keeps a reply; empty if it was taken before. */
    public Future<Optional<Kept>> add(Work work, IncomingText text) {
        return before(work, text)
                .compose(before -> before == Before.TAKEN
                        ? Future.succeededFuture(Optional.empty())
                        : Sql.run(
                                        work.connection(),
                                        "insert into reply (channel, carrier_key, session, from_address, to_address, text,"
                                                + " received_at, outcome) values ($1, $2, $3, $4, $5, $6, $7, 'taken')"
                                                + " on conflict do nothing returning id",
                                        text.channel(),
                                        text.carrierKey(),
                                        text.session(),
                                        text.from(),
                                        text.to(),
                                        text.text(),
                                        work.now())
                                .map(rows -> rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(new Kept(
                                                rows.iterator().next().getLong("id"), before == Before.MAYBE))));
    }

    /** Whether a reply was taken before. */
    private enum Before {
        NEW,
        TAKEN,
        MAYBE
    }

    /** Where the carrier gives no lasting key: the same words of the same sender over another session, shortly after. */
    private static Future<Before> before(Work work, IncomingText text) {
        if (text.keyIsLasting()) {
            return Future.succeededFuture(Before.NEW);
        }
        return Sql.run(
                        work.connection(),
                        BROUGHT_BEFORE,
                        text.channel(),
                        text.from(),
                        text.text(),
                        text.session(),
                        work.now().minus(BROUGHT_AGAIN))
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Before.NEW;
                    }
                    return rows.iterator().next().getBoolean("called_since") ? Before.MAYBE : Before.TAKEN;
                });
    }

    public Future<Void> outcome(
            Work work, long id, String outcome, @Nullable String personId, @Nullable String warningId) {
        return Sql.run(
                        work.connection(),
                        "update reply set outcome = $2, person_id = $3, warning_id = $4 where id = $1",
                        id,
                        outcome,
                        personId,
                        warningId)
                .mapEmpty();
    }

    /** The warnings an address was called about that are open, or were closed while their code rests; newest first. */
    public Future<List<Candidate>> candidates(Work work, String channel, String address) {
        return Sql.list(
                Sql.run(work.connection(), WAITING, channel, address, work.now().minus(CodeStore.REST)),
                ReplyStore::candidate);
    }

    private static Candidate candidate(Row row) {
        String state = row.getString("state");
        return new Candidate(
                row.getString("id"),
                row.getString("code"),
                !state.equals("CLOSED"),
                row.getBoolean("unanswered"),
                row.getBoolean("drill"),
                row.getString("person_id"),
                row.getString("person_name"),
                row.getBoolean("answered"),
                row.getBoolean("told"),
                Sql.instant(row, "told_at"),
                Sql.instant(row, "closed_at"),
                row.getString("call_id"));
    }

    /** Who has this address now. */
    public Future<Optional<Sender>> sender(Work work, String channel, String address) {
        return Sql.run(
                        work.connection(),
                        "select p.id, p.language from contact c join person p on p.id = c.person_id"
                                + " where c.channel = $1 and c.address = $2",
                        channel,
                        address)
                .map(rows -> {
                    if (rows.size() == 0) {
                        return Optional.empty();
                    }
                    Row row = rows.iterator().next();
                    return Optional.of(new Sender(row.getString("id"), row.getString("language")));
                });
    }

    /**
     * Keeps a part of a long reply.
     *
     * @return the whole text, once all parts are here; empty until then
     */
    public Future<Optional<String>> join(Work work, IncomingText text, IncomingText.Part part) {
        return Sql.run(
                        work.connection(),
                        "select pg_advisory_xact_lock(hashtextextended($1, 0))",
                        "reply/" + text.from() + "/" + part.reference())
                .compose(locked -> Sql.run(
                        work.connection(),
                        "delete from reply_part where received_at < $1",
                        work.now().minus(Duration.ofDays(1))))
                .compose(cleaned -> Sql.run(
                        work.connection(),
                        "insert into reply_part (channel, from_address, reference, total, part, text, received_at)"
                                + " values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing",
                        text.channel(),
                        text.from(),
                        part.reference(),
                        part.total(),
                        part.number(),
                        text.text(),
                        work.now()))
                .compose(kept -> Sql.list(
                        Sql.run(
                                work.connection(),
                                "select text from reply_part where channel = $1 and from_address = $2"
                                        + " and reference = $3 and total = $4 order by part",
                                text.channel(),
                                text.from(),
                                part.reference(),
                                part.total()),
                        row -> row.getString("text")))
                .compose(parts -> parts.size() < part.total()
                        ? Future.succeededFuture(Optional.empty())
                        : Sql.run(
                                        work.connection(),
                                        "delete from reply_part where channel = $1 and from_address = $2 and reference = $3",
                                        text.channel(),
                                        text.from(),
                                        part.reference())
                                .map(Optional.of(String.join("", parts))));
    }
}
