package org.jiaoying.standalone.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.simulators.trial.Performance;
import org.jiaoying.simulators.trial.Performance.Danger;

/**
 * How detection did in one performance.
 *
 * @param found dangers that were found in time, with how much time was left
 * @param missed dangers that were not
 * @param falsely what a warning would have been opened for although no danger had begun
 */
public record Outcome(
        Performance performance, Map<Danger, Duration> found, List<Danger> missed, List<BreachTransition> falsely) {
    /** A shorter calm is the same warning. */
    private static final Duration SAME_EVENT = Duration.ofMinutes(10);

    /**
     * Compares.
     *
     * @param transitions live ones, by time; those of shadow rules warn nobody and are not among them
     * @param kinds of rules, by their ids
     */
    static Outcome of(Performance performance, List<BreachTransition> transitions, Map<String, String> kinds) {
        Map<Danger, Duration> found = new LinkedHashMap<>();
        var missed = new ArrayList<Danger>();
        for (Danger danger : performance.dangers()) {
            transitions.stream()
                    .filter(step -> meets(step, danger, kinds))
                    .map(BreachTransition::detectedAt)
                    .min(Instant::compareTo)
                    .ifPresentOrElse(
                            at -> found.put(danger, Duration.between(at, danger.tooLate())), () -> missed.add(danger));
        }
        return new Outcome(performance, found, missed, falsely(performance, transitions));
    }

    private static boolean meets(BreachTransition step, Danger danger, Map<String, String> kinds) {
        return (step.change() == Change.OPENED || step.change() == Change.RAISED)
                && danger.kind().equals(kinds.get(step.ruleId()))
                && (danger.hazard() == null || danger.hazard() == step.hazard())
                && (danger.device() == null || danger.device().equals(step.device()))
                && !step.detectedAt().isBefore(danger.begins())
                && !step.detectedAt().isAfter(danger.tooLate());
    }

    /** One for each warning that would have opened before any danger began, or where there is none at all. */
    private static List<BreachTransition> falsely(Performance performance, List<BreachTransition> transitions) {
        Instant first = performance.dangers().stream()
                .map(Danger::begins)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
        var falsely = new ArrayList<BreachTransition>();
        Map<String, Instant> lastStep = new LinkedHashMap<>();
        for (BreachTransition step : transitions) {
            String warning = step.device().siteKey() + " " + step.hazard();
            Instant before = lastStep.put(warning, step.at());
            boolean anew = before == null || Duration.between(before, step.at()).compareTo(SAME_EVENT) > 0;
            if (step.change() == Change.OPENED && anew && step.at().isBefore(first)) {
                falsely.add(step);
            }
        }
        return falsely;
    }
}
