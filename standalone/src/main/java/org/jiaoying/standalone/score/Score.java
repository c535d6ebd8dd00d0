package org.jiaoying.standalone.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.trial.Performance;
import org.jiaoying.simulators.trial.Trial;
import org.jiaoying.standalone.backtest.PaperGateway;
import org.jiaoying.standalone.baseline.Learning;
import org.jiaoying.stream.backtest.RecordedDetection;
import org.jiaoying.stream.backtest.Recording;

/** Plays trials and scores what the detection job, with all rules in force, makes of them. */
public final class Score {
    private final List<Rule> rules;
    private final Map<String, String> kinds = new TreeMap<>();

    public Score(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        rules.forEach(rule -> kinds.put(rule.id(), kind(rule)));
    }

    /**
     * Plays each trial with each seed.
     *
     * @param progress told of each performance that is over
     */
    public ScoreCard play(List<Trial> trials, List<Long> seeds, int parallelism, Consumer<Outcome> progress)
            throws InterruptedException {
        long start = System.nanoTime();
        var outcomes = new ArrayList<Outcome>();
        try (RecordedDetection detection = RecordedDetection.start(parallelism)) {
            for (Trial trial : trials) {
                for (long seed : seeds) {
                    Performance performance = trial.with(seed);
                    Outcome outcome = Outcome.of(performance, detect(detection, performance), kinds);
                    outcomes.add(outcome);
                    progress.accept(outcome);
                }
            }
        }
        return new ScoreCard(outcomes, ruleCounts(), Duration.ofNanos(System.nanoTime() - start));
    }

    /** What the job finds live in a performance, by time of detection. */
    public List<BreachTransition> detect(RecordedDetection detection, Performance performance)
            throws InterruptedException {
        return detection.run(recording(performance)).transitions().stream()
                .filter(step -> !step.late())
                .toList();
    }

    /** A performance as the gateway would have written it to the log, with what was learned from its past. */
    public Recording recording(Performance performance) {
        return Recording.of(performance.register(), rules, written(performance, performance.messages()))
                .with(learned(performance));
    }

    private static Stream<ObservationEntry> written(
            Performance performance, SortedMap<Instant, List<FeedMessage>> messages) {
        var gateway = new PaperGateway(performance.register());
        return messages.entrySet().stream()
                .flatMap(second -> gateway.receive(second.getKey(), second.getValue()).stream());
    }

    private static List<Baseline> learned(Performance performance) {
        var learning = new Learning(performance.register(), Instant.MIN, performance.start());
        learning.learn(written(performance, performance.pastMessages()), none -> {});
        return learning.learned(Map.of());
    }

    private Map<String, Integer> ruleCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        kinds.values().forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return counts;
    }

    /** The word that stands in the rule's field {@code kind}. */
    private static String kind(Rule rule) {
        String json = RuleJson.write(rule);
        int from = json.indexOf("\"kind\":\"") + "\"kind\":\"".length();
        return json.substring(from, json.indexOf('"', from));
    }
}
