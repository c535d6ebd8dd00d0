package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** People's contacts, and what proves that they reach them. */
public final class ContactStore {

    /**
     * A contact with the code under way, if there is one.
     *
     * @param tries wrong codes so far
     */
    public record Contact(
            String person,
            String name,
            String language,
            String channel,
            String address,
            @Nullable String codeHash,
            @Nullable Instant codeSentAt,
            @Nullable Instant codeExpiresAt,
            int tries) {}

    private static final String CONTACT = """
            select c.person_id, p.name, p.language, c.channel, c.address, k.code_hash, k.sent_at, k.expires_at,
              coalesce(k.tries, 0) as tries
            from contact c join person p on p.id = c.person_id
            left join contact_code k on k.person_id = c.person_id and k.channel = c.channel and k.address = c.address
            """;

    /** A reply proves a number of whoever owns it alone; of a shared phone only where it is known who wrote. */
    private static final String REPLIES = """
            with news as (
              select channel, from_address, person_id, max(received_at) as at from reply
              where id > (select last_reply from contact_check) and id <= $1
              group by channel, from_address, person_id)
            update contact c set verified_at = greatest(c.verified_at, news.at), verified_by = 'reply'
            from news, person p
            where p.id = c.person_id and c.channel = news.channel and c.address = news.from_address
              and (not p.shared_phone or news.person_id = c.person_id)
            """;

    private static final String ANSWERED = """
            update test_call t set outcome = 'ANSWERED', settled_at = $1
            where t.outcome is null and exists (
              select 1 from contact c where c.person_id = t.person_id and c.channel = t.channel and c.address = t.address
                and c.verified_at >= t.asked_at)
            """;

    private static final String SILENT = """
            with settled as (
              update test_call set outcome = 'SILENT', settled_at = $1 where outcome is null and until <= $1
              returning person_id, channel, address),
            dropped as (
              update contact c set verified_at = null, verified_by = null from settled s
              where c.person_id = s.person_id and c.channel = s.channel and c.address = s.address)
            select s.person_id, p.name, p.language, s.channel, s.address, null::text as code_hash,
              null::timestamptz as sent_at, null::timestamptz as expires_at, 0 as tries
            from settled s join person p on p.id = s.person_id
            """;

    private static final String UNTESTED = CONTACT + """
            where p.active and c.channel = 'sms' and (c.verified_at is null or c.verified_at <= $1)
              and not exists (select 1 from test_call t where t.person_id = c.person_id and t.channel = c.channel
                and t.address = c.address and t.asked_at > $1)
            order by c.verified_at nulls first, c.person_id, c.rank limit $2
            """;

    private final Pool pool;

    public ContactStore(Pool pool) {
        this.pool = pool;
    }

    public Future<Optional<Contact>> lock(Work work, String person, String channel, String address) {
        return Sql.list(
                        Sql.run(
                                work.connection(),
                                CONTACT
                                        + "where c.person_id = $1 and c.channel = $2 and c.address = $3 for update of c",
                                person,
                                channel,
                                address),
                        ContactStore::read)
                .map(found -> found.stream().findFirst());
    }

    /** Puts a code in the place of the one before. */
    public Future<Void> putCode(Work work, Contact contact, String hash, Instant expiresAt) {
        return Sql.run(
                        work.connection(),
                        "insert into contact_code (person_id, channel, address, code_hash, sent_at, expires_at)"
                                + " values ($1, $2, $3, $4, $5, $6) on conflict (person_id, channel, address) do update"
                                + " set code_hash = $4, sent_at = $5, expires_at = $6, tries = 0",
                        contact.person(),
                        contact.channel(),
                        contact.address(),
                        hash,
                        work.now(),
                        expiresAt)
                .mapEmpty();
    }

    public Future<Void> countTry(Work work, Contact contact) {
        return Sql.run(
                        work.connection(),
                        "update contact_code set tries = tries + 1 where person_id = $1 and channel = $2 and address = $3",
                        contact.person(),
                        contact.channel(),
                        contact.address())
                .mapEmpty();
    }

