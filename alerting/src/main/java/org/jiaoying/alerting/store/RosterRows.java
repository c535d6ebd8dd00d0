package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.alerting.roster.DutyOverride;
import org.jiaoying.alerting.roster.DutyRoster;
import org.jiaoying.alerting.roster.KnownIds;
import org.jiaoying.alerting.roster.Leave;
import org.jiaoying.alerting.roster.Organisation;
import org.jiaoying.alerting.roster.OrganisationKind;
import org.jiaoying.alerting.roster.RosterChain;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.RosterPerson;
import org.jiaoying.alerting.roster.RosterPolicy;
import org.jiaoying.alerting.roster.RosterTier;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/** Reads the whole roster as it stands in the tables: what an export holds, and what an edit is compared with. */
final class RosterRows {
    private static final String TIERS = """
            select h.id, h.enterprise, h.site, h.organisation, h.hazard, t.position, t.name, t.levels, t.channels, t.seconds,
              t.answers,
              array(select person_id from tier_person p where p.chain_id = t.chain_id and p.position = t.position
                order by rank) as people,
              array(select roster_id from tier_roster r where r.chain_id = t.chain_id and r.position = t.position
                order by rank) as rosters
            from chain h join tier t on t.chain_id = h.id order by h.id, t.position
            """;

    private RosterRows() {}

    /** Leaves and overrides: those that were not withdrawn. */
    static Future<RosterFile> read(SqlClient client) {
        var parts = new Parts();
        return organisations(client)
                .onSuccess(found -> parts.organisations = found)
                .compose(done -> people(client))
                .onSuccess(found -> parts.people = found)
                .compose(done -> Sql.list(Sql.run(client, TIERS), row -> row))
                .onSuccess(found -> parts.chains = chains(found))
                .compose(done -> rosters(client))
                .onSuccess(found -> parts.rosters = found)
                .compose(done -> leaves(client))
                .onSuccess(found -> parts.leaves = found)
                .compose(done -> overrides(client))
                .onSuccess(found -> parts.overrides = found)
                .compose(done -> policies(client))
                .map(policies -> new RosterFile(
                        parts.organisations,
                        parts.people,
                        parts.chains,
                        parts.rosters,
                        parts.leaves,
                        parts.overrides,
                        policies));
    }

    /** What was read so far. */
    private static final class Parts {
        List<Organisation> organisations = List.of();
        List<RosterPerson> people = List.of();
        List<RosterChain> chains = List.of();
        List<DutyRoster> rosters = List.of();
        List<Leave> leaves = List.of();
        List<DutyOverride> overrides = List.of();
    }

    static KnownIds known(RosterFile roster) {
        var phones = new HashMap<String, String>();
        roster.people().stream()
                .filter(person -> !person.sharedPhone())
                .forEach(person -> person.phones().forEach(phone -> phones.put(phone, person.id())));
        return new KnownIds(
                roster.people().stream().map(RosterPerson::id).collect(Collectors.toSet()),
                roster.organisations().stream().map(Organisation::id).collect(Collectors.toSet()),
                roster.rosters().stream().map(DutyRoster::id).collect(Collectors.toSet()),
                phones);
    }

    static Future<List<Organisation>> organisations(SqlClient client) {
        return Sql.list(
                Sql.run(client, "select * from organisation order by id"),
                row -> new Organisation(
                        row.getString("id"),
                        row.getString("name"),
                        OrganisationKind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                        row.getString("parent")));
    }

    private static Future<List<RosterPerson>> people(SqlClient client) {
        var contacts = new HashMap<String, Map<String, List<String>>>();
        return Sql.list(Sql.run(client, "select * from contact order by person_id, rank, channel, address"), row -> row)
                .compose(rows -> {
                    rows.forEach(
                            row -> contacts.computeIfAbsent(row.getString("person_id"), person -> new LinkedHashMap<>())
                                    .computeIfAbsent(row.getString("channel"), channel -> new ArrayList<>())
                                    .add(row.getString("address")));
                    return Sql.list(
                            Sql.run(client, "select * from person order by id"),
                            row -> person(row, contacts.getOrDefault(row.getString("id"), Map.of())));
                });
    }

