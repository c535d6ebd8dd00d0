package org.jiaoying.simulators.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaoying.domain.register.Device;
import org.jiaoying.simulators.feed.FeedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrialsTest {
    private static final Set<String> KINDS = Set.of(
            "threshold",
            "rate",
            "absence",
            "stuck",
            "tamper",
            "baseline",
            "creep",
            "occupancy",
            "scene",
            "sequence",
            "correlation");

    static List<Trial> trials() {
        return Trials.all();
    }

    @Test
    void thereAreAtLeastThirtyAndADangerOfEveryKindOfRule() {
        assertThat(Trials.all()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Trials.byName()).hasSameSizeAs(Trials.all());
        Set<String> endangered = Trials.all().stream()
                .flatMap(trial -> trial.with(1).dangers().stream())
                .map(Performance.Danger::kind)
                .collect(Collectors.toSet());
        assertThat(endangered).containsAll(KINDS);
    }

    @Test
    void moreThanAThirdOnlyLookLikeDangers() {
        long calm = Trials.all().stream()
                .filter(trial -> trial.with(1).dangers().isEmpty())
                .count();
        assertThat(calm * 3).isGreaterThan(Trials.all().size());
    }

    @Test
    void noSeedServesForTuningAndForScoring() {
        Set<Long> tuning = new HashSet<>(Seeds.tuning(10_000));
        assertThat(Seeds.scoring(10_000)).doesNotContainAnyElementsOf(tuning).allMatch(Seeds::forScoring);
        assertThat(tuning).noneMatch(Seeds::forScoring);
    }

    @ParameterizedTest
    @MethodSource("trials")
    void dangersLieWithinTheirPerformanceAndNameRegisteredDevices(Trial trial) {
        for (long seed : Seeds.tuning(20)) {
            Performance performance = trial.with(seed);
            Set<String> devices = performance.register().stream()
                    .filter(Device.class::isInstance)
                    .map(entry -> ((Device) entry).key().toString())
                    .collect(Collectors.toSet());
            for (Performance.Danger danger : performance.dangers()) {
                assertThat(danger.begins())
                        .isAfterOrEqualTo(performance.start())
                        .isBefore(danger.tooLate());
                assertThat(danger.tooLate()).isBeforeOrEqualTo(performance.end());
                if (danger.device() != null) {
                    assertThat(devices).contains(danger.device().toString());
                }
            }
            performance
                    .devices()
                    .forEach(device -> assertThat(devices).contains(device.key().toString()));
        }
    }

    @Test
    void theSameSeedPlaysTheSameAndAnotherSomethingElse() {
        Trial trial = Trials.byName().get("gas-rise");

        assertThat(said(trial, 1)).isEqualTo(said(trial, 1)).isNotEqualTo(said(trial, 3));
    }

    private static List<String> said(Trial trial, long seed) {
        return trial.with(seed).messages().values().stream()
                .flatMap(List::stream)
                .map(FeedMessage::payload)
                .map(payload -> new String(payload, StandardCharsets.UTF_8))
                .toList();
    }
}
