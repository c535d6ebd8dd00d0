package org.jiaoying.alerting.roster;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.call.Answers;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.calendar.DayType;
import org.jiaoying.domain.document.Fields;

/** The words and single values of a roster: how they are written, and how they are read. Times of day are Beijing's. */
final class RosterWords {
    /** The channels there can be; by which a person is called depends on their contacts and on what is set up. */
    static final List<String> CHANNELS = List.of("sms", "voice", "email", "dingtalk", "wecom", "webhook", "broadcast");

    static final Map<String, Boolean> YES_OR_NO = Map.of("true", true, "false", false);
    static final Map<String, Answers> ANSWERS = Map.of("one", Answers.ONE, "all", Answers.ALL);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,190}");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2200, 1, 1);

    private RosterWords() {}

    static String identifier(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("must be 1 to 64 letters, digits, '_', '-' or '.'");
        }
        return text;
    }

    static String channel(String text) {
        if (!CHANNELS.contains(text)) {
            throw new IllegalArgumentException("is not a channel; there are " + String.join(", ", CHANNELS));
        }
        return text;
    }

    /** An address of a channel, in its one form. */
    static String address(String channel, String text) {
        return switch (channel) {
            case "sms", "voice" -> PhoneNumber.normal(text);
            case "email" -> {
                if (!EMAIL.matcher(text).matches()) {
                    throw new IllegalArgumentException("is not an e-mail address");
                }
                yield text;
            }
            default -> {
                if (!text.matches("[^\\s\\p{Cntrl}]{1,500}")) {
                    throw new IllegalArgumentException("must be an address without spaces");
                }
                yield text;
            }
        };
    }

    static Level level(String text) {
        Level level = levels().get(text);
        if (level == null) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", levels().keySet()));
        }
        return level;
    }

    static Map<String, Level> levels() {
        var levels = new LinkedHashMap<String, Level>();
        for (Level level : Level.values()) {
            levels.put(level.code(), level);
        }
        return levels;
    }

    static Map<String, Hazard> hazards() {
        var hazards = new LinkedHashMap<String, Hazard>();
        for (Hazard hazard : Hazard.values()) {
            hazards.put(hazard.code(), hazard);
        }
        return hazards;
    }

    static Map<String, OrganisationKind> organisationKinds() {
        var kinds = new LinkedHashMap<String, OrganisationKind>();
        for (OrganisationKind kind : OrganisationKind.values()) {
            kinds.put(kind.code(), kind);
        }
        return kinds;
    }

    static DayType dayType(String text) {
        for (DayType type : DayType.values()) {
            if (type.code().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("must be one of workday, weekend, holiday");
    }

    static Duration duration(String text) {
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

    /** As {@link #duration} reads it. */
    static String written(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static Map<Level, Duration> durations(Fields in) {
        var durations = new EnumMap<Level, Duration>(Level.class);
        for (Level level : Level.values()) {
            if (in.has(level.code())) {
                durations.put(level, in.value(level.code(), Duration.ofMinutes(1), RosterWords::duration));
            }
        }
        in.finish();
        return durations;
    }

    static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.isBefore(FIRST_DAY) || !day.isBefore(LAST_DAY)) {
                throw new IllegalArgumentException("must lie between 2000 and 2200");
            }
            return day;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a date such as 2026-01-01", e);
        }
    }

    static Instant midnight(String text) {
        return day(text).atStartOfDay(DutyBook.ZONE).toInstant();
    }

    /** {@code 08:00}; {@code 24:00} is midnight. */
    static LocalTime timeOfDay(String text) {
        try {
            return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text, CLOCK);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a time of day such as 08:00", e);
        }
    }

    static String written(LocalTime time) {
        return CLOCK.format(time);
    }

    /** A minute such as {@code 2026-10-01 08:00}, or a day, of which its first minute is meant. */
    static Instant moment(String text) {
        try {
            LocalDateTime local = text.length() > 10
                    ? LocalDateTime.parse(text, MOMENT)
                    : day(text).atStartOfDay();
            day(local.toLocalDate().toString());
            return local.atZone(DutyBook.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a time such as 2026-10-01 08:00", e);
        }
    }

    static String written(Instant moment) {
        return MOMENT.format(moment.atZone(DutyBook.ZONE));
    }
}
