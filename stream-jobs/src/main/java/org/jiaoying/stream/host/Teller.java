package org.jiaoying.stream.host;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.codec.RuleCodec;
import org.jiaoying.messaging.codec.RuleFault;
import org.jiaoying.stream.detect.DevicePlan;
import org.jiaoying.stream.detect.Findings;
import org.jiaoying.stream.log.Outgoing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends on what was found, and what is wrong with rules. For one thread. */
final class Teller {
    private static final Logger LOG = LoggerFactory.getLogger(Teller.class);
    private static final int MAX_SUBJECTS_REPORTED = 20;

    private final Clock clock;
    private final DetectionCounters counters;
    private final FaultReports faults = new FaultReports();
    private final Map<String, Integer> unresolved = new HashMap<>();
    private final Set<Object> reported = Collections.newSetFromMap(new WeakHashMap<>());

    Teller(Clock clock, DetectionCounters counters) {
        this.clock = clock;
        this.counters = counters;
    }

    /** Sends faults where the caller's context lets it. */
    @FunctionalInterface
    interface SideOutput {
        void send(OutputTag<Outgoing> tag, Outgoing fault);
    }

    /** Sends the transitions of a site's breaches, and tells of the rules that failed. */
    void tell(String site, Findings findings, Collector<Outgoing> out, SideOutput side) {
        counters.count(findings);
        for (BreachTransition transition : findings.transitions) {
            out.collect(
                    Outgoing.byKey(site, BreachCodec.encode(new BreachEntry.Transition(Shadow.reveal(transition)))));
        }
        for (Findings.Failure failure : findings.failures) {
            RuleFault fault = faults.failed(
                    Shadow.ruleId(failure.ruleId()), failure.version(), failure.reason(), findings.detectedAt());
            if (fault != null) {
                send(side, fault);
            }
        }
    }

    /** Tells of rules without limits: once for each plan, and for so many subjects of a version of a rule. */
    void unresolved(Object plan, List<DevicePlan.Unresolved> missing, SideOutput side) {
        if (missing.isEmpty() || !reported.add(plan)) {
            return;
        }
        for (DevicePlan.Unresolved fault : missing) {
            counters.rulesWithoutLimits().inc();
            int subjects = unresolved.merge(fault.ruleId() + "|" + fault.version(), 1, Integer::sum);
            if (subjects <= MAX_SUBJECTS_REPORTED) {
                fault(side, fault.ruleId(), fault.version(), "unresolved", fault.subject() + ": " + fault.why());
            }
        }
    }

    void fault(SideOutput side, String ruleId, int version, String code, String reason) {
        send(side, new RuleFault(Shadow.ruleId(ruleId), version, code, reason, clock.instant()));
    }

    private static void send(SideOutput side, RuleFault fault) {
        LOG.warn("Rule {} version {} {}: {}", fault.ruleId(), fault.version(), fault.code(), fault.reason());
        side.send(DetectionFunction.RULE_FAULTS, Outgoing.byKey(fault.ruleId(), RuleCodec.encode(fault)));
    }
}