    /** The contact is proved now, and its code used up. */
    public Future<Void> verified(Work work, Contact contact, String by) {
        return Sql.run(
                        work.connection(),
                        "update contact set verified_at = $4, verified_by = $5"
                                + " where person_id = $1 and channel = $2 and address = $3",
                        contact.person(),
                        contact.channel(),
                        contact.address(),
                        work.now(),
                        by)
                .compose(done -> Sql.run(
                        work.connection(),
                        "delete from contact_code where person_id = $1 and channel = $2 and address = $3",
                        contact.person(),
                        contact.channel(),
                        contact.address()))
                .mapEmpty();
    }

    /** When replies are to be taken up, a test has waited long enough, or tests are to be sent. */
    public Future<Optional<Instant>> nextDue(Instant now, boolean testing) {
        return Sql.run(pool, """
                        select exists (select 1 from reply where id > (select last_reply from contact_check)) as news,
                          (select min(until) from test_call where outcome is null) as until,
                          (select next_test_at from contact_check) as next_test_at
                        """).map(rows -> {
            Row row = rows.iterator().next();
            Instant test = Sql.instant(row, "next_test_at");
            return Stream.of(
                            Optional.ofNullable(row.getBoolean("news") ? now : null),
                            Optional.ofNullable(Sql.instant(row, "until")),
                            testing ? Optional.of(test == null ? now : test) : Optional.<Instant>empty())
                    .flatMap(Optional::stream)
                    .min(Instant::compareTo);
        });
    }

    /** Whether nobody else is at it; then nobody else is until the end of the transaction. */
    public Future<Boolean> lockCheck(Work work) {
        return Sql.run(work.connection(), "select 1 from contact_check for update skip locked")
                .map(rows -> rows.size() > 0);
    }

    /** Takes the replies since the last time as proof. */
    public Future<Void> takeReplies(Work work) {
        return Sql.run(
                        work.connection(),
                        "select max(id) as last from reply where id > (select last_reply from contact_check)")
                .compose(rows -> {
                    Long last = rows.iterator().next().getLong("last");
                    if (last == null) {
                        return Future.succeededFuture();
                    }
                    return Sql.run(work.connection(), REPLIES, last)
                            .compose(done -> Sql.run(work.connection(), ANSWERED, work.now()))
                            .compose(done ->
                                    Sql.run(work.connection(), "update contact_check set last_reply = $1", last))
                            .mapEmpty();
                });
    }

    /** Tests nobody answered in their time; their contacts are no longer proved. */
    public Future<List<Contact>> takeSilence(Work work) {
        return Sql.list(Sql.run(work.connection(), SILENT, work.now()), ContactStore::read);
    }

    public Future<Optional<Instant>> nextTestAt(Work work) {
        return Sql.run(work.connection(), "select next_test_at from contact_check")
                .map(rows -> Optional.ofNullable(Sql.instant(rows.iterator().next(), "next_test_at")));
    }

    public Future<Void> planTests(Work work, Instant at) {
        return Sql.run(work.connection(), "update contact_check set next_test_at = $1", at)
                .mapEmpty();
    }

    /** Numbers neither proved nor asked since then, the oldest proof first. */
    public Future<List<Contact>> untested(Work work, Instant since, int max) {
        return Sql.list(Sql.run(work.connection(), UNTESTED, since, max), ContactStore::read);
    }

    public Future<Void> addTest(Work work, String id, Contact contact, Instant until) {
        return Sql.run(
                        work.connection(),
                        "insert into test_call (id, person_id, channel, address, asked_at, until)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        id,
                        contact.person(),
                        contact.channel(),
                        contact.address(),
                        work.now(),
                        until)
                .mapEmpty();
    }

    private static Contact read(Row row) {
        return new Contact(
                row.getString("person_id"),
                row.getString("name"),
                row.getString("language"),
                row.getString("channel"),
                row.getString("address"),
                row.getString("code_hash"),
                Sql.instant(row, "sent_at"),
                Sql.instant(row, "expires_at"),
                row.getInteger("tries"));
    }
}
