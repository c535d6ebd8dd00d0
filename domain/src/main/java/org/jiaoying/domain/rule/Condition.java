package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/** When a rule is violated; one record for each kind of rule. */
public sealed interface Condition {

    /**
     * A value beyond a limit (kind {@code threshold}).
     *
     * @param side on which side of the limit the violation lies
     * @param exclusive false: the limit itself violates (≥, ≤), as statutes have it; true: only what lies beyond (&gt;, &lt;)
     * @param levels a limit for each level
     * @param clear back on the good side of this, it clears; the same distance lowers the level; null: the limit itself
     * @param holdFor the violation must have lasted this long, from sample to sample
     * @param times so many violating samples: in a row, or, with {@code within}, in that time
     * @param merge what is violated again within this time after it was over is still the same breach
     * @param planned kinds of declared windows in which what is found is recorded, and nobody called
     * @param plannedAtMost from the beginning of such a window; then it warns although the window is open
     */
    record Threshold(
            Side side,
            boolean exclusive,
            Map<Level, Amount<Double>> levels,
            @Nullable Amount<Double> clear,
            Amount<Duration> holdFor,
            Amount<Integer> times,
            @Nullable Amount<Duration> within,
            Amount<Duration> merge,
            List<String> planned,
            Amount<Duration> plannedAtMost)
            implements Condition {
        public Threshold {
            levels = copyOf(levels);
            planned = List.copyOf(planned);
        }

        /** One that merges nothing and knows of no planned work. */
        public Threshold(
                Side side,
                boolean exclusive,
                Map<Level, Amount<Double>> levels,
                @Nullable Amount<Double> clear,
                Amount<Duration> holdFor,
                Amount<Integer> times,
                @Nullable Amount<Duration> within) {
            this(
                    side,
                    exclusive,
                    levels,
                    clear,
                    holdFor,
                    times,
                    within,
                    new Amount.Literal<>(Duration.ZERO),
                    List.of(),
                    new Amount.Literal<>(PLANNED_AT_MOST));
        }
    }

    /** So long planned work keeps a rule from warning where the rule does not say. */
    Duration PLANNED_AT_MOST = Duration.ofHours(2);

    /**
     * A value that rises or falls too fast (kind {@code rate}): the robust slope over a window.
     *
     * @param per the unit of time of the limits: {@code 5} with {@code 1h} is 5 units an hour
     * @param window the slope is taken over the samples of this time
     * @param samples fewer samples than this in the window give no slope
     * @param levels a limit for each level, as positive numbers, also where a fall is judged
     * @param clear slower than this, it clears; null: the limit itself
     * @param merge too fast again within this time after it was over, it is still the same breach
     * @param planned kinds of declared windows in which what is found is recorded, and nobody called
     * @param plannedAtMost from the beginning of such a window; then it warns although the window is open
     */
    record Rate(
            Direction direction,
            Duration per,
            Amount<Duration> window,
            Amount<Integer> samples,
            Map<Level, Amount<Double>> levels,
            @Nullable Amount<Double> clear,
            Amount<Duration> merge,
            List<String> planned,
            Amount<Duration> plannedAtMost)
            implements Condition {
        public Rate {
            levels = copyOf(levels);
            planned = List.copyOf(planned);
        }
    }

    /**
     * A point or device that stops speaking (kind {@code absence}); a device whose link is reported lost is silent from then on.
     *
     * @param after nothing was heard for this long
     * @param planned kinds of declared windows in which silence is recorded, and nobody called
     * @param plannedAtMost from the beginning of such a window; then it warns although the window is open
     */
    record Absence(Level level, Amount<Duration> after, List<String> planned, Amount<Duration> plannedAtMost)
            implements Condition {
        public Absence {
            planned = List.copyOf(planned);
        }
    }

    /**
     * A sensor that shows the same while its neighbours move (kind {@code stuck}). By variance, not by equal samples: a healthy sensor
     * that is read each second gives the same value 97 times of 100.
     *
     * @param window its samples of this time are looked at
     * @param deviation at or under this standard deviation, it is flat
     * @param floor a mean at or under this is a sensor at rest, which proves nothing; null: no value is
     * @param neighbours where the sensors are that it is held against
     * @param against their quantity; null: its own
     * @param moves a neighbour moves from this standard deviation on
     * @param movers so many neighbours move
     */
    record Stuck(
            Level level,
            Amount<Duration> window,
            Amount<Double> deviation,
            @Nullable Amount<Double> floor,
            Around neighbours,
            @Nullable String against,
            Amount<Double> moves,
            Amount<Integer> movers)
            implements Condition {}

    /** A sensor that is kept from telling the truth (kind {@code tamper}). */
    record Tamper(Level level, TamperSign sign) implements Condition {}

    /**
     * One thing, then another (kind {@code sequence}): {@code first} begins to hold, and {@code then} holds after that.
     *
     * @param within {@code then} holds no later after the last time that {@code first} held
     */
    record Sequence(Level level, List<Fact> facts, Expression first, Expression then, Amount<Duration> within)
            implements Condition {
        public Sequence {
            facts = List.copyOf(facts);
        }
    }

