package org.jiaoying.stream.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.log.TableEntry;
import org.junit.jupiter.api.Test;

class DetectionFunctionTest {
    private static final Rule SILENT = Mine.rule("silent", "absence", "level: yellow, after: 60s");
    private static final TableEntry SITE = Harness.register(0, 1, Mine.site());
    private static final TableEntry SENSOR =
            Harness.register(1, 1, Mine.device(Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0")));

    @Test
    void theFirstMessageIsJudgedByWhatStoodInTheTopics() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits())), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);

            assertThat(harness.story()).containsExactly("OPENED orange 1");
        }
    }

    @Test
    void anOpenBreachAndATimerSurviveARestore() throws Exception {
        var tables = List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits()), Harness.rule(1, 1, SILENT));
        OperatorSubtaskState snapshot;
        try (var harness = new Harness(tables, null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.time(Mine.at(5));
            snapshot = harness.snapshot();
        }
        try (var harness = new Harness(tables, snapshot)) {
            harness.time(Mine.at(61));
            harness.ch4(Mine.SENSOR, Mine.at(62), 0.1);

            assertThat(harness.story()).containsExactly("OPENED yellow 1", "CLEARED yellow 2", "CLEARED orange 2");
        }
    }

    @Test
    void theRulesOfTheCheckpointHoldAlthoughTheTopicsAreSilent() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits())), null)) {
            snapshot = harness.snapshot();
        }
        try (var harness = new Harness(List.of(), snapshot)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);

            assertThat(harness.story()).containsExactly("OPENED orange 1");
        }
    }

    /** As after the log was lost: its topics are filled anew by those who own what stands in them. */
    @Test
    void aTopicMadeAnewIsReadAsSuch() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(7, 1, Mine.limits())), null)) {
            snapshot = harness.snapshot();
        }
        var changed = Harness.rule(0, 2, Mine.threshold("levels: {red: 1.0}"));
        try (var harness = new Harness(List.of(SITE, SENSOR, changed), snapshot)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            assertThat(harness.story()).containsExactly("OPENED red 1");

            harness.table(Harness.withdrawn(1, "ch4-limit"));
            harness.time(Mine.at(5));
            assertThat(harness.story()).containsExactly("OPENED red 1", "CLEARED red 2");
        }
    }

    @Test
    void whatWasReadAtTheStartChangesNothingWhenItComesAgain() throws Exception {
        var first = Harness.rule(0, 1, Mine.limits());
        var gone = Harness.withdrawn(1, "ch4-limit");
        var again = Harness.rule(2, 2, Mine.threshold("levels: {red: 1.0}"));
        try (var harness = new Harness(List.of(SITE, SENSOR, first, gone, again), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.table(first);
            harness.table(gone);
            harness.time(Mine.at(5));
            harness.table(again);
            harness.time(Mine.at(10));
            harness.ch4(Mine.SENSOR, Mine.at(11), 1.6);

            assertThat(harness.story()).containsExactly("OPENED red 1");
        }
    }

    @Test
    void anOlderVersionNeverReplacesANewerOne() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(0, 5, Mine.limits())), null)) {
            harness.table(Harness.rule(1, 4, Mine.threshold("levels: {red: 3.9}")));
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);

            assertThat(harness.story()).containsExactly("OPENED orange 1");
        }
    }

    @Test
    void aFaultyRuleIsReportedOnceAndTheOneInForceStays() throws Exception {
        var faulty = Harness.rule(1, 2, "ch4-limit", "{id: ch4-limit, kind: treshold}");
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits()), faulty), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.table(faulty);
            harness.ch4(Mine.SENSOR, Mine.at(1), 1.6);

            assertThat(harness.story()).containsExactly("OPENED orange 1");
            assertThat(harness.faults()).extracting(RuleFault::code).containsExactly("refused");
            assertThat(harness.faults().get(0).reason()).contains("ch4-limit:1:23 kind", "did you mean 'threshold'?");
        }
    }

    @Test
    void aRuleThatCallsItselfOtherwiseIsRefused() throws Exception {
        var odd = Harness.rule(0, 1, "other", org.jiaoying.domain.rule.RuleJson.write(Mine.limits()));
        try (var harness = new Harness(List.of(SITE, SENSOR), null)) {
            harness.table(odd);

            assertThat(harness.faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.reason()).isEqualTo("it calls itself 'ch4-limit'"));
        }
    }

    @Test
    void aDeviceThatLeavesTheRegisterLeavesNoOpenBreach() throws Exception {
        try (var harness = new Harness(
                List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits()), Harness.rule(1, 1, SILENT)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 1.6);
            harness.time(Mine.at(1));
            harness.table(new TableEntry("register", "device:" + Mine.SENSOR, 2, new byte[0]));
            harness.time(Mine.at(2));
            harness.time(Mine.at(100));

            assertThat(harness.story()).containsExactly("OPENED orange 1", "CLEARED orange 2");
        }
    }

    @Test
    void aNewRuleFindsDevicesThatAreSilentAlready() throws Exception {
        try (var harness = new Harness(List.of(SITE, SENSOR, Harness.rule(0, 1, Mine.limits())), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 0.1);
            harness.time(Mine.at(3_600));
            harness.table(Harness.rule(1, 1, SILENT));
            harness.time(Mine.at(3_901));

            assertThat(harness.story()).containsExactly("OPENED yellow 1");
            harness.time(Instant.ofEpochMilli(Long.MAX_VALUE));
        }
    }

    @Test
    void eventTimeThatJumpsFindsEachSilenceAtItsOwnTime() throws Exception {
        var soon = Mine.rule("soon", "absence", "level: blue, after: 30s");
        try (var harness =
                new Harness(List.of(SITE, SENSOR, Harness.rule(0, 1, SILENT), Harness.rule(1, 1, soon)), null)) {
            harness.ch4(Mine.SENSOR, Mine.at(0), 0.1);
            harness.time(Mine.at(1000));

            assertThat(harness.story()).containsExactly("OPENED blue 1", "OPENED yellow 1");
        }
    }
}
