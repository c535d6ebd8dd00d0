package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.document.Fields;
import org.jspecify.annotations.Nullable;

/** Reads one roster; remembers what names stand for, so that every reference is checked. For one document. */
final class RosterReader {
    private static final int MAX_PEOPLE = 20_000;
    private static final int MAX_CHAINS = 20_000;
    private static final int MAX_TIERS = 12;
    private static final int MAX_IN_TIER = 1_000;
    private static final int MAX_ADDRESSES = 5;

    private final KnownIds known;
    private final Set<String> people;
    private final Set<String> organisations;
    private final Set<String> rosters;
    private final Map<String, String> phones = new HashMap<>();
    private final Set<String> sharers = new HashSet<>();
    private int numbersRead;
    private final Map<String, String> parents = new HashMap<>();

    RosterReader(KnownIds known) {
        this.known = known;
        people = new HashSet<>(known.people());
        organisations = new HashSet<>(known.organisations());
        rosters = new HashSet<>(known.rosters());
    }

    RosterFile roster(Fields in) {
        List<Fields> personEntries = in.mappings("people", MAX_PEOPLE);
        List<Fields> organisationEntries = in.mappings("organisations", MAX_PEOPLE);
        List<Fields> rosterEntries = in.mappings("rosters", MAX_CHAINS);
        ids(personEntries, people);
        ids(organisationEntries, organisations);
        ids(rosterEntries, rosters);
        knownPhones(personEntries);
        var duty = new DutyReader(this::knownPerson, this::knownOrganisation, this::knownRoster);
        var seen = new HashSet<String>();
        var seenOrganisations = new HashSet<String>();
        var seenChains = new HashSet<String>();
        organisationEntries.forEach(entry -> entry.optionalText("id")
                .ifPresent(id -> entry.optionalText("parent").ifPresent(parent -> parents.put(id, parent))));
        var roster = new RosterFile(
                organisationEntries.stream()
                        .map(entry -> organisation(entry, seenOrganisations))
                        .toList(),
                personEntries.stream().map(entry -> person(entry, seen)).toList(),
                in.mappings("chains", MAX_CHAINS).stream()
                        .map(entry -> chain(entry, seenChains))
                        .toList(),
                duty.rosters(rosterEntries),
                duty.leaves(in.mappings("leaves", MAX_PEOPLE)),
                duty.overrides(in.mappings("overrides", MAX_PEOPLE)),
                in.mappings("policies", 1_000).stream()
                        .map(RosterReader::policy)
                        .toList());
        in.finish();
        return roster;
    }

    private static void ids(List<Fields> entries, Set<String> into) {
        entries.forEach(entry -> entry.optionalText("id").ifPresent(into::add));
    }

    /** Numbers of people who do not stand here; those who do bring their own anew. */
    private void knownPhones(List<Fields> entries) {
        var here = new HashSet<String>();
        ids(entries, here);
        known.phones().forEach((phone, person) -> {
            if (!here.contains(person)) {
                phones.put(phone, person);
            }
        });
    }

    private Organisation organisation(Fields in, Set<String> seen) {
        String id = in.value("id", "", RosterWords::identifier);
        if (!seen.add(id)) {
            in.fault("id", "'" + id + "' stands in this roster a second time");
        }
        String name = in.text("name");
        OrganisationKind kind = in.word("kind", RosterWords.organisationKinds(), OrganisationKind.DEPARTMENT);
        String parent = in.has("parent") ? in.value("parent", "", this::knownOrganisation) : null;
        if (belongsToItself(id)) {
            in.fault("parent", "belongs, by way of others, to itself");
        }
        in.finish();
        return new Organisation(id, name, kind, parent);
    }

    private boolean belongsToItself(String id) {
        var seen = new HashSet<String>();
        for (String at = id; at != null; at = parents.get(at)) {
            if (!seen.add(at)) {
                return true;
            }
        }
        return false;
    }

    private RosterPerson person(Fields in, Set<String> seen) {
        String id = in.value("id", "", RosterWords::identifier);
        if (!seen.add(id)) {
            in.fault("id", "'" + id + "' stands in this roster a second time");
        }
        String name = in.text("name");
        String post = in.optionalText("post").orElse("");
        String enterprise = in.has("enterprise") ? in.value("enterprise", "", RosterWords::identifier) : null;
        String organisation = in.has("organisation") ? in.value("organisation", "", this::knownOrganisation) : null;
        String language = in.optionalWord("language", Map.of("zh", "zh", "en", "en"), "zh");
        boolean shared = in.optionalWord("shared-phone", RosterWords.YES_OR_NO, false);
        Map<String, List<String>> contacts = contacts(in, id, shared);
        String superior = other(in, "superior", id);
        String standIn = other(in, "stand-in", id);
        boolean officer = in.optionalWord("officer", RosterWords.YES_OR_NO, false);
        boolean active = in.optionalWord("active", RosterWords.YES_OR_NO, true);
        in.finish();
        return new RosterPerson(
                id,
                name,
                post,
                enterprise,
                organisation,
                language,
                contacts,
                shared,
                superior,
                standIn,
                officer,
                active);
    }

    private @Nullable String other(Fields in, String field, String self) {
        String other = in.has(field) ? in.value(field, "", this::knownPerson) : null;
        if (self.equals(other)) {
            in.fault(field, "'" + self + "' is the person themselves");
        }
        return other;
    }

