package org.jiaoying.standalone.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jiaoying.simulators.load.Load;
import org.jiaoying.simulators.load.LoadReport;
import org.jiaoying.standalone.assemble.Assembly;

/** The system with the load on it, as a ramp sees it. */
record WholePath(Assembly system, Load devices, InstantSource clock) implements Ramp.Carrier {
    /** Event time runs so far behind by intent, for gateways that lag behind each other. */
    private static final Duration LATENESS = Duration.ofSeconds(4);

    @Override
    public void rate(int messagesPerSecond) {
        devices.rate(messagesPerSecond);
    }

    @Override
    public long behind() {
        LoadReport report = devices.report();
        long gateway = report.sent() + report.behind() - system.gateway().handled();
        return Math.max(gateway, Math.max(system.historyLag(), detection(report)));
    }

    private long detection(LoadReport report) {
        Duration late = Duration.between(system.alerting().completeUntil().orElse(Instant.EPOCH), clock.instant())
                .minus(LATENESS);
        return late.isNegative() ? 0 : (long) (late.toMillis() / 1e3 * report.messagesPerSecond());
    }

    /** What is compiled and sized while running should have been before it is measured. */
    void warmUp(BenchPlan plan) throws InterruptedException {
        devices.rate(plan.pathRates()[0]);
        TimeUnit.NANOSECONDS.sleep(plan.hold().toNanos());
        awaitCaughtUp(Bench.PATIENCE);
    }

    void awaitCaughtUp(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (behind() > devices.report().messagesPerSecond() / 2 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
