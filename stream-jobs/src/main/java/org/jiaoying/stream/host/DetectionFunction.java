package org.jiaoying.stream.host;

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
import org.jiaoying.domain.observe.DeviceMessage;
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
 * and timers of event time, one at a time. One timer at a time for each device, due when there is something to be looked after
 * and every {@value #LOOK_MINUTES} minutes, so that rules and limits that change find devices that are silent already; it may fire for
 * nothing.
 */
// Flink calls the two initializers before anything else.
@SuppressWarnings("NullAway.Init")
public final class DetectionFunction extends KeyedBroadcastProcessFunction<String, Observed, TableEntry, Outgoing>
        implements CheckpointedFunction {
    /** Rules refused, failed or without limits, for topic {@code rule-faults}. */
    public static final OutputTag<Outgoing> RULE_FAULTS = new OutputTag<>("rule-faults") {};

    /** Messages that the rules of a whole site want: for {@link SiteFunction}. */
    public static final OutputTag<Observed> FOR_THE_SITE = new OutputTag<>("for-the-site") {};

    private static final long serialVersionUID = 1L;
    private static final int LOOK_MINUTES = 5;
    private static final long LOOK_MILLIS = LOOK_MINUTES * 60_000L;
    private static final Logger LOG = LoggerFactory.getLogger(DetectionFunction.class);

    private final TableSource tableSource;
    private final Clock clock;
    private final DeviceJudge judge;

    private transient Tables tables;
    private transient ValueState<byte[]> state;
    private transient Teller teller;
    private transient boolean reports;

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
        tables = Tables.standing(context, tableSource);
        LOG.info("Detection starts with {} rules", tables.rules());
    }

    @Override
    public void open(OpenContext context) {
        state = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("device", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        teller = new Teller(clock, DetectionCounters.in(getRuntimeContext().getMetricGroup()));
        // Each of the parallel operators knows all rules: one of them reports those refused.
        reports = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
    }

    @Override
    public void processElement(Observed observed, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        DeviceMessage message = Messages.decode(observed);
        if (message == null) {
            return;
        }
        DevicePlan plan = tables.plan(observed.device());
        DeviceState device = read();
        var findings = new Findings(clock.at(observed.at()));
        judge.observe(device, plan, message, findings);
        long now = context.timerService().currentWatermark();
        long look = nextLook(device, plan, Math.max(now, observed.at()));
        if (look != Long.MAX_VALUE && (device.wakeAt == 0 || look < device.wakeAt)) {
            device.wakeAt = look;
            context.timerService().registerEventTimeTimer(look);
        }
        state.update(StateCodec.encode(device));
        tell(message.device(), plan, findings, out, context::output);
        if (plan.wanted().in(message)) {
            context.output(FOR_THE_SITE, observed);
        }
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
        // The time of the data is that at which it was due, however far event time jumped.
        var findings = new Findings(clock.at(at));
        // The time it was due, not the time it is: what is found does not depend on how far event time jumped.
        judge.look(device, plan, key, at, findings);
        long look = nextLook(device, plan, now);
        device.wakeAt = look == Long.MAX_VALUE ? 0 : look;
        if (look != Long.MAX_VALUE) {
            context.timerService().registerEventTimeTimer(look);
        }
        state.update(StateCodec.encode(device));
        tell(key, plan, findings, out, context::output);
    }

    @Override
    public void processBroadcastElement(TableEntry entry, Context context, Collector<Outgoing> out) throws Exception {
        tables.apply(entry);
        tellRefusals(context::output);
    }

    private void tell(
            DeviceKey device, DevicePlan plan, Findings findings, Collector<Outgoing> out, Teller.SideOutput side) {
        teller.tell(device.siteKey().toString(), findings, out, side);
        teller.unresolved(plan, plan.unresolved(), side);
        tellRefusals(side);
    }

    private void tellRefusals(Teller.SideOutput side) {
        for (Tables.Refusal refusal : tables.takeRefusals()) {
            if (reports) {
                teller.fault(side, refusal.ruleId(), refusal.version(), "refused", refusal.reason());
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The tables are kept in state as they change.
    }

    /** When there is something to be looked after, and every few minutes; never again once event time is over. */
    private long nextLook(DeviceState device, DevicePlan plan, long now) {
        return now > Long.MAX_VALUE - LOOK_MILLIS
                ? Long.MAX_VALUE
                : Math.min(judge.nextLook(device, plan, now), now + LOOK_MILLIS);
    }

    private DeviceState read() throws Exception {
        byte @Nullable [] bytes = state.value();
        return bytes == null ? new DeviceState() : StateCodec.decode(bytes);
    }
}
