package org.jiaoying.alerting.measure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.jiaoying.alerting.audit.AuditEntry;
import org.jiaoying.alerting.store.Committed;

/**
 * Counts what this instance has done and made safe, from what each transaction leaves: lines of the audit log by action, replies
 * by what came of them, and how long after its making a call was handed over, delivered, answered. A transaction that was rolled
 * back counts nothing.
 */
public final class Tally implements Committed.Watcher {
    private static final String REPLY = "reply.taken";
    private static final Duration[] STEPS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(2),
        Duration.ofMinutes(3),
        Duration.ofMinutes(5),
        Duration.ofMinutes(10),
        Duration.ofMinutes(30)
    };

    private final MeterRegistry meters;

    public Tally(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void committed(Committed left) {
        left.lines().forEach(this::count);
        left.steps().forEach(this::time);
    }

    private void count(AuditEntry line) {
        meters.counter("jiaoying.audit.lines", "action", line.action()).increment();
        if (line.action().equals(REPLY)) {
            meters.counter("jiaoying.replies", "outcome", outcome(line)).increment();
        }
    }

    /** {@code help-asked} of {@code HELP_ASKED, no more notices this hour}. */
    private static String outcome(AuditEntry reply) {
        String told = new JsonObject(reply.detail()).getString("outcome", "");
        return told.split(",", 2)[0].strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void time(Committed.CallStep step) {
        Timer.builder("jiaoying.call.steps")
                .description("from the making of a call to its step")
                .tag("channel", step.channel())
                .tag("step", step.step())
                .serviceLevelObjectives(STEPS)
                .register(meters)
                .record(step.since().isNegative() ? Duration.ZERO : step.since());
    }
}
