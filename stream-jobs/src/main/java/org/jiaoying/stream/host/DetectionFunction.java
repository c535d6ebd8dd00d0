package org.jiaoying.stream.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.ObservationCodec;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.messaging.log.Topic;
import org.jiaoying.stream.detect.DeviceJudge;
import org.jiaoying.stream.detect.DevicePlan;
import org.jiaoying.stream.detect.Findings;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;
import org.jiaoying.stream.state.DeviceState;
import org.jiaoying.stream.state.StateCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts the {@link DeviceJudge}: brings it the device's state, its plan and its message, and sends on what it finds.
 *
 * <p>Life cycle, all on the task's thread: 1. {@link #initializeState} knows the rules and the register of the checkpoint and
 * reads their topics to the end, so that no message is judged before they are known; 2. {@link #open}; 3. messages, entries
 * and timers of event time, one at a time. A timer is kept only where a device has something to be looked after; it may fire
 * for nothing.
 */
// Flink calls the two initializers before anything else.
@SuppressWarnings("NullAway.Init")
public final class DetectionFunction extends KeyedBroadcastProcessFunction<String, Observed, TableEntry, Outgoing>
        implements CheckpointedFunction {
    /** Rules refused, failed or without limits, for topic {@code rule-faults}. */
    public static final OutputTag<Outgoing> RULE_FAULTS = new OutputTag<>("rule-faults") {};

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DetectionFunction.class);
    private static final int MAX_SUBJECTS_REPORTED = 20;

    private final TableSource tableSource;
    private final Clock clock;
    private final DeviceJudge judge;

    private transient Tables tables;
    private transient ValueState<byte[]> state;
    private transient FaultReports faults;
    private transient Map<String, Integer> unresolved;
    private transient Set<DevicePlan> reported;
    private transient boolean reports;
    private transient DetectionCounters counters;

    /** Reads the tables to their end, before anything is judged. */
    @FunctionalInterface
    public interface TableSource extends java.io.Serializable {
        void read(Topic topic, java.util.function.Consumer<TableEntry> entries);
    }

    public DetectionFunction(TableSource tableSource, Clock clock, ReorderBound bound) {
        this.tableSource = tableSource;
        this.clock = clock;
        this.judge = new DeviceJudge(bound);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        tables = new Tables(
                context.getOperatorStateStore().getBroadcastState(Tables.ENTRIES),
                context.getOperatorStateStore().getBroadcastState(Tables.POSITIONS));
        for (Topic topic : new Topic[] {Topic.REGISTER, Topic.RULES}) {
            tableSource.read(topic, entry -> {
                try {
                    tables.apply(entry);
                } catch (Exception e) {
                    throw new IllegalStateException("cannot keep " + entry.key(), e);
                }
            });
        }
        LOG.info("Detection starts with {} rules", tables.rules());
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("device", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        faults = new FaultReports();
        unresolved = new HashMap<>();
        reported = java.util.Collections.newSetFromMap(new java.util.WeakHashMap<>());
        // Each of the parallel operators knows all rules: one of them reports those refused.
        reports = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        counters = DetectionCounters.in(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(Observed observed, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        DeviceMessage message = decode(observed);
        if (message == null) {
            return;
        }
        DevicePlan plan = tables.plan(observed.device());
        DeviceState device = read();
        var findings = new Findings(clock.at(observed.at()));
        judge.observe(device, plan, message, findings);
        long now = context.timerService().currentWatermark();
        long look = judge.nextLook(device, plan, Math.max(now, observed.at()));
        if (look != Long.MAX_VALUE && (device.wakeAt == 0 || look < device.wakeAt)) {
            device.wakeAt = look;
            context.timerService().registerEventTimeTimer(look);
        }
        state.update(StateCodec.encode(device));
        send(message.device(), plan, findings, out, context::output);
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Outgoing> out) throws Exception {
        DeviceState device = read();
        if (at < device.wakeAt) {
            return;
        }
        String name = context.getCurrentKey();
        DeviceKey key = DeviceKey.parse(name);
        DevicePlan plan = tables.plan(name);
        long now = Math.max(at, context.timerService().currentWatermark());
        var findings = new Findings(clock.at(now));
        // The time it was due, not the time it is: what is found does not depend on how far event time jumped.
        judge.look(device, plan, key, at, findings);
        long look = judge.nextLook(device, plan, now);
        device.wakeAt = look == Long.MAX_VALUE ? 0 : look;
        if (look != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(look);
        }
        state.update(StateCodec.encode(device));
        send(key, plan, findings, out, context::output);
    }

    @Override
    public void processBroadcastElement(TableEntry entry, Context context, Collector<Outgoing> out) throws Exception {
        tables.apply(entry);
        reportRefusals(context::output);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The tables are kept in state as they change.
    }

    /** Sends faults where the caller's context lets it. */
    @FunctionalInterface
    private interface SideOutput {
        void send(OutputTag<Outgoing> tag, Outgoing fault);
    }

    private void send(DeviceKey device, DevicePlan plan, Findings findings, Collector<Outgoing> out, SideOutput side) {
        counters.count(findings);
        for (BreachTransition transition : findings.transitions) {
            out.collect(Outgoing.byKey(
                    device.siteKey().toString(),
                    BreachCodec.encode(new BreachEntry.Transition(Shadow.reveal(transition)))));
        }
        for (Findings.Failure failure : findings.failures) {
            RuleFault fault = faults.failed(
                    Shadow.ruleId(failure.ruleId()), failure.version(), failure.reason(), findings.detectedAt());
            if (fault != null) {
                tell(side, fault);
            }
        }
        reportUnresolved(plan, side);
        reportRefusals(side);
    }

    private void reportRefusals(SideOutput side) {
        for (Tables.Refusal refusal : tables.takeRefusals()) {
            if (reports) {
                report(side, refusal.ruleId(), refusal.version(), "refused", refusal.reason());
            }
        }
    }

    /** Once for each plan, and for so many subjects of a version of a rule. */
    private void reportUnresolved(DevicePlan plan, SideOutput side) {
        if (plan.unresolved().isEmpty() || !reported.add(plan)) {
            return;
        }
        for (DevicePlan.Unresolved fault : plan.unresolved()) {
            counters.rulesWithoutLimits().inc();
            int subjects = unresolved.merge(fault.ruleId() + "|" + fault.version(), 1, Integer::sum);
            if (subjects <= MAX_SUBJECTS_REPORTED) {
                report(side, fault.ruleId(), fault.version(), "unresolved", fault.subject() + ": " + fault.why());
            }
        }
    }

    private void report(SideOutput side, String ruleId, int version, String code, String reason) {
        tell(side, new RuleFault(Shadow.ruleId(ruleId), version, code, reason, clock.instant()));
    }

    private static void tell(SideOutput side, RuleFault fault) {
        LOG.warn("Rule {} version {} {}: {}", fault.ruleId(), fault.version(), fault.code(), fault.reason());
        side.send(RULE_FAULTS, Outgoing.byKey(fault.ruleId(), RuleCodec.encode(fault)));
    }

    private DeviceState read() throws Exception {
        byte @Nullable [] bytes = state.value();
        return bytes == null ? new DeviceState() : StateCodec.decode(bytes);
    }

    private static @Nullable DeviceMessage decode(Observed observed) {
        try {
            return ObservationCodec.decode(observed.value()) instanceof ObservationEntry.Message message
                    ? message.message()
                    : null;
        } catch (BadRecordException e) {
            // A word that a newer gateway knows.
            LOG.warn("A message of {} is passed over: {}", observed.device(), e.getMessage());
            return null;
        }
    }
}
