package org.jiaoying.alerting.foresee;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;

/**
 * A warning that would have been: the breaches of one hazard at one site, with the calls it would have made, if those called
 * first answer at once. Breaches that are late (backfill) raise none.
 *
 * @param until when its last breach cleared; the end of the data where one is open
 * @param calls by time
 */
public record ForeseenWarning(
        SiteKey site,
        Hazard hazard,
        Level peak,
        Instant from,
        Instant until,
        List<TracedBreach> breaches,
        List<ForeseenCall> calls) {
    /** A shorter calm is the same event: over-limit reporting of coal mines counts the same place anew after ten minutes. */
    private static final Duration SAME_EVENT = Duration.ofMinutes(10);

    public ForeseenWarning {
        breaches = List.copyOf(breaches);
        calls = List.copyOf(calls);
    }

    /**
     * Foresees.
     *
     * @param breaches by time of opening
     * @param end of the data
     */
    public static List<ForeseenWarning> of(List<TracedBreach> breaches, Instant end, Chains chains) {
        Map<String, List<TracedBreach>> groups = new LinkedHashMap<>();
        for (TracedBreach breach : breaches) {
            BreachTransition opened = breach.opened();
            if (!opened.late()) {
                groups.computeIfAbsent(opened.device().siteKey() + " " + opened.hazard(), unseen -> new ArrayList<>())
                        .add(breach);
            }
        }
        return groups.values().stream()
                .flatMap(group -> events(group, end).stream())
                .map(event -> warning(event, end, chains))
                .sorted(Comparator.comparing(ForeseenWarning::from))
                .toList();
    }

    /** Runs of breaches of one site and hazard with no longer calm between them. */
    private static List<List<TracedBreach>> events(List<TracedBreach> group, Instant end) {
        var events = new ArrayList<List<TracedBreach>>();
        Instant calmSince = Instant.MIN;
        for (TracedBreach breach : group) {
            boolean anew = events.isEmpty()
                    || breach.opened().at().isAfter(calmSince)
                            && Duration.between(calmSince, breach.opened().at()).compareTo(SAME_EVENT) > 0;
            if (anew) {
                events.add(new ArrayList<>());
            }
            events.get(events.size() - 1).add(breach);
            Instant until = breach.until(end);
            calmSince = anew || until.isAfter(calmSince) ? until : calmSince;
        }
        return events;
    }

    private static ForeseenWarning warning(List<TracedBreach> event, Instant end, Chains chains) {
        BreachTransition first = event.get(0).opened();
        SiteKey site = first.device().siteKey();
        List<BreachTransition> rises = event.stream()
                .flatMap(breach -> breach.steps().stream())
                .filter(step -> step.change() == Change.OPENED || step.change() == Change.RAISED)
                .sorted(Comparator.comparing(BreachTransition::at))
                .toList();
        var calls = new ArrayList<ForeseenCall>();
        Level called = null;
        for (BreachTransition rise : rises) {
            if (called == null || rise.level().graverThan(called)) {
                called = rise.level();
                calls.addAll(chains.calls(site, first.hazard(), called, rise.at()));
            }
        }
        Level peak = event.stream()
                .map(TracedBreach::peak)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant until = event.stream()
                .map(breach -> breach.until(end))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new ForeseenWarning(site, first.hazard(), peak, first.at(), until, event, calls);
    }
}
