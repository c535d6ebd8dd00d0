package org.jiaoying.standalone.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.trial.Performance;
import org.jiaoying.simulators.trial.Seeds;
import org.jiaoying.simulators.trial.Trials;
import org.jiaoying.standalone.backtest.PaperGateway;
import org.jiaoying.stream.backtest.Found;
import org.jiaoying.stream.backtest.RecordedDetection;
import org.jiaoying.stream.backtest.Recording;

/** What holds of the whole detection of a site, all packs in force: through the job itself, on trials of every kind. */
class WholeDetectionPropertiesTest {
    private static final List<Rule> RULES = RulePacks.all();
    private static final Map<String, List<BreachTransition>> UNDISTURBED = new HashMap<>();
    private static RecordedDetection detection;

    @BeforeContainer
    static void start() {
        detection = RecordedDetection.start(4);
    }

    @AfterContainer
    static void stop() {
        detection.close();
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void theOrderWithinAHeartbeatAndRepeatsChangeNothing(
            @ForAll("performances") Performance performance,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int side)
            throws Exception {
        List<ObservationEntry> disturbed = disturbed(performance, random);

        Found found = detection.run(recording(performance, disturbed), side);

        assertThat(inShort(found.transitions())).isEqualTo(inShort(undisturbed(performance)));
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void aRestartFromACheckpointAnywhereChangesNothing(
            @ForAll("performances") Performance performance,
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 4) int side)
            throws Exception {
        List<ObservationEntry> all = received(performance);
        int cut = all.size() / 10 + random.nextInt(all.size() * 8 / 10);
        Path directory = Files.createTempDirectory("restart");

        RecordedDetection.Paused before = detection.pause(recording(performance, all.subList(0, cut)), directory);
        Found after = detection.goOn(recording(performance, all.subList(cut, all.size())), side, before.savepoint());

        var both = new ArrayList<>(before.found().transitions());
        both.addAll(after.transitions());
        assertThat(inShort(both)).containsExactlyInAnyOrderElementsOf(inShort(undisturbed(performance)));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void everyBreachIsOpenedOnceAndClearsWithAReasonOrStaysOpenToTheEnd(@ForAll("performances") Performance performance)
            throws Exception {
        Map<String, BreachTransition> last = new LinkedHashMap<>();
        undisturbed(performance).stream()
                .sorted(java.util.Comparator.comparingInt(BreachTransition::revision))
                .forEach(step -> {
                    BreachTransition before = last.put(step.breachId(), step);
                    assertThat(step.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
                    assertThat(step.change() == Change.OPENED).isEqualTo(before == null);
                    assertThat(before == null || before.change() != Change.CLEARED)
                            .isTrue();
                    assertThat(step.reason().zh()).isNotBlank();
                    assertThat(step.reason().en()).isNotBlank();
                    assertThat(step.at())
                            .isBetween(
                                    performance.start().minusSeconds(1),
                                    performance.end().plusSeconds(1));
                });
    }

    @Provide
    Arbitrary<Performance> performances() {
        List<String> trials = List.of(
                "gas-rise",
                "fan-stops",
                "calibration",
                "sensor-silent",
                "step-down",
                "diverging",
                "many-calibrated",
                "too-many",
                "sos",
                "intrusion",
                "fan-off-then-gas",
                "gas-with-people",
                "work-without-video");
        return Arbitraries.of(trials)
                .flatMap(trial -> Arbitraries.of(Seeds.tuning(2))
                        .map(seed -> Trials.byName().get(trial).with(seed)));
    }

    private static List<BreachTransition> undisturbed(Performance performance) throws InterruptedException {
        String name = performance.trial().name() + performance.seed();
        List<BreachTransition> known = UNDISTURBED.get(name);
        if (known == null) {
            known = detection
                    .run(recording(performance, received(performance)), 2)
                    .transitions();
            UNDISTURBED.put(name, known);
        }
        return known;
    }

    private static Recording recording(Performance performance, List<ObservationEntry> observations) {
        return Recording.of(performance.register(), RULES, observations.stream());
    }

    private static List<ObservationEntry> received(Performance performance) {
        var gateway = new PaperGateway(performance.register());
        return performance.messages().entrySet().stream()
                .flatMap(second -> gateway.receive(second.getKey(), second.getValue()).stream())
                .toList();
    }

    /** Between two heartbeats messages of different devices come in any order, and some come twice. */
    private static List<ObservationEntry> disturbed(Performance performance, Random random) {
        var disturbed = new ArrayList<ObservationEntry>();
        Map<String, List<ObservationEntry>> now = new LinkedHashMap<>();
        for (ObservationEntry entry : received(performance)) {
            if (entry instanceof ObservationEntry.Message taken) {
                List<ObservationEntry> ofDevice =
                        now.computeIfAbsent(taken.message().device().toString(), unseen -> new ArrayList<>());
                ofDevice.add(entry);
                if (random.nextInt(10) == 0) {
                    ofDevice.add(entry);
                }
            } else {
                var devices = new ArrayList<>(now.values());
                Collections.shuffle(devices, random);
                devices.forEach(disturbed::addAll);
                disturbed.add(entry);
                now.clear();
            }
        }
        return disturbed;
    }

    private static List<String> inShort(List<BreachTransition> transitions) {
        return transitions.stream()
                .map(step -> step.breachId() + " " + step.revision() + " " + step.ruleId() + " " + step.device() + " "
                        + step.change() + " " + step.level() + " " + step.at() + " " + step.value() + " " + step.limit()
                        + " " + step.reason())
                .toList();
    }
}
