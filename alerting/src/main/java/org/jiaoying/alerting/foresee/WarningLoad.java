package org.jiaoying.alerting.foresee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many warnings one person gets, against ISA-18.2: about one in ten minutes is acceptable, two is the most that can be
 * handled; more than ten in ten minutes is a flood, which ends when a ten minutes has fewer than five; less than one percent of
 * the time may be flooded.
 *
 * @param notifications calls that are made whatever happens
 * @param most in any ten minutes
 * @param perTenMinutes on average over the whole time
 * @param flooded share of the time in a flood, 0 to 1
 */
public record WarningLoad(String person, int notifications, int most, double perTenMinutes, double flooded) {
    static final Duration SPAN = Duration.ofMinutes(10);
    public static final int FLOOD_BEGINS_OVER = 10;
    public static final int FLOOD_ENDS_UNDER = 5;
    public static final int MOST = 2;
    public static final double FLOODED_MOST = 0.01;

    /** Whether every figure is one that a person can live with. */
    public boolean bearable() {
        return most <= MOST && flooded < FLOODED_MOST;
    }

    /** Of each person, the busiest first. */
    public static List<WarningLoad> of(List<ForeseenWarning> warnings, Duration whole) {
        Map<String, List<Instant>> byPerson = new LinkedHashMap<>();
        for (ForeseenWarning warning : warnings) {
            warning.calls().stream()
                    .filter(ForeseenCall::atOnce)
                    .forEach(call -> byPerson.computeIfAbsent(call.person(), unseen -> new ArrayList<>())
                            .add(call.at()));
        }
        return byPerson.entrySet().stream()
                .map(entry ->
                        of(entry.getKey(), entry.getValue().stream().sorted().toList(), whole))
                .sorted(java.util.Comparator.comparingInt(WarningLoad::notifications)
                        .reversed())
                .toList();
    }

    /** @param times rising */
    static WarningLoad of(String person, List<Instant> times, Duration whole) {
        Deque<Instant> window = new ArrayDeque<>();
        int most = 0;
        Duration flooded = Duration.ZERO;
        Instant floodSince = null;
        for (Instant at : times) {
            while (!window.isEmpty() && !window.peekFirst().isAfter(at.minus(SPAN))) {
                Instant leaves = window.removeFirst().plus(SPAN);
                if (floodSince != null && window.size() < FLOOD_ENDS_UNDER) {
                    flooded = flooded.plus(Duration.between(floodSince, leaves));
                    floodSince = null;
                }
            }
            window.addLast(at);
            most = Math.max(most, window.size());
            if (floodSince == null && window.size() > FLOOD_BEGINS_OVER) {
                floodSince = at;
            }
        }
        if (floodSince != null) {
            // It ends when so many of the last ones have left the ten minutes that fewer than five stay.
            List<Instant> last = List.copyOf(window);
            Instant ends = last.get(last.size() - FLOOD_ENDS_UNDER).plus(SPAN);
            flooded = flooded.plus(Duration.between(floodSince, ends));
        }
        double spans = Math.max(1.0, (double) whole.toMillis() / SPAN.toMillis());
        double share = whole.isZero() ? 0 : Math.min(1.0, (double) flooded.toMillis() / whole.toMillis());
        return new WarningLoad(person, times.size(), most, times.size() / spans, share);
    }
}
