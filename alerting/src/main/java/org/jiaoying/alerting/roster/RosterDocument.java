package org.jiaoying.alerting.roster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.alerting.call.Policy;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.calendar.DayType;

/** The parts of a roster as JSON, in the form in which {@link RosterFile} reads them; what is usual is left out. */
public final class RosterDocument {
    private RosterDocument() {}

    public static JsonObject of(RosterFile roster) {
        var out = new JsonObject();
        put(
                out,
                "organisations",
                roster.organisations().stream().map(RosterDocument::of).toList());
        put(out, "people", roster.people().stream().map(RosterDocument::of).toList());
        put(out, "chains", roster.chains().stream().map(RosterDocument::of).toList());
        put(out, "rosters", roster.rosters().stream().map(RosterDocument::of).toList());
        put(out, "leaves", roster.leaves().stream().map(RosterDocument::of).toList());
        put(
                out,
                "overrides",
                roster.overrides().stream().map(RosterDocument::of).toList());
        put(out, "policies", roster.policies().stream().map(RosterDocument::of).toList());
        return out;
    }

    public static JsonObject of(Organisation organisation) {
        var out = new JsonObject()
                .put("id", organisation.id())
                .put("name", organisation.name())
                .put("kind", organisation.kind().code());
        put(out, "parent", organisation.parent());
        return out;
    }

    public static JsonObject of(RosterPerson person) {
        var out = new JsonObject().put("id", person.id()).put("name", person.name());
        put(out, "post", person.post());
        put(out, "enterprise", person.enterprise());
        put(out, "organisation", person.organisation());
        put(out, "language", person.language().equals("zh") ? null : person.language());
        out.put("phones", new JsonArray(person.phones()));
        var others = new JsonObject();
        person.contacts().forEach((channel, addresses) -> {
            if (!channel.equals(RosterPerson.SMS)) {
                put(others, channel, addresses);
            }
        });
        if (!others.isEmpty()) {
            out.put("contacts", others);
        }
        flag(out, "shared-phone", person.sharedPhone());
        put(out, "superior", person.superior());
        put(out, "stand-in", person.standIn());
        flag(out, "officer", person.officer());
        if (!person.active()) {
            out.put("active", false);
        }
        return out;
    }

    public static JsonObject of(RosterChain chain) {
        var out = new JsonObject();
        if (chain.site() == null) {
            out.put("organisation", chain.organisation());
        } else {
            out.put("enterprise", chain.site().enterprise())
                    .put("site", chain.site().site());
        }
        put(out, "hazard", chain.hazard() == null ? null : chain.hazard().code());
        return out.put(
                "tiers",
                new JsonArray(chain.tiers().stream().map(RosterDocument::of).toList()));
    }

    private static JsonObject of(RosterTier tier) {
        var out = new JsonObject().put("name", tier.name());
        put(out, "people", tier.people());
        put(out, "rosters", tier.rosters());
        if (tier.levels().size() < Level.values().length) {
            put(out, "levels", tier.levels().stream().sorted().map(Level::code).toList());
        }
        put(out, "channels", tier.channels());
        if (!tier.answer().isEmpty()) {
            out.put("answer", durations(tier.answer()));
        }
        put(out, "answers", tier.answers() == null ? null : tier.answers().code());
        return out;
    }

    private static JsonObject durations(Map<Level, Duration> times) {
        var out = new JsonObject();
        for (Level level : Level.values()) {
            Duration time = times.get(level);
            if (time != null) {
                out.put(level.code(), RosterWords.written(time));
            }
        }
        return out;
    }

    public static JsonObject of(DutyRoster roster) {
        var out = new JsonObject().put("id", roster.id()).put("name", roster.name());
        put(out, "organisation", roster.organisation());
        out.put("since", roster.since().toString());
        out.put(
                "shifts",
                new JsonArray(roster.shifts().stream().map(RosterDocument::of).toList()));
        put(out, "leader", roster.leader());
        flag(out, "officers", roster.officers());
        put(out, "handover", roster.handover() == null ? null : RosterWords.written(roster.handover()));
        return out;
    }

    private static JsonObject of(Shift shift) {
        var out = new JsonObject()
                .put("name", shift.name())
                .put("from", RosterWords.written(shift.from()))
                .put("to", RosterWords.written(shift.to()));
        if (shift.days().size() < DayType.values().length) {
            put(out, "days", shift.days().stream().sorted().map(DayType::code).toList());
        }
        out.put("people", new JsonArray(shift.people()));
        if (shift.turn() != 1) {
            out.put("turn", shift.turn());
        }
        return out;
    }

    public static JsonObject of(Leave leave) {
        return new JsonObject()
                .put("person", leave.person())
                .put("from", RosterWords.written(leave.from()))
                .put("to", RosterWords.written(leave.to()))
                .put("stand-in", leave.standIn())
                .put("reason", leave.reason());
    }

    public static JsonObject of(DutyOverride override) {
        return new JsonObject()
                .put("roster", override.roster())
                .put("from", RosterWords.written(override.from()))
                .put("to", RosterWords.written(override.to()))
                .put("person", override.person())
                .put("reason", override.reason());
    }

    public static JsonObject of(RosterPolicy dated) {
        Policy policy = dated.policy();
        return new JsonObject()
                .put("level", dated.level().code())
                .put("from", LocalDate.ofInstant(dated.from(), DutyBook.ZONE).toString())
                .put("answer", RosterWords.written(policy.answer()))
                .put("repeats", policy.repeats())
                .put("repeat-within", RosterWords.written(policy.repeatWithin()))
                .put("together", policy.together())
                .put("first-report", RosterWords.written(policy.firstReport()))
                .put("closing-report", RosterWords.written(policy.closingReport()))
                .put("answers", policy.answers().code())
                .put("channels", new JsonArray(policy.channels()))
                .put("again", new JsonArray(policy.again()))
                .put("superior", policy.superior());
    }

    /** A duty roster as {@link #of(DutyRoster)} wrote it. */
    public static DutyRoster dutyRoster(JsonObject in) {
        String handover = in.getString("handover");
        return new DutyRoster(
                in.getString("id"),
                in.getString("name"),
                in.getString("organisation"),
                LocalDate.parse(in.getString("since")),
                objects(in.getJsonArray("shifts")).stream()
                        .map(RosterDocument::shift)
                        .toList(),
                in.getString("leader"),
                in.getBoolean("officers", false),
                handover == null ? null : RosterWords.duration(handover));
    }

    private static Shift shift(JsonObject in) {
        Set<DayType> days = EnumSet.noneOf(DayType.class);
        JsonArray named = in.getJsonArray("days");
        if (named == null) {
            days = EnumSet.allOf(DayType.class);
        } else {
            for (String day : strings(named)) {
                days.add(RosterWords.dayType(day));
            }
        }
        return new Shift(
                in.getString("name"),
                RosterWords.timeOfDay(in.getString("from")),
                RosterWords.timeOfDay(in.getString("to")),
                days,
                strings(in.getJsonArray("people")),
                in.getInteger("turn", 1));
    }

    private static List<String> strings(JsonArray in) {
        return in.stream().map(String.class::cast).toList();
    }

    private static List<JsonObject> objects(JsonArray in) {
        return in.stream().map(JsonObject.class::cast).toList();
    }

    private static void flag(JsonObject out, String name, boolean value) {
        if (value) {
            out.put(name, true);
        }
    }

    private static void put(JsonObject out, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value instanceof List<?> list) {
            if (!list.isEmpty()) {
                out.put(name, new JsonArray(list));
            }
        } else if (value != null && !value.equals("")) {
            out.put(name, value);
        }
    }
}
