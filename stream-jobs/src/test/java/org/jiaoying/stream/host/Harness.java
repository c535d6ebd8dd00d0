package org.jiaoying.stream.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleJson;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.RegisterCodec;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleDocument;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.DetectionJob;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;

/** The operator that detects, without a cluster. */
final class Harness implements AutoCloseable {
    final KeyedBroadcastOperatorTestHarness<String, Observed, TableEntry, Outgoing> operator;

    /** @param tables stand in the topics before the operator starts */
    Harness(List<TableEntry> tables, OperatorSubtaskState restored) throws Exception {
        DetectionFunction.TableSource source = new Standing(new ArrayList<>(tables));
        var function = new DetectionFunction(source, Clock.SYSTEM, ReorderBound.DEFAULT);
        operator = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(function, List.of(Tables.ENTRIES, Tables.POSITIONS)),
                Observed::device,
                Types.STRING,
                DetectionJob.MAX_PARALLELISM,
                1,
                0);
        operator.setCheckpointStorage(new JobManagerCheckpointStorage(256 * 1024 * 1024));
        if (restored != null) {
            operator.initializeState(restored);
        }
        operator.open();
    }

    /** The topics as they stood. */
    private record Standing(ArrayList<TableEntry> entries) implements DetectionFunction.TableSource {
        @Override
        public void read(Topic topic, java.util.function.Consumer<TableEntry> reader) {
            entries.stream()
                    .filter(entry -> entry.topic().equals(topic.topicName()))
                    .forEach(reader);
        }
    }

    static TableEntry register(long offset, long version, RegisterEntry entry) {
        return new TableEntry(
                Topic.REGISTER.topicName(), entry.entryKey(), offset, RegisterCodec.encode(version, entry));
    }

    static TableEntry rule(long offset, int version, Rule rule) {
        return rule(offset, version, rule.id(), RuleJson.write(rule));
    }

    static TableEntry rule(long offset, int version, String id, String json) {
        return new TableEntry(
                Topic.RULES.topicName(), id, offset, RuleCodec.encode(new RuleDocument(id, version, json)));
    }

    static TableEntry withdrawn(long offset, String ruleId) {
        return new TableEntry(Topic.RULES.topicName(), ruleId, offset, new byte[0]);
    }

    void table(TableEntry entry) throws Exception {
        operator.processBroadcastElement(entry, 0);
    }

    void ch4(DeviceKey device, Instant at, double value) throws Exception {
        says(device, at, new Reading("ch4", at, value, Quality.GOOD, TimeBasis.DEVICE));
    }

    void says(DeviceKey device, Instant at, Observation... observations) throws Exception {
        byte[] bytes = ObservationCodec.encode(new DeviceMessage(device, at, List.of(observations)));
        operator.processElement(new Observed(device.toString(), at.toEpochMilli(), bytes), at.toEpochMilli());
    }

    void time(Instant at) throws Exception {
        operator.watermark(at.toEpochMilli());
    }

    List<String> story() {
        return steps().stream()
                .map(step -> step.change() + " " + step.level().code() + " " + step.revision())
                .toList();
    }

    List<BreachTransition> steps() {
        var steps = new ArrayList<BreachTransition>();
        for (Object out : operator.getOutput()) {
            if (out instanceof StreamRecord<?> told && told.getValue() instanceof Outgoing outgoing) {
                steps.add(((BreachEntry.Transition) BreachCodec.decode(outgoing.value())).transition());
            }
        }
        return steps;
    }

    List<RuleFault> faults() {
        ConcurrentLinkedQueue<StreamRecord<Outgoing>> faults = operator.getSideOutput(DetectionFunction.RULE_FAULTS);
        return faults == null
                ? List.of()
                : faults.stream()
                        .map(fault -> RuleCodec.decodeFault(fault.getValue().value()))
                        .toList();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return operator.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