    private Map<String, List<String>> contacts(Fields in, String person, boolean shared) {
        var contacts = new LinkedHashMap<String, List<String>>();
        int before = numbersRead;
        List<String> numbers = in.values("phones", MAX_ADDRESSES, text -> phone(text, person, shared));
        if (numbers.isEmpty() && numbersRead == before) {
            in.fault("phones", "must name at least one number");
        }
        contacts.put(RosterPerson.SMS, numbers);
        in.mapping("contacts").ifPresent(others -> {
            for (String channel : RosterWords.CHANNELS) {
                if (!channel.equals(RosterPerson.SMS) && others.has(channel)) {
                    List<String> addresses =
                            others.values(channel, MAX_ADDRESSES, text -> RosterWords.address(channel, text));
                    contacts.put(channel, addresses);
                }
            }
            others.finish();
        });
        return contacts;
    }

    private String phone(String text, String person, boolean shared) {
        numbersRead++;
        String number = PhoneNumber.normal(text);
        String other = phones.putIfAbsent(number, person);
        if (shared) {
            sharers.add(person);
        }
        if (other != null && !other.equals(person) && !(shared && sharers.contains(other))) {
            // Who answered is known by the number: it is two people's only where both say so.
            throw new IllegalArgumentException("is the number of '" + other
                    + "' already; if they share the phone, give both 'shared-phone: true'");
        }
        return number;
    }

    private RosterChain chain(Fields in, Set<String> seen) {
        Hazard hazard = in.has("hazard") ? in.word("hazard", RosterWords.hazards(), Hazard.GAS) : null;
        String organisation = null;
        SiteKey site = null;
        if (in.has("organisation")) {
            organisation = in.value("organisation", "", this::knownOrganisation);
            if (in.has("site") || in.has("enterprise")) {
                in.fault("organisation", "stands beside a site; a chain is of the one or of the other");
            }
        } else {
            site = new SiteKey(
                    in.value("enterprise", "x", RosterWords::identifier),
                    in.value("site", "x", RosterWords::identifier));
        }
        List<RosterTier> tiers =
                in.mappings("tiers", MAX_TIERS).stream().map(this::tier).toList();
        if (tiers.isEmpty()) {
            in.fault("tiers", "must name at least one tier");
        }
        in.finish();
        var chain = new RosterChain(site, organisation, hazard, tiers);
        if (!seen.add(chain.id())) {
            in.fault(
                    site == null ? "organisation" : "site", "this site and hazard have a chain in this roster already");
        }
        return chain;
    }

    private RosterTier tier(Fields in) {
        String name = in.text("name");
        List<String> members = in.values("people", MAX_IN_TIER, this::knownPerson);
        List<String> onDuty = in.values("rosters", MAX_IN_TIER, this::knownRoster);
        if (members.isEmpty() && onDuty.isEmpty()) {
            in.fault("people", "must name at least one person, or 'rosters' a duty roster");
        }
        Set<Level> levels = EnumSet.noneOf(Level.class);
        levels.addAll(in.values("levels", 4, RosterWords::level));
        if (!in.has("levels")) {
            levels = EnumSet.allOf(Level.class);
        }
        List<String> channels = in.values("channels", RosterWords.CHANNELS.size(), RosterWords::channel);
        Map<Level, Duration> answer =
                in.mapping("answer").map(RosterWords::durations).orElse(Map.of());
        Answers answers = in.has("answers") ? in.word("answers", RosterWords.ANSWERS, Answers.ONE) : null;
        in.finish();
        return new RosterTier(name, members, onDuty, levels, channels, answer, answers);
    }

    private static RosterPolicy policy(Fields in) {
        Level level = in.word("level", RosterWords.levels(), Level.BLUE);
        Instant from = in.value("from", Instant.EPOCH, RosterWords::midnight);
        Policy usual = Policy.byDefault(level);
        var policy = new Policy(
                in.optionalValue("answer", usual.answer(), RosterWords::duration),
                in.number("repeats", usual.repeats(), 0, 20),
                in.optionalValue("repeat-within", usual.repeatWithin(), RosterWords::duration),
                in.optionalWord("together", RosterWords.YES_OR_NO, usual.together()),
                in.optionalValue("first-report", usual.firstReport(), RosterWords::duration),
                in.optionalValue("closing-report", usual.closingReport(), RosterWords::duration),
                in.optionalWord("answers", RosterWords.ANSWERS, usual.answers()),
                channels(in, "channels", usual.channels()),
                channels(in, "again", usual.again()),
                in.optionalWord("superior", RosterWords.YES_OR_NO, usual.superior()));
        in.finish();
        return new RosterPolicy(level, from, policy);
    }

    private static List<String> channels(Fields in, String name, List<String> usual) {
        return in.has(name) ? in.values(name, RosterWords.CHANNELS.size(), RosterWords::channel) : usual;
    }

    private String knownPerson(String id) {
        return known(people, id, "is not the id of a person of this roster");
    }

    private String knownOrganisation(String id) {
        return known(organisations, id, "is not the id of an organisation of this roster");
    }

    private String knownRoster(String id) {
        return known(rosters, id, "is not the id of a duty roster");
    }

    private static String known(Set<String> ids, String id, String message) {
        if (!ids.contains(id)) {
            throw new IllegalArgumentException(message);
        }
        return id;
    }
}
