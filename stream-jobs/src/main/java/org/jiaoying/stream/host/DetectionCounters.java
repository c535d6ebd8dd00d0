package org.jiaoying.stream.host;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jiaoying.stream.detect.Findings;

/** What detection did with what it got, as counters of Flink. */
record DetectionCounters(
        Counter readingsJudged,
        Counter readingsRepeated,
        Counter readingsLate,
        Counter readingsNotGood,
        Counter transitions,
        Counter ruleFailures,
        Counter rulesWithoutLimits) {

    static DetectionCounters in(MetricGroup metrics) {
        return new DetectionCounters(
                metrics.counter("readingsJudged"),
                metrics.counter("readingsRepeated"),
                metrics.counter("readingsLate"),
                metrics.counter("readingsNotGood"),
                metrics.counter("breachTransitions"),
                metrics.counter("ruleFailures"),
                metrics.counter("rulesWithoutLimits"));
    }

    void count(Findings findings) {
        readingsJudged.inc(findings.judged);
        readingsRepeated.inc(findings.repeated);
        readingsLate.inc(findings.late);
        readingsNotGood.inc(findings.notGood);
        transitions.inc(findings.transitions.size());
        ruleFailures.inc(findings.failures.size());
    }
}