    /**
     * Facts of several feeds of one site that must not hold together (kind {@code correlation}).
     *
     * @param levels a condition for each level; the gravest that holds is the level
     * @param holdFor it must have held this long
     */
    record Correlation(Map<Level, Expression> levels, List<Fact> facts, Amount<Duration> holdFor) implements Condition {
        public Correlation {
            levels = java.util.Collections.unmodifiableMap(
                    levels.isEmpty() ? new EnumMap<>(Level.class) : new EnumMap<>(levels));
            facts = List.copyOf(facts);
        }
    }

    /**
     * A slope that leaves its uniform creep (kind {@code creep}): the angle of the tangent of its displacement, drawn so that
     * the uniform stage rises at 45 degrees.
     *
     * @param window the velocity is the slope of a regression over this time
     * @param windows so many windows, one after the other, must rise before a time of failure is forecast
     * @param uniform the uniform stage is established by data of at least this time
     * @param uniformVelocity the velocity of the uniform stage in units a day, where it is known; null: established by data
     * @param noise standard deviation of one reading, in the point's unit; null: seen in the data
     * @param horizon no failure is forecast further ahead than this
     * @param levels an angle in degrees for each level
     * @param clear under this angle it clears; null: the mildest level's
     */
    record Creep(
            Amount<Duration> window,
            Amount<Integer> windows,
            Amount<Duration> uniform,
            @Nullable Amount<Double> uniformVelocity,
            @Nullable Amount<Double> noise,
            Amount<Duration> horizon,
            Map<Level, Amount<Double>> levels,
            @Nullable Amount<Double> clear)
            implements Condition {
        public Creep {
            levels = copyOf(levels);
        }
    }

    /**
     * What video analytics saw, or a camera that does not see (kind {@code scene}).
     *
     * @param types the events that count, such as {@code no_helmet}; {@code offline}, {@code occluded}, {@code frozen} are the
     *     camera's own states and last until it says {@code online}
     * @param confidence less sure than this does not count; 0 to 1
     * @param times so many different events: in {@code within}
     * @param holdFor it must have been going on for this long
     * @param quiet without another such event for this long, it is over; states of the camera are over when it says so
     */
    record Scene(
            Level level,
            List<String> types,
            Amount<Double> confidence,
            Amount<Integer> times,
            Amount<Duration> within,
            Amount<Duration> holdFor,
            Amount<Duration> quiet)
            implements Condition {
        public Scene {
            types = List.copyOf(types);
        }
    }

    /**
     * A value away from what is normal at this hour of this kind of day (kind {@code baseline}), as learned from history.
     *
     * @param levels how many deviations away, for each level
     * @param clear nearer than this, none of the last samples is away; null: the mildest level's
     * @param times so many of the last {@code of} samples are away
     * @param least the deviation counts as at least this, in the point's unit; null: as learned
     */
    record Baseline(
            Away side,
            Map<Level, Amount<Double>> levels,
            @Nullable Amount<Double> clear,
            Amount<Integer> times,
            Amount<Integer> of,
            @Nullable Amount<Double> least)
            implements Condition {
        public Baseline {
            levels = copyOf(levels);
        }
    }

    /**
     * People where, or as, they must not be (kind {@code occupancy}), by the cards they carry.
     *
     * @param find what is looked for
     * @param wholeSite whether people are counted over all zones that fit, and not in each of them
     * @param levels a limit for each level where {@code find} has one ({@link Find#limited()}); else the one level, with 0
     * @param holdFor it must have lasted this long; for {@link Find#SOS}, it is over when this long nobody called again
     * @param polls so many polls without a read
     * @param every time between two polls
     * @param within metres or time within which two cards are together
     * @param times so many moves together, or so many speeds
     * @param permit kind of the declared window, of the site or the card, in which it is allowed
     * @param role what attribute {@code role} of a leader's card says
     */
    record Occupancy(
            Find find,
            boolean wholeSite,
            Map<Level, Amount<Double>> levels,
            Amount<Duration> holdFor,
            Amount<Integer> polls,
            Amount<Duration> every,
            Amount<Duration> within,
            Amount<Integer> times,
            @Nullable String permit,
            String role)
            implements Condition {
        public Occupancy {
            levels = copyOf(levels);
        }
    }

    /** On which side of normal it is bad. */
    enum Away {
        ABOVE,
        BELOW,
        BOTH
    }

    /** What a rule about people looks for. */
    enum Find {
        /** More people than the limit. */
        TOO_MANY,
        /** Somebody who is there for more hours than the limit. */
        TOO_LONG,
        /** Somebody in a zone where he must not be. */
        FORBIDDEN,
        /** One person and nobody else. */
        ALONE,
        /** A card that is not read any more, though it did not leave. */
        VANISHED,
        /** Two cards that always move together: one carries both. */
        TOGETHER,
        /** A card that moves faster, in metres a second, than anybody can. */
        TOO_FAST,
        /** People, and no leader among them. */
        NO_LEADER,
        /** A call for help. */
        SOS;

        /** Whether it is held against limits by level. */
        public boolean limited() {
            return this == TOO_MANY || this == TOO_LONG || this == TOO_FAST;
        }

        /** The word that stands in rules. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** The bad side of a limit. */
    enum Side {
        ABOVE,
        BELOW
    }

    /** The bad direction. */
    enum Direction {
        RISE,
        FALL
    }

    private static Map<Level, Amount<Double>> copyOf(Map<Level, Amount<Double>> levels) {
        var copy = new EnumMap<Level, Amount<Double>>(Level.class);
        copy.putAll(levels);
        return java.util.Collections.unmodifiableMap(copy);
    }
}
