package org.jiaoying.stream.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.stream.state.DetectorState;
import org.jspecify.annotations.Nullable;

/**
 * Creep of a slope towards failure. The velocity is a regression over a window; {@link UniformStage} gives the velocity of the
 * uniform stage v_eq; {@code arctan(v / v_eq)} is the improved tangent angle (Q. Xu, M. Tang, K. Xu, X. Huang, "Research on
 * space-time evolution laws and early warning-prediction of landslides", Chinese Journal of Rock Mechanics and Engineering,
 * 27(6), 2008; 45°, 80° and 85° are 1, 5.67 and 11.43 times v_eq). {@link InverseVelocity} gives the time of failure, behind
 * the gates of {@link CreepGate}. While the angle is not computable the level stays.
 *
 * @param least so many windows make a uniform stage
 * @param knownVelocity v_eq in units a millisecond where it is given; NaN where the data establish it
 * @param noise standard deviation of one reading; 0 where only the data show it
 */
record CreepDetector(
        Ladder ladder,
        long windowMillis,
        int windows,
        int least,
        double knownVelocity,
        double noise,
        long horizonMillis)
        implements Detector {
    static final int MIN_WINDOWS = 4;
    static final int MAX_WINDOWS = 10;

    /** An even stage of fewer windows than this is no evidence. */
    static final int MIN_STAGE = 5;

    /** Twice this must fit into what is remembered. */
    static final int MAX_STAGE = 25;

    private static final double DAY = Duration.ofDays(1).toMillis();

    /** The velocity must be so many times its standard error. */
    private static final double OVER_NOISE = 3;

    /** An angle of 45 degrees or more counts where the velocity is so many standard deviations beyond the stage. */
    private static final double BEYOND_STAGE = 4;

    /** What is open stays open while it is so many beyond: a pace at the edge does not come and go with the noise. */
    private static final double STILL_BEYOND = 2;

    /** No more than this counts of an angle that chance explains. */
    private static final double CHANCE = 30;

    private static final double ACCELERATING = 80;
    private static final double LEAST_FIT = 0.8;

    /** The standard deviation of the time of failure must be under this part of the horizon. */
    private static final double CERTAIN = 0.25;

    @Override
    public DetectorState step(DetectorState before, long at, double value) {
        var memory = new CreepMemory(before, windowMillis);
        memory.add(at, value, windows);
        double angle = outlook(memory, before.level()).counts();
        Level level = Double.isNaN(angle)
                ? before.level()
                : Ladder.graver(ladder.reached(angle), ladder.kept(before.level(), angle));
        return memory.state(level);
    }

    @Override
    public String memory() {
        return "creep";
    }

    @Override
    public double limit(Level level) {
        return ladder.limit(level);
    }

    @Override
    public double measured(DetectorState after, double value) {
        double angle = outlook(after).counts();
        return Double.isNaN(angle) ? 0 : angle;
    }

    CreepOutlook outlook(DetectorState state) {
        return outlook(new CreepMemory(state, windowMillis), state.level());
    }

    private CreepOutlook outlook(CreepMemory memory, @Nullable Level open) {
        Line line = memory.line(memory.newest);
        UniformStage stage = Double.isNaN(knownVelocity)
                ? UniformStage.in(memory.velocities, least)
                : new UniformStage(knownVelocity, 0, least);
        if (line == null || stage == null || !stage.moves()) {
            CreepGate gate = stage == null
                    ? CreepGate.NO_UNIFORM_STAGE
                    : stage.moves() ? CreepGate.TOO_FEW_WINDOWS : CreepGate.NO_MOVEMENT;
            double velocity = line == null ? Double.NaN : line.slope() * DAY;
            double error = line == null ? Double.NaN : error(line) * DAY;
            return new CreepOutlook(velocity, error, stage, Double.NaN, Double.NaN, null, gate);
        }
        double error = error(line);
        double angle = Math.toDegrees(Math.atan(line.slope() / stage.velocity()));
        double deviations = open == null ? BEYOND_STAGE : STILL_BEYOND;
        boolean faster = stage.beyond(line.slope(), error, deviations) && line.slope() > OVER_NOISE * error;
        double counts = faster ? angle : Math.min(angle, CHANCE);
        Object forecast = forecast(memory, line, counts);
        return new CreepOutlook(
                line.slope() * DAY,
                error * DAY,
                stage,
                angle,
                counts,
                forecast instanceof InverseVelocity found ? found : null,
                forecast instanceof CreepGate gate ? gate : null);
    }

    /** The forecast, or the gate that stopped it. */
    private Object forecast(CreepMemory memory, Line newest, double angle) {
        if (newest.slope() <= OVER_NOISE * error(newest)) {
            return CreepGate.UNDER_NOISE;
        }
        if (angle < ACCELERATING) {
            return CreepGate.NOT_ACCELERATING;
        }
        var paces = new InverseVelocity.Pace[windows];
        for (int i = 0; i < windows; i++) {
            long end = memory.newest - i * windowMillis;
            Line line = i == 0 ? newest : memory.line(end);
            if (line == null) {
                return CreepGate.TOO_FEW_WINDOWS;
            }
            paces[windows - 1 - i] = new InverseVelocity.Pace(end - windowMillis / 2.0, line.slope(), error(line));
        }
        if (!rising(paces)) {
            return CreepGate.NOT_RISING;
        }
        InverseVelocity failure = InverseVelocity.of(paces, windowMillis);
        if (failure == null) {
            return CreepGate.INVERSE_NOT_FALLING;
        }
        if (failure.fit() < LEAST_FIT) {
            return CreepGate.POOR_FIT;
        }
        if (failure.at() <= memory.newest) {
            return CreepGate.ALREADY_PAST;
        }
        if (failure.at() - memory.newest > horizonMillis) {
            return CreepGate.BEYOND_HORIZON;
        }
        return failure.deviation() > CERTAIN * horizonMillis ? CreepGate.UNCERTAIN : failure;
    }

    private static boolean rising(InverseVelocity.Pace[] paces) {
        double before = 0;
        for (InverseVelocity.Pace pace : paces) {
            if (pace.velocity() <= before) {
                return false;
            }
            before = pace.velocity();
        }
        return true;
    }

    private double error(Line line) {
        return Math.max(line.error(), noise / Math.sqrt(line.spread()));
    }

    @Override
    public Evidence evidence(DetectorState after, Subject subject) {
        var memory = new CreepMemory(after, windowMillis);
        CreepOutlook outlook = outlook(memory, after.level());
        var numbers = new LinkedHashMap<String, Double>();
        put(numbers, "angle_deg", outlook.angle());
        put(numbers, "v_per_day", outlook.velocity());
        put(numbers, "v_error_per_day", outlook.error());
        UniformStage stage = outlook.stage();
        if (stage != null) {
            put(numbers, "v_eq_per_day", stage.velocity() * DAY);
            put(numbers, "v_eq_scatter_per_day", stage.scatter() * DAY);
            put(numbers, "v_eq_windows", stage.windows());
        }
        InverseVelocity failure = outlook.forecast();
        Evidence.Forecast forecast = null;
        if (failure != null) {
            put(numbers, "r_squared", failure.fit());
            forecast = new Evidence.Forecast(
                    Instant.ofEpochMilli((long) failure.at()),
                    Instant.ofEpochMilli(Math.max(memory.newest, (long) failure.earliest())),
                    Instant.ofEpochMilli((long) failure.latest()));
        }
        return new Evidence(
                text(outlook, forecast, subject),
                numbers,
                new Evidence.Stretch(Instant.ofEpochMilli(memory.times[0]), Instant.ofEpochMilli(memory.newest)),
                samples(memory),
                List.of(),
                forecast);
    }

    private static Text text(CreepOutlook outlook, Evidence.@Nullable Forecast forecast, Subject subject) {
        CreepGate gate = outlook.gate();
        if (forecast == null) {
            Text why = gate == null ? Text.same("—") : gate.text();
            return new Text("不预测失稳时间：" + why.zh(), "No time of failure is forecast: " + why.en());
        }
        String at = time(subject, forecast.at());
        String earliest = time(subject, forecast.earliest());
        String latest = time(subject, forecast.latest());
        return new Text(
                "推算失稳时间 " + at + "（" + earliest + " 至 " + latest + "）",
                "Failure forecast for " + at + " (" + earliest + " to " + latest + ")");
    }

    private static String time(Subject subject, Instant at) {
        // To the minute: a finer time would pretend to be known.
        return BreachScribe.time(subject, at.toEpochMilli()).substring(0, 16);
    }

    private static void put(Map<String, Double> numbers, String name, double value) {
        if (Double.isFinite(value)) {
            numbers.put(name, value);
        }
    }

    private static List<Evidence.Sample> samples(CreepMemory memory) {
        var samples = new ArrayList<Evidence.Sample>(memory.times.length);
        for (int i = 0; i < memory.times.length; i++) {
            samples.add(new Evidence.Sample(Instant.ofEpochMilli(memory.times[i]), memory.values[i]));
        }
        return samples;
    }
}
