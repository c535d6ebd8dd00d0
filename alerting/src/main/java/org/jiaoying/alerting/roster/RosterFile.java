package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;

/**
 * A roster (值班表) as people write it: YAML with {@code people}, {@code chains} and {@code policies}; described in
 * {@code docs/set-up-a-roster.md}.
 */
public record RosterFile(List<RosterPerson> people, List<RosterChain> chains, List<RosterPolicy> policies) {
    private static final int MAX_LENGTH = 4_000_000;
    private static final int MAX_PEOPLE = 20_000;
    private static final int MAX_CHAINS = 20_000;
    private static final int MAX_TIERS = 12;
    private static final int MAX_IN_TIER = 1_000;
    private static final int MAX_PHONES = 5;

    /** The channels there can be; by which a person is called depends on their contacts and on what is set up. */
    private static final List<String> CHANNELS =
            List.of("sms", "voice", "email", "dingtalk", "wecom", "webhook", "broadcast");

    private static final Map<String, Answers> ANSWERS = Map.of("one", Answers.ONE, "all", Answers.ALL);
    private static final ZoneId DATES = ZoneId.of("Asia/Shanghai");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);

    public RosterFile {
        people = List.copyOf(people);
        chains = List.copyOf(chains);
        policies = List.copyOf(policies);
    }

    /**
     * Reads a roster.
     *
     * @param source the file's name, for the faults
     * @throws RosterFaultsException with all faults and their lines
     */
    public static RosterFile parse(String source, String text) {
        var faults = new Faults(source);
        var reader = new Reader();
        RosterFile roster = DocumentReader.read(source, text, MAX_LENGTH, faults)
                .map(reader::roster)
                .orElseGet(() -> new RosterFile(List.of(), List.of(), List.of()));
        if (!faults.isEmpty()) {
            throw new RosterFaultsException(faults.all());
        }
        return roster;
    }

    /** Reads a roster that stands in another document; what is wrong goes to that document's faults. */
    public static RosterFile read(Fields in) {
        return new Reader().roster(in);
    }

    /** Reads one file; remembers what names stand for, so that every reference is checked. */
    private static final class Reader {
        private final Set<String> ids = new HashSet<>();
        private final Map<String, String> phones = new HashMap<>();
        private final Set<String> chainIds = new HashSet<>();

        RosterFile roster(Fields in) {
            if (!in.has("people")) {
                in.fault("people", "is missing");
            }
            List<Fields> entries = in.mappings("people", MAX_PEOPLE);
            entries.forEach(entry -> entry.optionalText("id").ifPresent(ids::add));
            var seen = new HashSet<String>();
            List<RosterPerson> people =
                    entries.stream().map(entry -> person(entry, seen)).toList();
            List<RosterChain> chains =
                    in.mappings("chains", MAX_CHAINS).stream().map(this::chain).toList();
            List<RosterPolicy> policies =
                    in.mappings("policies", 1_000).stream().map(Reader::policy).toList();
            in.finish();
            return new RosterFile(people, chains, policies);
        }

        private RosterPerson person(Fields in, Set<String> seen) {
            String id = in.value("id", "", Reader::identifier);
            if (!seen.add(id)) {
                in.fault("id", "'" + id + "' stands in this roster a second time");
            }
            String name = in.text("name");
            String post = in.optionalText("post").orElse("");
            String enterprise = in.has("enterprise") ? in.value("enterprise", "", Reader::identifier) : null;
            String language = in.optionalWord("language", Map.of("zh", "zh", "en", "en"), "zh");
            List<String> numbers = in.values("phones", MAX_PHONES, text -> phone(text, id));
            if (numbers.isEmpty()) {
                in.fault("phones", "must name at least one number");
            }
            String superior = in.has("superior") ? in.value("superior", "", this::known) : null;
            if (id.equals(superior)) {
                in.fault("superior", "'" + id + "' is the person themselves");
            }
            boolean officer = in.optionalWord("officer", Map.of("true", true, "false", false), false);
            in.finish();
            return new RosterPerson(id, name, post, enterprise, language, numbers, superior, officer);
        }

        private String phone(String text, String person) {
            String number = PhoneNumber.normal(text);
            String other = phones.putIfAbsent(number, person);
            if (other != null && !other.equals(person)) {
                // Who answered is known by the number: it cannot be two people's.
                throw new IllegalArgumentException("is the number of '" + other + "' already");
            }
            return number;
        }

        private RosterChain chain(Fields in) {
            var site = new SiteKey(
                    in.value("enterprise", "", Reader::identifier), in.value("site", "", Reader::identifier));
            Hazard hazard = in.has("hazard") ? in.word("hazard", hazards(), Hazard.GAS) : null;
            List<RosterTier> tiers =
                    in.mappings("tiers", MAX_TIERS).stream().map(this::tier).toList();
            if (tiers.isEmpty()) {
                in.fault("tiers", "must name at least one tier");
            }
            in.finish();
            var chain = new RosterChain(site, hazard, tiers);
            if (!chainIds.add(chain.id())) {
                in.fault("site", "this site and hazard have a chain in this roster already");
            }
            return chain;
        }

        private RosterTier tier(Fields in) {
            String name = in.text("name");
            List<String> people = in.values("people", MAX_IN_TIER, this::known);
            if (people.isEmpty()) {
                in.fault("people", "must name at least one person");
            }
            Set<Level> levels = EnumSet.noneOf(Level.class);
            levels.addAll(in.values("levels", 4, Reader::level));
            if (!in.has("levels")) {
                levels = EnumSet.allOf(Level.class);
            }
            List<String> channels = in.values("channels", CHANNELS.size(), Reader::channel);
            Map<Level, Duration> answer =
                    in.mapping("answer").map(Reader::durations).orElse(Map.of());
            Answers answers = in.has("answers") ? in.word("answers", ANSWERS, Answers.ONE) : null;
            in.finish();
            return new RosterTier(name, people, levels, channels, answer, answers);
        }

        private static Map<Level, Duration> durations(Fields in) {
            var durations = new EnumMap<Level, Duration>(Level.class);
            for (Level level : Level.values()) {
                if (in.has(level.code())) {
                    durations.put(level, in.value(level.code(), Duration.ofMinutes(1), Reader::duration));
                }
            }
            in.finish();
            return durations;
        }

        private static RosterPolicy policy(Fields in) {
            Level level = in.word("level", levels(), Level.BLUE);
            Instant from = in.value("from", Instant.EPOCH, Reader::date);
            Policy usual = Policy.byDefault(level);
            var policy = new Policy(
                    in.optionalValue("answer", usual.answer(), Reader::duration),
                    in.number("repeats", usual.repeats(), 0, 20),
                    in.optionalValue("repeat-within", usual.repeatWithin(), Reader::duration),
                    in.optionalWord("together", Map.of("true", true, "false", false), usual.together()),
                    in.optionalValue("first-report", usual.firstReport(), Reader::duration),
                    in.optionalValue("closing-report", usual.closingReport(), Reader::duration),
                    in.optionalWord("answers", ANSWERS, usual.answers()),
                    channels(in, "channels", usual.channels()),
                    channels(in, "again", usual.again()),
                    in.optionalWord("superior", Map.of("true", true, "false", false), usual.superior()));
            in.finish();
            return new RosterPolicy(level, from, policy);
        }

        private static List<String> channels(Fields in, String name, List<String> usual) {
            return in.has(name) ? in.values(name, CHANNELS.size(), Reader::channel) : usual;
        }

        private String known(String id) {
            if (!ids.contains(id)) {
                throw new IllegalArgumentException("is not the id of a person of this roster");
            }
            return id;
        }

        private static String identifier(String text) {
            if (!Identifiers.isValid(text)) {
                throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_', '-' or '.'");
            }
            return text;
        }

        private static String channel(String text) {
            if (!CHANNELS.contains(text)) {
                throw new IllegalArgumentException("is not a channel; there are " + String.join(", ", CHANNELS));
            }
            return text;
        }

        private static Level level(String text) {
            Level level = levels().get(text);
            if (level == null) {
                throw new IllegalArgumentException("must be one of " + String.join(", ", levels().keySet()));
            }
            return level;
        }

        private static Duration duration(String text) {
            Matcher form = DURATION.matcher(text);
            if (!form.matches()) {
                throw new IllegalArgumentException("must be a time such as 90s, 3m or 1h");
            }
            long number = Long.parseLong(form.group(1));
            Duration duration = switch (form.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofHours(number);
            };
            if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("must lie in 1s to 24h");
            }
            return duration;
        }

        private static Instant date(String text) {
            try {
                return LocalDate.parse(text).atStartOfDay(DATES).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("is not a date such as 2026-01-01", e);
            }
        }

        private static Map<String, Level> levels() {
            var levels = new LinkedHashMap<String, Level>();
            for (Level level : Level.values()) {
                levels.put(level.code(), level);
            }
            return levels;
        }

        private static Map<String, Hazard> hazards() {
            var hazards = new LinkedHashMap<String, Hazard>();
            for (Hazard hazard : Hazard.values()) {
                hazards.put(hazard.name().toLowerCase(Locale.ROOT), hazard);
            }
            return hazards;
        }
    }
}
