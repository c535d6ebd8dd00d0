package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.roster.DutyOverride;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.KnownIds;
import org.jiaoying.alerting.roster.Leave;
import org.jiaoying.alerting.roster.Organisation;
import org.jiaoying.alerting.roster.RosterChain;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.RosterPerson;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Takes a roster over: what stands there as it stands there; what it does not mention stays. Each entry that changes is a line in
 * the audit log with what it was and what it is. Warnings that are open keep the chain they were opened with.
 */
public final class RosterStore {
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended('roster', 0))";

    private final Transactions transactions;
    private final Pool pool;

    public RosterStore(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    /** The whole roster as it is now. */
    public Future<RosterFile> read() {
        return RosterRows.read(pool);
    }

    /** The whole roster, to be taken out of the system. */
    public Future<RosterFile> export(Actor actor) {
        return transactions.run(work -> RosterRows.read(work.connection()).map(roster -> {
            work.record(
                    actor,
                    "roster.exported",
                    "people",
                    new JsonObject().put("people", roster.people().size()));
            return roster;
        }));
    }

    /**
     * One person or chain as it would be written, to be changed and taken over again; empty where there is none. A person's comes
     * with full numbers: that they were looked at is recorded.
     *
     * @param kind {@code person} or {@code chain}
     */
    public Future<Optional<JsonObject>> entry(String kind, String id, Actor reader) {
        return transactions.run(work -> RosterRows.read(work.connection()).map(roster -> {
            if (kind.equals("chain")) {
                return roster.chains().stream()
                        .filter(chain -> chain.id().equals(id))
                        .findFirst()
                        .map(RosterDocument::of);
            }
            Optional<JsonObject> found = roster.people().stream()
                    .filter(person -> person.id().equals(id))
                    .findFirst()
                    .map(RosterDocument::of);
            found.ifPresent(
                    person -> work.record(reader, "people.viewed", "person:" + id, new JsonObject().put("people", 1)));
            return found;
        }));
    }

    /** What a part of a roster may name. */
    public Future<KnownIds> known() {
        return read().map(RosterRows::known);
    }

    /**
     * Takes over a roster that was read.
     *
     * @param source the file's name, for the record
     * @param reason why, for the record
     */
    public Future<Integer> load(String source, RosterFile roster, Actor actor, String reason) {
        return edit(known -> roster, source, actor, reason);
    }

    /**
     * Reads a roster against what is there, and takes it over in the same transaction, so that nothing it names can vanish
     * between.
     *
     * @param read may throw; then nothing is changed
     * @return how many entries changed
     */
    public Future<Integer> edit(Function<KnownIds, RosterFile> read, String source, Actor actor, String reason) {
        return transactions.run(work -> Sql.run(work.connection(), ONE_AT_A_TIME)
                .compose(locked -> RosterRows.read(work.connection()))
                .compose(before -> {
                    RosterFile roster = read.apply(RosterRows.known(before));
                    return new Edit(work, before, actor, source, reason).apply(roster);
                }));
    }

    /** One edit under way in one transaction. */
    private static final class Edit {
        private final Work work;
        private final RosterFile before;
        private final Actor actor;
        private final String source;
        private final String reason;
        private int changes;

        Edit(Work work, RosterFile before, Actor actor, String source, String reason) {
            this.work = work;
            this.before = before;
            this.actor = actor;
            this.source = source;
            this.reason = reason;
        }

        Future<Integer> apply(RosterFile roster) {
            List<Organisation> organisations = changed(
                    "organisation",
                    before.organisations(),
                    roster.organisations(),
                    Organisation::id,
                    RosterDocument::of);
            List<RosterPerson> people =
                    changed("person", before.people(), roster.people(), RosterPerson::id, Edit::recorded);
            List<DutyRoster> rosters =
                    changed("roster", before.rosters(), roster.rosters(), DutyRoster::id, RosterDocument::of);
            List<RosterChain> chains =
                    changed("chain", before.chains(), roster.chains(), RosterChain::id, RosterDocument::of);
            List<Leave> leaves = changed("leave", before.leaves(), roster.leaves(), Leave::id, RosterDocument::of);
            List<DutyOverride> overrides =
                    changed("override", before.overrides(), roster.overrides(), DutyOverride::id, RosterDocument::of);
            List<RosterPolicy> policies =
                    changed("policy", before.policies(), roster.policies(), Edit::nameOf, RosterDocument::of);
            var writer = new RosterWriter(work, actor, reason);
            return writer.organisations(organisations)
                    .compose(done -> writer.people(people))
                    .compose(done -> writer.rosters(rosters))
                    .compose(done -> InOrder.each(chains, writer::chain))
                    .compose(done -> InOrder.each(leaves, writer::leave))
                    .compose(done -> InOrder.each(overrides, writer::override))
                    .compose(done -> InOrder.each(policies, writer::policy))
                    .compose(done ->
                            leaves.isEmpty() && overrides.isEmpty() ? Future.<Void>succeededFuture() : lookAgain(work))
                    .map(done -> {
                        if (changes > 0) {
                            work.record(
                                    actor,
                                    "roster.loaded",
                                    source,
                                    new JsonObject().put("changes", changes).put("reason", reason));
                        }
                        return changes;
                    });
        }

        private static String nameOf(RosterPolicy policy) {
            return policy.level().code() + "@" + policy.from();
        }

        /** The entries that are new or other than before; each leaves its line. */
        private <T> List<T> changed(
                String what,
                List<T> present,
                List<T> wanted,
                Function<T, String> id,
                Function<T, JsonObject> document) {
            Map<String, T> known = new LinkedHashMap<>();
            present.forEach(entry -> known.put(id.apply(entry), entry));
            List<T> changed = wanted.stream()
                    .filter(entry -> !entry.equals(known.get(id.apply(entry))))
                    .toList();
            changed.forEach(entry -> {
                @Nullable T old = known.get(id.apply(entry));
                work.record(
                        actor,
                        what + ".changed",
                        what + ":" + id.apply(entry),
                        new JsonObject()
                                .put("reason", reason)
                                .put("before", old == null ? null : document.apply(old))
                                .put("after", document.apply(entry)));
            });
            changes += changed.size();
            return changed;
        }

        /** A person as they may stand in records: their numbers masked. */
        private static JsonObject recorded(RosterPerson person) {
            JsonObject out = RosterDocument.of(person);
            out.put("phones", masked(person.phones()));
            JsonObject others = out.getJsonObject("contacts");
            if (others != null) {
                person.contacts().forEach((channel, addresses) -> {
                    if (others.containsKey(channel)) {
                        others.put(channel, masked(addresses));
                    }
                });
            }
            return out;
        }

        private static JsonArray masked(List<String> addresses) {
            return new JsonArray(addresses.stream().map(Masked::number).toList());
        }
    }

    /** Who answers may have become another one: handovers are looked at anew. */
    private static Future<Void> lookAgain(Work work) {
        return Sql.run(work.connection(), "update handover_next set next_at = $1", work.now())
                .mapEmpty();
    }

    /** Takes back a leave or an override that holds; false where there is none of that id. */
    public Future<Boolean> withdraw(String kind, String id, Actor actor, String reason) {
        String table = kind.equals("leave") ? "leave" : "duty_override";
        return transactions.run(work -> Sql.run(
                        work.connection(),
                        "update " + table
                                + " set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and withdrawn_at is null",
                        id,
                        work.now(),
                        actor.toString())
                .compose(rows -> {
                    if (rows.rowCount() == 0) {
                        return Future.succeededFuture(false);
                    }
                    work.record(actor, kind + ".withdrawn", kind + ":" + id, new JsonObject().put("reason", reason));
                    return lookAgain(work).map(true);
                }));
    }

    /** Takes a chain away; false where there is none of that id. */
    public Future<Boolean> removeChain(String id, Actor actor, String reason) {
        return transactions.run(work -> RosterRows.read(work.connection()).compose(before -> {
            var chain =
                    before.chains().stream().filter(one -> one.id().equals(id)).findFirst();
            if (chain.isEmpty()) {
                return Future.succeededFuture(false);
            }
            work.record(
                    actor,
                    "chain.removed",
                    "chain:" + id,
                    new JsonObject().put("reason", reason).put("before", RosterDocument.of(chain.get())));
            return Sql.run(work.connection(), "delete from chain where id = $1", id)
                    .map(true);
        }));
    }
}
