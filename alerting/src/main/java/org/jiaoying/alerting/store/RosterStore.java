package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.roster.RosterChain;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.RosterPerson;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jiaoying.alerting.roster.RosterTier;
import org.jiaoying.domain.Level;

/**
 * Takes a roster over: its people, chains and policies as they stand there; what it does not mention stays. Warnings that are
 * open keep the chain they were opened with.
 */
public final class RosterStore {
    private static final String PUT_PERSON = """
            insert into person (id, name, post, enterprise, language, officer, active, updated_at)
            values ($1, $2, $3, $4, $5, $6, true, $7)
            on conflict (id) do update set name = $2, post = $3, enterprise = $4, language = $5, officer = $6,
              active = true, updated_at = $7
            """;

    private static final String PUT_POLICY = """
            insert into policy (level, holds_from, answer_seconds, repeats, repeat_within_seconds, together,
              first_report_seconds, closing_report_seconds, answers, channels, again, superior)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (level, holds_from) do update set answer_seconds = $3, repeats = $4, repeat_within_seconds = $5,
              together = $6, first_report_seconds = $7, closing_report_seconds = $8, answers = $9, channels = $10,
              again = $11, superior = $12
            """;

    private final Transactions transactions;

    public RosterStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param source the file's name, for the record */
    public Future<Void> load(String source, RosterFile roster, Actor actor) {
        return transactions.run(work -> people(work, roster.people())
                .compose(done -> chains(work, roster.chains(), actor))
                .compose(done -> policies(work, roster.policies()))
                .onSuccess(done -> work.record(
                        actor,
                        "roster.loaded",
                        source,
                        new JsonObject()
                                .put("people", roster.people().size())
                                .put("chains", roster.chains().size())
                                .put("policies", roster.policies().size()))));
    }

    private static Future<Void> people(Work work, List<RosterPerson> people) {
        var rows = new ArrayList<Tuple>();
        var superiors = new ArrayList<Tuple>();
        var contacts = new ArrayList<Tuple>();
        for (RosterPerson person : people) {
            rows.add(Sql.tuple(
                    person.id(),
                    person.name(),
                    person.post(),
                    person.enterprise(),
                    person.language(),
                    person.officer(),
                    work.now()));
            superiors.add(Sql.tuple(person.id(), person.superior()));
            int rank = 0;
            for (String phone : person.phones()) {
                contacts.add(Sql.tuple(person.id(), "sms", phone, ++rank));
            }
        }
        String[] ids = people.stream().map(RosterPerson::id).toArray(String[]::new);
        return Sql.runEach(work.connection(), PUT_PERSON, rows)
                .compose(done ->
                        Sql.runEach(work.connection(), "update person set superior = $2 where id = $1", superiors))
                .compose(done ->
                        Sql.run(work.connection(), "delete from contact where person_id = any ($1)", (Object) ids))
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into contact (person_id, channel, address, rank) values ($1, $2, $3, $4)",
                        contacts));
    }

    private static Future<Void> chains(Work work, List<RosterChain> chains, Actor actor) {
        return InOrder.each(chains, chain -> chain(work, chain, actor));
    }

    private static Future<Void> chain(Work work, RosterChain chain, Actor actor) {
        var tiers = new ArrayList<Tuple>();
        var members = new ArrayList<Tuple>();
        int position = 0;
        for (RosterTier tier : chain.tiers()) {
            position++;
            var seconds = new JsonObject();
            tier.answer().forEach((level, time) -> seconds.put(level.code(), time.toSeconds()));
            tiers.add(Sql.tuple(
                    chain.id(),
                    position,
                    tier.name(),
                    tier.levels().stream().sorted().map(Level::code).toArray(String[]::new),
                    tier.channels().toArray(String[]::new),
                    seconds,
                    tier.answers()));
            int rank = 0;
            for (String person : tier.people()) {
                members.add(Sql.tuple(chain.id(), position, ++rank, person));
            }
        }
        return Sql.run(work.connection(), "delete from chain where id = $1", chain.id())
                .compose(done -> Sql.run(
                        work.connection(),
                        "insert into chain (id, enterprise, site, hazard, updated_at, updated_by)"
                                + " values ($1, $2, $3, $4, $5, $6)",
                        chain.id(),
                        chain.site().enterprise(),
                        chain.site().site(),
                        chain.hazard() == null ? null : chain.hazard().code(),
                        work.now(),
                        actor.toString()))
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into tier (chain_id, position, name, levels, channels, seconds, answers)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)",
                        tiers))
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into tier_person (chain_id, position, rank, person_id) values ($1, $2, $3, $4)",
                        members));
    }

    private static Future<Void> policies(Work work, List<RosterPolicy> policies) {
        List<Tuple> rows = policies.stream()
                .map(dated -> {
                    Policy policy = dated.policy();
                    return Sql.tuple(
                            dated.level().code(),
                            dated.from(),
                            (int) policy.answer().toSeconds(),
                            policy.repeats(),
                            (int) policy.repeatWithin().toSeconds(),
                            policy.together(),
                            (int) policy.firstReport().toSeconds(),
                            (int) policy.closingReport().toSeconds(),
                            policy.answers(),
                            policy.channels().toArray(String[]::new),
                            policy.again().toArray(String[]::new),
                            policy.superior());
                })
                .toList();
        return Sql.runEach(work.connection(), PUT_POLICY, rows);
    }
}
