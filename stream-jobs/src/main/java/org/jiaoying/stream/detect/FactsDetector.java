package org.jiaoying.stream.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.rule.Expression;
import org.jiaoying.stream.state.SiteTrace;

/**
 * A rule over facts of several feeds of a site: when something is heard that one of its subjects' facts comes from, or a fact changes
 * by the passing of time, the subject's conditions are asked.
 */
abstract class FactsDetector implements SiteDetector {
    /** Whose facts come from people's cards. */
    private static final String CARDS = "";

    final Map<String, Judged> subjects;
    private final Map<String, List<String>> listeners = new HashMap<>();
    private final long longestRiseMillis;

    /** One subject, and where its facts come from, by their names. */
    record Judged(Subject subject, Map<String, FactSource> sources) {}

    FactsDetector(Map<String, Judged> subjects, long longestRiseMillis) {
        this.subjects = subjects;
        this.longestRiseMillis = longestRiseMillis;
        subjects.forEach((key, judged) -> judged.sources().values().forEach(source -> listen(key, source)));
    }

    private void listen(String subject, FactSource source) {
        if (source instanceof FactSource.Values values) {
            values.points().forEach(point -> listen(point, subject));
        } else if (source instanceof FactSource.Cards) {
            listen(CARDS, subject);
        } else if (source instanceof FactSource.Scenes scenes) {
            scenes.cameras().forEach(camera -> listen(camera, subject));
        } else if (source instanceof FactSource.Dark dark) {
            dark.cameras().forEach(camera -> listen(camera, subject));
        }
    }

    private void listen(String to, String subject) {
        List<String> listening = listeners.computeIfAbsent(to, none -> new ArrayList<>());
        if (!listening.contains(subject)) {
            listening.add(subject);
        }
    }

    @Override
    public String memory() {
        return "facts";
    }

    @Override
    public boolean followsPeople() {
        return listeners.containsKey(CARDS);
    }

    /** Asks a subject's conditions. {@code values} has the facts that are known. */
    abstract void judge(String key, Judged judged, Map<String, Double> values, long now, SiteTrace trace, Verdicts out);

    /** Whether it matters for the subject that a fact will not be known any more. */
    abstract boolean isPending(String key, SiteTrace trace, Verdicts out);

    @Override
    public final void take(SiteFact fact, SiteView view, SiteTrace trace, Verdicts out) {
        String source = fact.device().device();
        if (fact.observation() instanceof Reading reading) {
            source = SitePoints.key(fact.device(), reading.point());
        } else if (fact.observation() instanceof Position) {
            source = CARDS;
        }
        List<String> listening = listeners.get(source);
        if (listening == null) {
            return;
        }
        var memory = new FactMemory(trace);
        memory.take(fact, longestRiseMillis);
        for (String key : listening) {
            ask(key, memory, fact.now(), view, trace, out);
        }
    }

    @Override
    public final void look(long now, SiteView view, SiteTrace trace, Verdicts out) {
        var memory = new FactMemory(trace);
        for (var remembered : Map.copyOf(trace.subjects).entrySet()) {
            if (remembered.getValue().issued != null && !subjects.containsKey(remembered.getKey())) {
                out.calm(
                        remembered.getKey(),
                        now,
                        new Text("已不在规则范围内，解除", "Cleared: the rule does not judge it any more"));
            }
        }
        for (String key : subjects.keySet()) {
            ask(key, memory, now, view, trace, out);
        }
    }

    private void ask(String key, FactMemory memory, long now, SiteView view, SiteTrace trace, Verdicts out) {
        Judged judged = subjects.get(key);
        if (judged == null) {
            return;
        }
        var values = new LinkedHashMap<String, Double>();
        judged.sources().forEach((name, source) -> {
            double value = source.read(memory, view, now);
            if (!Double.isNaN(value)) {
                values.put(name, value);
            }
        });
        judge(key, judged, values, now, trace, out);
        boolean pending = isPending(key, trace, out);
        for (FactSource source : judged.sources().values()) {
            trace.lookAt(source.changesAt(memory, view, now, pending));
        }
    }

    static boolean known(Expression condition, Map<String, Double> values) {
        return values.keySet().containsAll(condition.facts());
    }

    /** The facts as they stand in the sentence. */
    static Map<String, Text> places(Map<String, Double> values) {
        var places = new HashMap<String, Text>();
        values.forEach((name, value) -> places.put(name, Text.same(BreachScribe.number(value))));
        return places;
    }

    /** What held, and the numbers of which it held. */
    static Evidence evidence(Text what, Map<String, Double> values, long from, long to) {
        var numbers = new StringBuilder();
        values.forEach((name, value) -> numbers.append(numbers.isEmpty() ? "" : ", ")
                .append(name)
                .append(" = ")
                .append(BreachScribe.number(value)));
        var text = new Text(what.zh() + "（" + numbers + "）", what.en() + " (" + numbers + ")");
        var stretch = new Evidence.Stretch(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
        return new Evidence(text, values, stretch, List.of(), List.of(), null);
    }
}
