package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.roster.DutyOverride;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.Leave;
import org.jiaoying.alerting.roster.Organisation;
import org.jiaoying.alerting.roster.RosterChain;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.alerting.roster.RosterPerson;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jiaoying.alerting.roster.RosterTier;
import org.jiaoying.domain.Level;

/** Writes changed parts of a roster to the tables, in one transaction. */
final class RosterWriter {
    private static final String PUT_ORGANISATION = """
            insert into organisation (id, name, kind, parent, updated_at) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set name = $2, kind = $3, parent = $4, updated_at = $5
            """;

    private static final String PUT_PERSON = """
            insert into person (id, name, post, enterprise, organisation, language, shared_phone, officer, active, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (id) do update set name = $2, post = $3, enterprise = $4, organisation = $5, language = $6,
              shared_phone = $7, officer = $8, active = $9, updated_at = $10
            """;

    /** Those that stay keep what was proved of them. */
    private static final String PUT_CONTACT = """
            insert into contact (person_id, channel, address, rank) values ($1, $2, $3, $4)
            on conflict (person_id, channel, address) do update set rank = $4
            """;

    private static final String DROP_CONTACTS = """
            delete from contact where person_id = $1 and not ((channel || ' ' || address) = any ($2))
            """;

    private static final String PUT_ROSTER = """
            with put as (
              insert into duty_roster (id, version, document, updated_at) values ($1, 1, $2, $3)
              on conflict (id) do update set version = duty_roster.version + 1, document = $2, updated_at = $3
              returning version)
            insert into duty_roster_version (roster_id, version, document, recorded_at, author, reason)
            select $1, version, $2, $3, $4, $5 from put
            """;

    private static final String PUT_POLICY = """
            insert into policy (level, holds_from, answer_seconds, repeats, repeat_within_seconds, together,
              first_report_seconds, closing_report_seconds, answers, channels, again, superior)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            on conflict (level, holds_from) do update set answer_seconds = $3, repeats = $4, repeat_within_seconds = $5,
              together = $6, first_report_seconds = $7, closing_report_seconds = $8, answers = $9, channels = $10,
              again = $11, superior = $12
            """;

    private static final String KEEP_POLICY = """
            insert into policy_version (level, holds_from, version, document, recorded_at, author, reason)
            values ($1, $2, (select coalesce(max(version), 0) + 1 from policy_version where level = $1 and holds_from = $2),
              $3, $4, $5, $6)
            """;

    private final Work work;
    private final Actor actor;
    private final String reason;

    RosterWriter(Work work, Actor actor, String reason) {
        this.work = work;
        this.actor = actor;
        this.reason = reason;
    }

    Future<Void> organisations(List<Organisation> organisations) {
        return Sql.runEach(
                work.connection(),
                PUT_ORGANISATION,
                organisations.stream()
                        .map(one -> Sql.tuple(one.id(), one.name(), one.kind().code(), one.parent(), work.now()))
                        .toList());
    }

    Future<Void> people(List<RosterPerson> people) {
        var rows = new ArrayList<Tuple>();
        var others = new ArrayList<Tuple>();
        var kept = new ArrayList<Tuple>();
        var contacts = new ArrayList<Tuple>();
        for (RosterPerson person : people) {
            rows.add(row(person));
            others.add(Sql.tuple(person.id(), person.superior(), person.standIn()));
            var keys = new ArrayList<String>();
            person.contacts().forEach((channel, addresses) -> {
                int rank = 0;
                for (String address : addresses) {
                    keys.add(channel + " " + address);
                    contacts.add(Sql.tuple(person.id(), channel, address, ++rank));
                }
            });
            kept.add(Sql.tuple(person.id(), keys.toArray(String[]::new)));
        }
        return Sql.runEach(work.connection(), PUT_PERSON, rows)
                .compose(done -> Sql.runEach(
                        work.connection(), "update person set superior = $2, stand_in = $3 where id = $1", others))
                .compose(done -> Sql.runEach(work.connection(), DROP_CONTACTS, kept))
                .compose(done -> Sql.runEach(work.connection(), PUT_CONTACT, contacts));
    }

    private Tuple row(RosterPerson person) {
        return Sql.tuple(
                person.id(),
                person.name(),
                person.post(),
                person.enterprise(),
                person.organisation(),
                person.language(),
                person.sharedPhone(),
                person.officer(),
                person.active(),
                work.now());
    }