    private static RosterPerson person(Row row, Map<String, List<String>> contacts) {
        return new RosterPerson(
                row.getString("id"),
                row.getString("name"),
                row.getString("post"),
                row.getString("enterprise"),
                row.getString("organisation"),
                row.getString("language"),
                contacts,
                row.getBoolean("shared_phone"),
                row.getString("superior"),
                row.getString("stand_in"),
                row.getBoolean("officer"),
                row.getBoolean("active"));
    }

    private static List<RosterChain> chains(List<Row> rows) {
        var byChain = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row -> byChain.computeIfAbsent(row.getString("id"), id -> new ArrayList<>())
                .add(row));
        return byChain.values().stream()
                .map(tiers ->
                        chain(tiers.get(0), tiers.stream().map(RosterRows::tier).toList()))
                .toList();
    }

    private static RosterChain chain(Row row, List<RosterTier> tiers) {
        @Nullable String site = row.getString("site");
        @Nullable String hazard = row.getString("hazard");
        return new RosterChain(
                site == null ? null : new SiteKey(row.getString("enterprise"), site),
                row.getString("organisation"),
                hazard == null ? null : Hazard.valueOf(hazard.toUpperCase(java.util.Locale.ROOT)),
                tiers);
    }

    static RosterTier tier(Row row) {
        Set<Level> levels = new LinkedHashSet<>();
        for (String level : row.getArrayOfStrings("levels")) {
            levels.add(ChainJson.level(level));
        }
        var times = new EnumMap<Level, Duration>(Level.class);
        JsonObject seconds = (JsonObject) row.getJson("seconds");
        seconds.fieldNames()
                .forEach(level -> times.put(ChainJson.level(level), Duration.ofSeconds(seconds.getLong(level))));
        @Nullable String answers = row.getString("answers");
        return new RosterTier(
                row.getString("name"),
                Arrays.asList(row.getArrayOfStrings("people")),
                Arrays.asList(row.getArrayOfStrings("rosters")),
                levels,
                Arrays.asList(row.getArrayOfStrings("channels")),
                times,
                answers == null ? null : Answers.valueOf(answers));
    }

    private static Future<List<DutyRoster>> rosters(SqlClient client) {
        return Sql.list(
                Sql.run(client, "select document from duty_roster order by id"),
                row -> RosterDocument.dutyRoster((JsonObject) row.getJson("document")));
    }

    private static Future<List<Leave>> leaves(SqlClient client) {
        return Sql.list(
                Sql.run(client, "select * from leave where withdrawn_at is null order by seq"), RosterRows::leave);
    }

    static Leave leave(Row row) {
        return new Leave(
                row.getString("person_id"),
                Sql.requiredInstant(row, "from_at"),
                Sql.requiredInstant(row, "to_at"),
                row.getString("stand_in"),
                row.getString("reason"));
    }

    private static Future<List<DutyOverride>> overrides(SqlClient client) {
        return Sql.list(
                Sql.run(client, "select * from duty_override where withdrawn_at is null order by seq"),
                RosterRows::override);
    }

    static DutyOverride override(Row row) {
        return new DutyOverride(
                row.getString("roster_id"),
                Sql.requiredInstant(row, "from_at"),
                Sql.requiredInstant(row, "to_at"),
                row.getString("person_id"),
                row.getString("reason"));
    }

    private static Future<List<RosterPolicy>> policies(SqlClient client) {
        return Sql.list(
                Sql.run(client, "select * from policy order by holds_from, level"),
                row -> new RosterPolicy(
                        ChainJson.level(row.getString("level")), Sql.requiredInstant(row, "holds_from"), policy(row)));
    }

    static Policy policy(Row row) {
        return new Policy(
                Duration.ofSeconds(row.getInteger("answer_seconds")),
                row.getInteger("repeats"),
                Duration.ofSeconds(row.getInteger("repeat_within_seconds")),
                row.getBoolean("together"),
                Duration.ofSeconds(row.getInteger("first_report_seconds")),
                Duration.ofSeconds(row.getInteger("closing_report_seconds")),
                Answers.valueOf(row.getString("answers")),
                Arrays.asList(row.getArrayOfStrings("channels")),
                Arrays.asList(row.getArrayOfStrings("again")),
                row.getBoolean("superior"));
    }
}
