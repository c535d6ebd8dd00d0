package org.jiaoying.stream.host;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.stream.detect.Findings;
import org.jiaoying.stream.detect.SiteFact;
import org.jiaoying.stream.detect.SiteJudge;
import org.jiaoying.stream.detect.SitePlan;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.Outgoing;
import org.jiaoying.stream.log.TableEntry;
import org.jiaoying.stream.state.SiteState;
import org.jiaoying.stream.state.SiteStateCodec;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the {@link SiteJudge}: keeps the messages of a site until event time has come to them, then hands them over in order.
 *
 * <p>A message stands in the order at the time of its oldest observation, but at most {@code reorderMillis} before it was
 * received. Event time comes to a moment only after all that was received {@code lateness} before stands in the log, so with a
 * reorder bound within the lateness whatever came in whatever order is judged in the same one. What comes later than that is
 * judged when it comes, and counted.
 *
 * <p>Life cycle, all on the task's thread: as {@link DetectionFunction}'s. One timer at a time for each site: it fires when event
 * time has come to the first message waiting or to what a rule asked for, and then everything up to event time is judged. Event
 * time goes on only after that, so progress is told after what it speaks of.
 */
// Flink calls the two initializers before anything else.
@SuppressWarnings("NullAway.Init")
public final class SiteFunction extends KeyedBroadcastProcessFunction<String, Observed, TableEntry, Outgoing>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final DetectionFunction.TableSource tableSource;
    private final Clock clock;
    private final long reorderMillis;

    private transient SiteJudge judge;
    private transient Tables tables;
    private transient Teller teller;
    private transient ValueState<byte[]> state;
    private transient ListState<Observed> waiting;
    private transient ValueState<Long> wakeAt;
    private transient Map<String, SitePlan> lastPlans;

    /** @param reorderMillis how long before its receipt an observation may hold and still stand in the order at its own time */
    public SiteFunction(DetectionFunction.TableSource tableSource, Clock clock, long reorderMillis) {
        this.tableSource = tableSource;
        this.clock = clock;
        this.reorderMillis = reorderMillis;
    }

    /** By what this is keyed. */
    public static String site(Observed observed) {
        return DeviceKey.parse(observed.device()).siteKey().toString();
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        tables = Tables.standing(context, tableSource);
        tables.takeRefusals();
    }

    @Override
    public void open(OpenContext context) {
        judge = new SiteJudge();
        var runtime = getRuntimeContext();
        state = runtime.getState(
                new ValueStateDescriptor<>("site", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        waiting = runtime.getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Observed.class)));
        wakeAt = runtime.getState(new ValueStateDescriptor<>("wake-at", Types.LONG));
        teller = new Teller(clock, DetectionCounters.in(runtime.getMetricGroup()));
        lastPlans = new HashMap<>();
    }

    @Override
    public void processElement(Observed observed, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        DeviceMessage message = Messages.decode(observed);
        if (message == null) {
            return;
        }
        String site = context.getCurrentKey();
        SitePlan plan = tables.sitePlan(site);
        var findings = new Findings(clock.at(observed.at()));
        long place = place(message);
        for (SiteFact fact : SiteFact.of(message, place)) {
            if (SiteJudge.isLate(fact)) {
                judge.late(plan, fact, findings);
            } else if (judge.isTrueAlone(plan, fact)) {
                SiteState known = read();
                judge.atOnce(known, plan, fact, findings);
                state.update(SiteStateCodec.encode(known));
            }
        }
        waiting.add(new Observed(observed.device(), place, observed.value()));
        teller.tell(site, findings, out, context::output);
        if (place <= context.timerService().currentWatermark()) {
            // Not when event time moves next: it stands while a gateway's clock that ran ahead is put right.
            advance(observed.at(), context, out);
        } else {
            wake(place, context.timerService()::registerEventTimeTimer);
        }
    }

    @Override
    public void onTimer(long at, OnTimerContext context, Collector<Outgoing> out) throws Exception {
        Long wake = wakeAt.value();
        if (wake != null && at >= wake) {
            advance(at, context, out);
        }
    }

    /** Judges everything up to event time. */
    private void advance(long at, ReadOnlyContext context, Collector<Outgoing> out) throws Exception {
        String site = context.getCurrentKey();
        SitePlan plan = tables.sitePlan(site);
        long until = context.timerService().currentWatermark();
        SiteState known = read();
        var findings = new Findings(clock.at(at));
        List<Observed> later = new ArrayList<>();
        List<SiteFact> facts = take(until, later);
        judge.advance(known, plan, facts, until, plan != lastPlans.put(site, plan), clock::at, findings);
        state.update(SiteStateCodec.encode(known));
        wakeAt.clear();
        long next = until == Long.MAX_VALUE ? Long.MAX_VALUE : judge.nextLook(known);
        for (Observed observed : later) {
            next = Math.min(next, observed.at());
        }
        if (next != Long.MAX_VALUE) {
            wake(next, context.timerService()::registerEventTimeTimer);
        }
        teller.tell(site, findings, out, context::output);
        teller.unresolved(plan, plan.unresolved(), context::output);
    }

    @Override
    public void processBroadcastElement(TableEntry entry, Context context, Collector<Outgoing> out) throws Exception {
        tables.apply(entry);
        // The operator that judges devices tells of them.
        tables.takeRefusals();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // All is kept in state as it changes.
    }

    private void wake(long at, java.util.function.LongConsumer timer) throws Exception {
        Long known = wakeAt.value();
        if (known == null || at < known) {
            wakeAt.update(at);
            timer.accept(at);
        }
    }

    /** Where a message stands in the order of the site. */
    private long place(DeviceMessage message) {
        long receivedAt = message.receivedAt().toEpochMilli();
        long oldest = receivedAt;
        for (Observation observation : message.observations()) {
            oldest = Math.min(oldest, observation.at().toEpochMilli());
        }
        return Math.max(oldest, receivedAt - reorderMillis);
    }

    /** The facts whose time has come, in order; what has not stays waiting, and is added to {@code later}. */
    private List<SiteFact> take(long until, List<Observed> later) throws Exception {
        var due = new ArrayList<Observed>();
        for (Observed observed : waiting.get()) {
            (observed.at() <= until ? due : later).add(observed);
        }
        waiting.update(later);
        due.sort(Comparator.comparingLong(Observed::at)
                .thenComparing(Observed::device)
                .thenComparing(Observed::value, Arrays::compare));
        var facts = new ArrayList<SiteFact>(due.size());
        for (Observed observed : due) {
            DeviceMessage message = Messages.decode(observed);
            if (message != null) {
                for (SiteFact fact : SiteFact.of(message, observed.at())) {
                    if (!SiteJudge.isLate(fact)) {
                        facts.add(fact);
                    }
                }
            }
        }
        return facts;
    }

    private SiteState read() throws Exception {
        byte @Nullable [] bytes = state.value();
        return bytes == null ? new SiteState() : SiteStateCodec.decode(bytes);
    }
}