    Future<Void> rosters(List<DutyRoster> rosters) {
        return InOrder.each(
                        rosters,
                        roster -> Sql.run(
                                work.connection(),
                                PUT_ROSTER,
                                roster.id(),
                                RosterDocument.of(roster),
                                work.now(),
                                actor.toString(),
                                reason))
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into handover_next (roster_id, next_at) values ($1, $2)"
                                + " on conflict (roster_id) do update set next_at = $2",
                        rosters.stream()
                                .filter(roster -> roster.handover() != null)
                                .map(roster -> Sql.tuple(roster.id(), work.now()))
                                .toList()));
    }

    Future<Void> chain(RosterChain chain) {
        var tiers = new ArrayList<Tuple>();
        var members = new ArrayList<Tuple>();
        var onDuty = new ArrayList<Tuple>();
        int position = 0;
        for (RosterTier tier : chain.tiers()) {
            position++;
            tiers.add(row(chain.id(), position, tier));
            int rank = 0;
            for (String person : tier.people()) {
                members.add(Sql.tuple(chain.id(), position, ++rank, person));
            }
            for (String roster : tier.rosters()) {
                onDuty.add(Sql.tuple(chain.id(), position, ++rank, roster));
            }
        }
        return Sql.run(work.connection(), "delete from chain where id = $1", chain.id())
                .compose(done -> Sql.run(
                        work.connection(),
                        "insert into chain (id, enterprise, site, organisation, hazard, updated_at, updated_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7)",
                        chain.id(),
                        chain.site() == null ? null : chain.site().enterprise(),
                        chain.site() == null ? null : chain.site().site(),
                        chain.organisation(),
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
                        members))
                .compose(done -> Sql.runEach(
                        work.connection(),
                        "insert into tier_roster (chain_id, position, rank, roster_id) values ($1, $2, $3, $4)",
                        onDuty));
    }

    private static Tuple row(String chain, int position, RosterTier tier) {
        var seconds = new JsonObject();
        tier.answer().forEach((level, time) -> seconds.put(level.code(), time.toSeconds()));
        return Sql.tuple(
                chain,
                position,
                tier.name(),
                tier.levels().stream().sorted().map(Level::code).toArray(String[]::new),
                tier.channels().toArray(String[]::new),
                seconds,
                tier.answers());
    }

    Future<Void> leave(Leave leave) {
        return replace("leave", leave.id())
                .compose(done -> Sql.run(
                        work.connection(),
                        "insert into leave (id, person_id, from_at, to_at, stand_in, reason, recorded_at, recorded_by)"
                                + " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        leave.id(),
                        leave.person(),
                        leave.from(),
                        leave.to(),
                        leave.standIn(),
                        leave.reason(),
                        work.now(),
                        actor.toString()))
                .mapEmpty();
    }

    Future<Void> override(DutyOverride override) {
        return replace("duty_override", override.id())
                .compose(done -> Sql.run(
                        work.connection(),
                        "insert into duty_override (id, roster_id, from_at, to_at, person_id, reason, recorded_at,"
                                + " recorded_by) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                        override.id(),
                        override.roster(),
                        override.from(),
                        override.to(),
                        override.person(),
                        override.reason(),
                        work.now(),
                        actor.toString()))
                .mapEmpty();
    }

    /** What is recorded stays recorded: the one that held is withdrawn, not overwritten. */
    private Future<Void> replace(String table, String id) {
        return Sql.run(
                        work.connection(),
                        "update " + table
                                + " set withdrawn_at = $2, withdrawn_by = $3 where id = $1 and withdrawn_at is null",
                        id,
                        work.now(),
                        actor.toString())
                .mapEmpty();
    }

    Future<Void> policy(RosterPolicy dated) {
        Policy policy = dated.policy();
        return Sql.run(
                        work.connection(),
                        PUT_POLICY,
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
                        policy.superior())
                .compose(done -> Sql.run(
                        work.connection(),
                        KEEP_POLICY,
                        dated.level().code(),
                        dated.from(),
                        RosterDocument.of(dated),
                        work.now(),
                        actor.toString(),
                        reason))
                .mapEmpty();
    }
}
