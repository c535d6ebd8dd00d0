package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.document.Fields;
import org.jiaoying.domain.rule.Condition.Find;
import org.jspecify.annotations.Nullable;

/** Which fields there are depends on what is looked for. */
final class OccupancyForm implements KindForm<Condition.Occupancy> {
    private static final Map<String, Find> FINDS = finds();
    private static final Map<String, Boolean> OVER = over();
    private static final Set<Find> COUNTED = Set.of(Find.TOO_MANY, Find.TOO_LONG, Find.ALONE);
    private static final Set<Find> LASTING =
            Set.of(Find.TOO_MANY, Find.FORBIDDEN, Find.ALONE, Find.NO_LEADER, Find.SOS);
    private static final Duration POLL = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofSeconds(3);
    private static final String LEADER = "leader";

    @Override
    public String kind() {
        return "occupancy";
    }

    @Override
    public Class<Condition.Occupancy> type() {
        return Condition.Occupancy.class;
    }

    @Override
    public Set<String> places() {
        return Set.of("person", "other", "since", "hours", "for", "last", "station");
    }

    @Override
    public boolean judgesDevices() {
        return true;
    }

    @Override
    public boolean judgesPoints() {
        return false;
    }

    @Override
    public Condition.Occupancy read(Fields in) {
        boolean known = FINDS.containsKey(in.optionalText("find").orElse(""));
        Find find = in.word("find", FINDS, Find.SOS);
        if (!known) {
            // The fields of an unknown one cannot be told from misspelt ones.
            in.names().forEach(in::has);
            return read(in, find, Map.of());
        }
        return read(in, find, find.limited() ? limits(in) : one(in));
    }

    private static Map<Level, Amount<Double>> limits(Fields in) {
        Map<Level, Amount<Double>> levels = AmountFields.levels(in);
        AmountFields.requireOrder(in, levels, true);
        return levels;
    }

    private static Map<Level, Amount<Double>> one(Fields in) {
        var levels = new EnumMap<Level, Amount<Double>>(Level.class);
        levels.put(AmountFields.level(in), new Amount.Literal<>(0.0));
        return levels;
    }

    private static Condition.Occupancy read(Fields in, Find find, Map<Level, Amount<Double>> levels) {
        boolean vanished = find == Find.VANISHED;
        boolean repeated = find == Find.TOGETHER || find == Find.TOO_FAST;
        return new Condition.Occupancy(
                find,
                COUNTED.contains(find) && in.optionalWord("over", OVER, false),
                levels,
                LASTING.contains(find) ? AmountFields.duration(in, "for", usual(find)) : at(Duration.ZERO),
                vanished ? AmountFields.count(in, "polls", 5) : new Amount.Literal<>(1),
                vanished ? AmountFields.duration(in, "every", POLL) : at(Duration.ZERO),
                find == Find.TOGETHER ? AmountFields.duration(in, "within", STEP) : at(Duration.ZERO),
                repeated ? AmountFields.count(in, "times", find == Find.TOGETHER ? 8 : 3) : new Amount.Literal<>(1),
                find == Find.FORBIDDEN ? permit(in) : null,
                find == Find.NO_LEADER ? in.optionalValue("role", LEADER, RuleParser::identifier) : LEADER);
    }

    private static Duration usual(Find find) {
        return switch (find) {
            case ALONE -> Duration.ofMinutes(5);
            case NO_LEADER, SOS -> Duration.ofMinutes(10);
            default -> Duration.ZERO;
        };
    }

    private static Amount<Duration> at(Duration duration) {
        return new Amount.Literal<>(duration);
    }

    private static @Nullable String permit(Fields in) {
        return in.has("permit") ? in.value("permit", "", RuleParser::identifier) : null;
    }

    @Override
    public void write(Condition.Occupancy rule, Map<String, Object> out) {
        Find find = rule.find();
        out.put("find", find.code());
        if (find.limited()) {
            AmountFields.writeLevels(rule.levels(), out);
        } else {
            rule.levels().keySet().forEach(level -> out.put("level", level.code()));
        }
        if (COUNTED.contains(find) && rule.wholeSite()) {
            out.put("over", "site");
        }
        if (LASTING.contains(find)) {
            AmountFields.write("for", rule.holdFor(), out);
        }
        if (find == Find.VANISHED) {
            AmountFields.write("polls", rule.polls(), out);
            AmountFields.write("every", rule.every(), out);
        }
        if (find == Find.TOGETHER) {
            AmountFields.write("within", rule.within(), out);
        }
        if (find == Find.TOGETHER || find == Find.TOO_FAST) {
            AmountFields.write("times", rule.times(), out);
        }
        if (rule.permit() != null) {
            out.put("permit", rule.permit());
        }
        if (find == Find.NO_LEADER && !rule.role().equals(LEADER)) {
            out.put("role", rule.role());
        }
    }

    private static Map<String, Find> finds() {
        var finds = new LinkedHashMap<String, Find>();
        for (Find find : Find.values()) {
            finds.put(find.code(), find);
        }
        return finds;
    }

    private static Map<String, Boolean> over() {
        var over = new LinkedHashMap<String, Boolean>();
        over.put("zone", false);
        over.put("site", true);
        return over;
    }
}
