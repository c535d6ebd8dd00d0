package org.jiaoying.alerting.selfcheck;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.alerting.store.SelfCheckStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether detection speaks, steps are taken in time, and texts go out. Warnings whose step is overdue are settled on the
 * spot, and that is recorded: it should never be needed.
 */
public final class SelfCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);
    private static final Actor SELF = Actor.part("self-check");
    static final Duration OVERDUE = Duration.ofSeconds(60);
    /** So far may the clocks of two machines differ. */
    private static final Duration AHEAD = Duration.ofSeconds(60);

    private static final int MAX_REPAIRS = 100;

    /** So far the clocks of instances may be apart. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final InstantSource clock;
    private final SelfCheckStore store;
    private final OffsetStore offsets;
    private final WarningStore warnings;
    private final Escalation escalation;
    private final Supplier<Optional<Instant>> ownProgress;
    private final Supplier<List<String>> connected;
    private final Duration silentAfter;
    private final Supplier<List<Finding>> others;

    /**
     * @param ownProgress of the partitions this instance reads, fresher than the tables
     * @param connected the SMS centers that are connected
     * @param silentAfter how long detection may say nothing
     * @param others what parts found that check themselves
     */
    public SelfCheck(
            Transactions transactions,
            InstantSource clock,
            SelfCheckStore store,
            OffsetStore offsets,
            WarningStore warnings,
            Escalation escalation,
            Supplier<Optional<Instant>> ownProgress,
            Supplier<List<String>> connected,
            Duration silentAfter,
            Supplier<List<Finding>> others) {
        this.transactions = transactions;
        this.clock = clock;
        this.store = store;
        this.offsets = offsets;
        this.warnings = warnings;
        this.escalation = escalation;
        this.ownProgress = ownProgress;
        this.connected = connected;
        this.silentAfter = silentAfter;
        this.others = others;
    }

    /** Checks all, repairs what it can, and notes what it found. */
    public Future<List<Finding>> check() {
        Instant now = clock.instant();
        var findings = new ArrayList<Finding>();
        return detection(now)
                .onSuccess(findings::add)
                .compose(done -> escalation(now))
                .onSuccess(findings::add)
                .compose(done -> outbox(now))
                .onSuccess(findings::add)
                .compose(done -> clock(now))
                .onSuccess(findings::add)
                .onSuccess(done -> findings.add(sms()))
                .onSuccess(done -> findings.addAll(others.get()))
                .compose(done -> InOrder.each(findings, finding -> transactions.run(work -> store.note(work, finding))))
                .map(done -> List.copyOf(findings));
    }

    private Future<Finding> detection(Instant now) {
        return offsets.progress(Topic.BREACHES.topicName()).map(told -> {
            Optional<Instant> own = ownProgress.get();
            Optional<Instant> last =
                    own.isPresent() && (told.isEmpty() || own.get().isAfter(told.get())) ? own : told;
            if (last.isEmpty()) {
                return new Finding("detection", false, "the detection job has not said anything yet");
            }
            if (last.get().isAfter(now.plus(AHEAD))) {
                return new Finding(
                        "detection",
                        false,
                        "it is told of times up to " + last.get()
                                + ", which are yet to come: a gateway's clock ran ahead; until then no silence is noticed");
            }
            boolean silent = last.get().isBefore(now.minus(silentAfter));
            return new Finding(
                    "detection",
                    !silent,
                    silent ? "nothing is known since " + last.get() + ": is the detection job running?" : "");
        });
    }

    private Future<Finding> escalation(Instant now) {
        return store.overdue(now.minus(OVERDUE), MAX_REPAIRS)
                .compose(ids -> InOrder.each(ids, this::repair).map(done -> ids))
                .map(ids -> new Finding(
                        "escalation",
                        ids.isEmpty(),
                        ids.isEmpty() ? "" : ids.size() + " warnings had an overdue step, the first " + ids.get(0)));
    }

    private Future<Void> repair(String id) {
        LOG.error("the next step of warning {} was overdue; taking it now", id);
        return transactions
                .run(work -> warnings.lock(work, id).compose(warning -> {
                    work.record(SELF, "self-check.repaired", id, new JsonObject());
                    return escalation.settle(work, warning.orElseThrow(), warning.orElseThrow(), "warning.step");
                }))
                .recover(failure -> {
                    LOG.error("warning {} could not be repaired", id, failure);
                    return Future.succeededFuture();
                });
    }

    private Future<Finding> outbox(Instant now) {
        return store.textsOverdue(now.minus(OVERDUE))
                .map(texts ->
                        new Finding("outbox", texts == 0, texts == 0 ? "" : texts + " texts wait for over a minute"));
    }

    /** A clock that was put back lets everything wait until the old time has come again. */
    private Future<Finding> clock(Instant now) {
        return store.lastRecorded().map(last -> {
            Duration back = last.map(at -> Duration.between(now, at)).orElse(Duration.ZERO);
            boolean well = back.compareTo(CLOCKS_DIFFER) <= 0;
            return new Finding(
                    "clock",
                    well,
                    well
                            ? ""
                            : "the audit log is " + back
                                    + " ahead of this clock: it was put back, or another instance's is"
                                    + " wrong; steps wait so much longer");
        });
    }

    private Finding sms() {
        List<String> centers = connected.get();
        return new Finding("sms", !centers.isEmpty(), centers.isEmpty() ? "no SMS center is connected" : "");
    }
}
