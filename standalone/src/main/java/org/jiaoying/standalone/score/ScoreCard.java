package org.jiaoying.standalone.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.simulators.trial.Performance;
import org.jiaoying.simulators.trial.Performance.Danger;

/**
 * The score.
 *
 * @param rules how many there are of each kind
 * @param took on the wall
 */
public record ScoreCard(List<Outcome> outcomes, Map<String, Integer> rules, Duration took) {

    public ScoreCard {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * The score of one kind of rule: over the dangers that rules of this kind must find, and over the trials of this kind.
     *
     * @param lead the middle one of the times that were left; zero where nothing was found
     */
    public record OfKind(String kind, int rules, int dangers, int found, Duration lead, int falsely, Duration played) {
        /** 1 where there is nothing to find. */
        public double recall() {
            return dangers == 0 ? 1 : (double) found / dangers;
        }

        public double falsePerDay() {
            return perDay(falsely, played);
        }
    }

    public long scenarios() {
        return outcomes.stream()
                .map(outcome -> outcome.performance().trial().name())
                .distinct()
                .count();
    }

    public double recall() {
        long found =
                outcomes.stream().mapToLong(outcome -> outcome.found().size()).sum();
        long missed =
                outcomes.stream().mapToLong(outcome -> outcome.missed().size()).sum();
        return found + missed == 0 ? 1 : (double) found / (found + missed);
    }

    public double falseWarningsPerDay() {
        return perDay(
                outcomes.stream().mapToInt(outcome -> outcome.falsely().size()).sum(),
                outcomes.stream().map(outcome -> outcome.performance().length()).reduce(Duration.ZERO, Duration::plus));
    }

    private static double perDay(int count, Duration played) {
        return played.isZero() ? 0 : count / (played.toSeconds() / 86_400.0);
    }

    /** By the kind's name. */
    public List<OfKind> byKind() {
        Map<String, List<Duration>> leads = new TreeMap<>();
        Map<String, Integer> missed = new TreeMap<>();
        Map<String, Integer> falsely = new TreeMap<>();
        Map<String, Duration> played = new TreeMap<>();
        for (Outcome outcome : outcomes) {
            Performance performance = outcome.performance();
            String kind = performance.trial().kind();
            played.merge(kind, performance.length(), Duration::plus);
            falsely.merge(kind, outcome.falsely().size(), Integer::sum);
            outcome.found()
                    .forEach((danger, lead) -> leads.computeIfAbsent(danger.kind(), unseen -> new ArrayList<>())
                            .add(lead));
            outcome.missed().forEach(danger -> missed.merge(danger.kind(), 1, Integer::sum));
        }
        return Stream.of(leads.keySet(), missed.keySet(), played.keySet())
                .flatMap(java.util.Collection::stream)
                .distinct()
                .sorted()
                .map(kind -> {
                    List<Duration> of = leads.getOrDefault(kind, List.of()).stream()
                            .sorted()
                            .toList();
                    return new OfKind(
                            kind,
                            rules.getOrDefault(kind, 0),
                            of.size() + missed.getOrDefault(kind, 0),
                            of.size(),
                            of.isEmpty() ? Duration.ZERO : of.get(of.size() / 2),
                            falsely.getOrDefault(kind, 0),
                            played.getOrDefault(kind, Duration.ZERO));
                })
                .toList();
    }

    /** As maps and lists, for JSON. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("scenarios", scenarios());
        document.put("performances", outcomes.size());
        document.put("recall", recall());
        document.put("falseWarningsPerDay", falseWarningsPerDay());
        document.put("byKind", byKind().stream().map(ScoreCard::ofKind).toList());
        document.put("missed", missed());
        document.put("false", falsely());
        document.put("tookSeconds", took.toMillis() / 1000.0);
        return document;
    }

    private static Map<String, Object> ofKind(OfKind of) {
        var document = new LinkedHashMap<String, Object>();
        document.put("kind", of.kind());
        document.put("rules", of.rules());
        document.put("dangers", of.dangers());
        document.put("found", of.found());
        document.put("recall", of.recall());
        document.put("medianLeadSeconds", of.lead().toSeconds());
        document.put("falseWarnings", of.falsely());
        document.put("falseWarningsPerDay", of.falsePerDay());
        document.put("daysPlayed", of.played().toSeconds() / 86_400.0);
        return document;
    }

    private static String where(Outcome outcome) {
        return outcome.performance().trial().name() + "/"
                + outcome.performance().seed();
    }

    /** Every danger that was missed, for a reader. */
    public List<String> missed() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.missed().stream().map(danger -> missed(outcome, danger)))
                .toList();
    }

    private static String missed(Outcome outcome, Danger danger) {
        return "%s %s %s %s"
                .formatted(
                        where(outcome),
                        danger.kind(),
                        danger.begins(),
                        danger.what().en());
    }

    /** Everything that was warned of falsely, for a reader. */
    public List<String> falsely() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.falsely().stream().map(step -> falsely(outcome, step)))
                .toList();
    }

    private static String falsely(Outcome outcome, BreachTransition step) {
        return "%s %s %s %s"
                .formatted(
                        where(outcome), step.ruleId(), step.at(), step.reason().en());
    }

    /** For a reader: Chinese, then English. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%-12s %6s %8s %6s %8s %14s %12s %8s"
                .formatted("kind", "rules", "dangers", "found", "recall", "median lead", "false/day", "days"));
        for (OfKind of : byKind()) {
            lines.add("%-12s %6d %8d %6d %8.2f %14s %12.2f %8.1f"
                    .formatted(
                            of.kind(),
                            of.rules(),
                            of.dangers(),
                            of.found(),
                            of.recall(),
                            of.lead().toMinutes() + " min",
                            of.falsePerDay(),
                            of.played().toSeconds() / 86_400.0));
        }
        missed().forEach(line -> lines.add("漏报 missed: " + line));
        falsely().forEach(line -> lines.add("误报 false: " + line));
        lines.add(("%d 个场景，%d 次演算：查全率 %.3f，误报每天 %.3f，用时 %d 秒。"
                        + "%1$d scenarios, %2$d performances: recall %3$.3f, false warnings a day %4$.3f, took %5$d s.")
                .formatted(scenarios(), outcomes.size(), recall(), falseWarningsPerDay(), took.toSeconds()));
        return lines;
    }
}
