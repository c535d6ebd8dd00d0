package org.jiaoying.stream.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.DetectionJob;
import org.jiaoying.stream.backtest.Recording;
import org.jiaoying.stream.detect.Mine;
import org.jiaoying.stream.detect.SiteTraffic;
import org.jiaoying.stream.detect.WholeSite;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;
import org.junit.jupiter.api.Test;

/** The operator that judges sites, without a cluster. */
class SiteFunctionTest {
    private static final SiteKey SOUTH = SiteKey.parse("demo-mine/south");
    private static final long REORDER = 2_000;

    @Test
    void aRestoreAnywhereChangesNothing() throws Exception {
        List<DeviceMessage> said = SiteTraffic.said(new Random(5), WholeSite.SITE);
        List<String> whole = play(said, List.of());
        assertThat(whole).hasSizeGreaterThan(20);
        for (int cut = 1; cut < said.size(); cut += 9) {
            assertThat(play(said, List.of(cut)))
                    .as("restored after %d messages", cut)
                    .isEqualTo(whole);
        }
        assertThat(play(said, List.of(7, 30, 31, 60))).isEqualTo(whole);
    }

    @Test
    void anObservationThatCameLaterThanOthersIsJudgedAtItsOwnTime() throws Exception {
        List<DeviceMessage> said = new ArrayList<>();
        said.add(position(0, 0, "a", "face"));
        said.add(position(0, 0, "b", "shaft"));
        // Held at 10 and at 11, received the other way round.
        said.add(position(11, 11, "a", "shaft"));
        said.add(position(10, 12, "b", "face"));
        List<String> found = play(said, List.of());

        assertThat(found).anyMatch(step -> step.contains("alone"));
        Collections.swap(said, 2, 3);
        assertThat(play(said, List.of())).isEqualTo(found);
    }

    @Test
    void aCallForHelpIsToldBeforeEventTimeComesToIt() throws Exception {
        try (var operator = harness(tables(), null, 1, 0)) {
            operator.watermark(Mine.at(0).toEpochMilli());
            Position call = new Position("a", "face", Movement.SOS, null, null, null, Mine.at(5), TimeBasis.DEVICE);
            process(operator, new DeviceMessage(WholeSite.key("station-1"), Mine.at(5), List.of(call)));
            assertThat(story(operator)).singleElement().asString().contains("help 1 OPENED");
            operator.watermark(Mine.at(60).toEpochMilli());
            assertThat(story(operator).stream().filter(step -> step.contains("help")))
                    .hasSize(1);
        }
    }

    /** As while a gateway's clock that ran ahead is put right: no heartbeat moves event time. */
    @Test
    void whatComesBehindEventTimeIsJudgedWhileEventTimeStands() throws Exception {
        try (var operator = harness(tables(), null, 1, 0)) {
            process(operator, position(0, 0, "a", "goaf"));
            operator.watermark(Mine.at(3_600).toEpochMilli());

            for (String tag : List.of("b", "c", "d")) {
                process(operator, position(20, 20, tag, "goaf"));
            }

            assertThat(story(operator)).anyMatch(step -> step.contains("crowd-site"));
        }
    }

    @Test
    void moreOperatorsTakeOverWhatFewerBegan() throws Exception {
        List<DeviceMessage> said = new ArrayList<>(SiteTraffic.said(new Random(3), WholeSite.SITE));
        said.addAll(SiteTraffic.said(new Random(4), SOUTH));
        said.sort(java.util.Comparator.comparing(DeviceMessage::receivedAt));
        List<String> whole = play(said, List.of());
        assertThat(whole).hasSizeGreaterThan(40);

        var found = new ArrayList<String>();
        OperatorSubtaskState one;
        try (var operator = harness(tables(), null, 1, 0)) {
            said.subList(0, 100).forEach(message -> say(operator, message));
            one = operator.snapshot(1, 1);
            found.addAll(story(operator));
        }
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorSubtaskState part = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    one, DetectionJob.MAX_PARALLELISM, 1, 2, subtask);
            try (var operator = harness(tables(), part, 2, subtask)) {
                for (DeviceMessage message : said.subList(100, said.size())) {
                    int owner = org.apache.flink.runtime.state.KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            message.device().siteKey().toString(), DetectionJob.MAX_PARALLELISM, 2);
                    if (owner == subtask) {
                        say(operator, message);
                    }
                }
                operator.watermark(Mine.at(600).toEpochMilli());
                found.addAll(story(operator));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(whole);
    }

    private static DeviceMessage position(double at, double receivedAt, String tag, String zone) {
        return new DeviceMessage(
                WholeSite.key("station-1"),
                Mine.at(receivedAt),
                List.of(new Position(tag, zone, Movement.FIX, null, null, null, Mine.at(at), TimeBasis.DEVICE)));
    }

    private static List<TableEntry> tables() {
        List<RegisterEntry> register = new ArrayList<>();
        WholeSite north = SiteTraffic.site();
        register.add(north.site());
        register.addAll(north.devices());
        Site site = north.site();
        register.add(new Site(
                SOUTH,
                site.name(),
                site.kind(),
                site.timeZone(),
                site.region(),
                Attributes.NONE,
                site.zones(),
                List.of()));
        for (Device device : north.devices()) {
            register.add(new Device(
                    new org.jiaoying.domain.DeviceKey(
                            SOUTH.enterprise(), SOUTH.site(), device.key().device()),
                    device.name(),
                    device.kind(),
                    device.zone(),
                    device.attributes(),
                    List.of(),
                    List.of()));
        }
        List<org.jiaoying.domain.rule.Rule> rules = new ArrayList<>(List.of(SiteTraffic.RULES));
        rules.add(WholeSite.rule("help", "occupancy", "find: sos, level: red"));
        return Recording.tables(register, rules);
    }

    /** All that is found when the operator is stopped and restored after so many messages. */
    private static List<String> play(List<DeviceMessage> said, List<Integer> cuts) throws Exception {
        var found = new ArrayList<String>();
        OperatorSubtaskState state = null;
        int from = 0;
        List<Integer> ends = new ArrayList<>(cuts);
        ends.add(said.size());
        for (int end : ends) {
            try (var operator = harness(tables(), state, 1, 0)) {
                said.subList(from, end).forEach(message -> say(operator, message));
                if (end == said.size()) {
                    operator.watermark(Mine.at(600).toEpochMilli());
                } else {
                    state = operator.snapshot(1, 1);
                }
                found.addAll(story(operator));
            }
            from = end;
        }
        Collections.sort(found);
        return found;
    }

    /** Event time lags by the bound behind what was received. */
    private static void say(
            KeyedBroadcastOperatorTestHarness<String, Observed, TableEntry, Outgoing> operator, DeviceMessage message) {
        try {
            process(operator, message);
            operator.watermark(message.receivedAt().toEpochMilli() - REORDER - 1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void process(
            KeyedBroadcastOperatorTestHarness<String, Observed, TableEntry, Outgoing> operator, DeviceMessage message)
            throws Exception {
        Instant at = message.receivedAt();
        operator.processElement(
                new Observed(message.device().toString(), at.toEpochMilli(), ObservationCodec.encode(message)),
                at.toEpochMilli());
    }

    private static KeyedBroadcastOperatorTestHarness<String, Observed, TableEntry, Outgoing> harness(
            List<TableEntry> tables, OperatorSubtaskState restored, int parallelism, int subtask) throws Exception {
        var function = new SiteFunction(new Standing(new ArrayList<>(tables)), Clock.DATA, REORDER);
        var operator = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(Tables.ENTRIES, Tables.POSITIONS)),
                SiteFunction::site,
                Types.STRING,
                DetectionJob.MAX_PARALLELISM,
                parallelism,
                subtask);
        if (restored != null) {
            operator.initializeState(restored);
        }
        operator.open();
        return operator;
    }

    private record Standing(ArrayList<TableEntry> entries) implements DetectionFunction.TableSource {
        @Override
        public void read(Topic topic, java.util.function.Consumer<TableEntry> reader) {
            entries.stream()
                    .filter(entry -> entry.topic().equals(topic.topicName()))
                    .forEach(reader);
        }
    }

    private static List<String> story(AbstractStreamOperatorTestHarness<Outgoing> operator) {
        var story = new ArrayList<String>();
        for (Object out : operator.getOutput()) {
            if (out instanceof StreamRecord<?> told && told.getValue() instanceof Outgoing outgoing) {
                var step = ((BreachEntry.Transition) BreachCodec.decode(outgoing.value())).transition();
                story.add(step.breachId() + " " + step.ruleId() + " " + step.revision() + " " + step.change() + " "
                        + step.level() + " " + step.at() + " " + step.value());
            }
        }
        return story;
    }
}
