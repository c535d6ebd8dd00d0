package org.jiaoying.alerting.dispatch;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.CallEvent;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.time.Agenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what is due in the outbox to its channel, and records what became of it.
 *
 * <p>The route of a text: 1. claimed in one transaction, with a lease; 2. handed over outside of any; 3. the result recorded
 * in another. Who dies between 1 and 3 leaves a claim whose lease runs out; nobody can know whether the carrier has the text,
 * so it is handed over again under the same key, by which the carrier drops what it has (see ADR 0051). Texts that nobody
 * needs any more are then not repeated.
 */
public final class Dispatcher implements Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Actor SELF = Actor.part("dispatch");

    /** Beyond the time a hand-over can take: for recording it, and for clocks of instances that differ. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    static final Duration AGAIN = Duration.ofSeconds(2);

    /** The time to the next try doubles with each, up to so many times. */
    private static final int DOUBLINGS = 4;

    static final String RATE = "rate";

    private final Transactions transactions;
    private final InstantSource clock;
    private final OutboxStore outbox;
    private final CallStore calls;
    private final Receipts receipts;
    private final Channel channel;
    private final String instance;
    private final Figures figures;
    private final Sieve sieve;
    private final RateShaper shaper;

    /** @param instance names this process among all that share the database */
    public Dispatcher(
            Transactions transactions,
            InstantSource clock,
            OutboxStore outbox,
            CallStore calls,
            Receipts receipts,
            Channel channel,
            String instance,
            Figures figures) {
        this(transactions, clock, outbox, calls, receipts, channel, instance, figures, Sieve.NONE);
    }

    /** @param sieve decides which of the texts that are due go out now */
    public Dispatcher(
            Transactions transactions,
            InstantSource clock,
            OutboxStore outbox,
            CallStore calls,
            Receipts receipts,
            Channel channel,
            String instance,
            Figures figures,
            Sieve sieve) {
        this.transactions = transactions;
        this.clock = clock;
        this.outbox = outbox;
        this.calls = calls;
        this.receipts = receipts;
        this.channel = channel;
        this.instance = instance;
        this.figures = figures;
        this.sieve = sieve;
        this.shaper = new RateShaper(channel.capabilities().rate());
    }

    /** How long a claim holds. */
    Duration lease() {
        return channel.handOverWithin().plus(MARGIN);
    }

    /**
     * Gives up the claims of an earlier process of this instance's name, which is dead, so that their texts need not wait for
     * the end of their leases. To be called before the first run.
     */
    public Future<Void> takeUp() {
        return transactions.run(work -> outbox.giveUpClaims(work, instance, channel.name()));
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return outbox.nextDue(channel.name())
                .map(due -> due.map(this::notBeforeTheRateAllows))
                .toCompletionStage();
    }

    private Instant notBeforeTheRateAllows(Instant due) {
        Instant now = clock.instant();
        Instant allowed = shaper.nextAt(now);
        return allowed.isAfter(now) && due.isBefore(allowed) ? allowed : due;
    }

    @Override
    public CompletionStage<Void> runDue() {
        return takeDue().toCompletionStage();
    }

    private Future<Void> takeDue() {
        int allowed = Math.min(channel.window(), shaper.available(clock.instant()));
        if (allowed <= 0) {
            return saidToWait();
        }
        return transactions.run(work -> claim(work, allowed)).compose(claim -> {
            if (claim.claimed() == 0) {
                return Future.succeededFuture();
            }
            shaper.take(claim.toSend().size());
            List<Future<Void>> sent =
                    claim.toSend().stream().map(this::handOver).toList();
            return Future.join(sent).compose(done -> takeDue());
        });
    }

    /** @param claimed how many were due; some of them may be held back */
    private record Claim(int claimed, List<Outgoing> toSend) {}

    private Future<Claim> claim(Work work, int max) {
        return sieve.enter(work, channel.name())
                .compose(entered -> outbox.claim(work, instance, channel.name(), lease(), max))
                .compose(claimed -> sieve.sift(work, claimed).map(toSend -> new Claim(claimed.size(), toSend)));
    }

    /** What is due and waits for the carrier's rate says so, where people look why it has not gone out. */
    private Future<Void> saidToWait() {
        String reason = "waits its turn: " + channel.name() + " takes "
                + channel.capabilities().rate();
        return transactions.run(work -> outbox.waits(work, channel.name(), RATE, reason));
    }

    private Future<Void> handOver(Outgoing outgoing) {
        return stillNeeded(outgoing).compose(needed -> needed ? send(outgoing) : drop(outgoing));
    }

    /** A second try is worth it only while somebody waits for the answer. */
    private Future<Boolean> stillNeeded(Outgoing outgoing) {
        String call = outgoing.callId();
        return outgoing.tries() == 0 || call == null
                ? Future.succeededFuture(true)
                : transactions.run(work -> calls.isNeeded(work, call));
    }

    private Future<Void> drop(Outgoing outgoing) {
        figures.counted(channel.name(), "not-needed", "");
        return transactions.run(work -> {
            work.record(SELF, "call.not-repeated", outgoing.id(), new JsonObject().put("tries", outgoing.tries()));
            return outbox.end(work, outgoing.id(), "WITHDRAWN", "not-needed", "answered before the second try")
                    .mapEmpty();
        });
    }

    private Future<Void> send(Outgoing outgoing) {
        int max = channel.capabilities().maxLength();
        int length = outgoing.text().length();
        if (length > max) {
            return settle(outgoing, Submission.NotSent.tooLong(length, max));
        }
        Instant begun = clock.instant();
        return Future.fromCompletionStage(channel.send(new Channel.Message(
                        outgoing.id(), outgoing.address(), outgoing.text(), outgoing.particulars())))
                .onComplete(done -> figures.took(channel.name(), Duration.between(begun, clock.instant())))
                .compose(submission -> settle(outgoing, submission));
    }

    private Future<Void> settle(Outgoing outgoing, Submission submission) {
        if (submission instanceof Submission.Accepted accepted) {
            figures.counted(channel.name(), "submitted", "");
            return transactions.run(work -> accepted(work, outgoing, accepted));
        }
        if (submission instanceof Submission.NotSent notSent) {
            figures.counted(channel.name(), notSent.again() ? "delayed" : "failed", notSent.code());
            return transactions.run(
                    work -> notSent.again() ? putBack(work, outgoing, notSent) : failed(work, outgoing, notSent));
        }
        figures.counted(channel.name(), "in-doubt", "");
        var unknown = (Submission.Unknown) submission;
        LOG.warn(
                "nobody knows whether {} went out: {}; it is tried again under the same key",
                outgoing.id(),
                unknown.reason());
        return transactions.run(work -> {
            work.record(SELF, "call.in-doubt", outgoing.id(), facts(outgoing).put("reason", unknown.reason()));
            return Future.succeededFuture();
        });
    }

    private Future<Void> accepted(Work work, Outgoing outgoing, Submission.Accepted accepted) {
        return outbox.submitted(work, outgoing.id(), instance).compose(mine -> {
            if (!mine) {
                // Our lease ran out and somebody else has it: theirs is the record, under the same key.
                return Future.succeededFuture();
            }
            work.record(
                    SELF,
                    "call.submitted",
                    outgoing.id(),
                    facts(outgoing)
                            .put("carrier", accepted.carrier())
                            .put("carrierIds", String.join(" ", accepted.carrierIds())));
            return submitted(work, outgoing)
                    .compose(done -> outbox.parts(work, outgoing.id(), accepted.carrier(), accepted.carrierIds()))
                    .compose(done -> receipts.catchUp(work, accepted.carrier(), accepted.carrierIds()));
        });
    }

    private Future<Void> putBack(Work work, Outgoing outgoing, Submission.NotSent notSent) {
        if (outgoing.tries() == 0) {
            work.record(SELF, "call.delayed", outgoing.id(), facts(outgoing).put("code", notSent.code()));
        }
        Instant due = work.now().plus(untilNextTry(outgoing.tries(), notSent));
        return outbox.putBack(work, outgoing.id(), instance, due, notSent.code(), notSent.reason())
                .mapEmpty();
    }

    /** A carrier that cannot be reached is tried at the same short pace: it may be back, and people wait. */
    private static Duration untilNextTry(int tries, Submission.NotSent notSent) {
        boolean away = notSent.code().equals("not-connected") || notSent.code().equals(RATE);
        Duration own = away ? AGAIN : AGAIN.multipliedBy(1L << Math.min(tries, DOUBLINGS));
        return own.compareTo(notSent.after()) > 0 ? own : notSent.after();
    }

    private Future<Void> failed(Work work, Outgoing outgoing, Submission.NotSent notSent) {
        return receipts.fail(work, outgoing.id(), outgoing.callId(), notSent.code(), notSent.reason());
    }

    private Future<Void> submitted(Work work, Outgoing outgoing) {
        return outbox.callsIn(work, outgoing.id(), outgoing.callId())
                .compose(carried -> InOrder.each(
                        carried,
                        call -> calls.move(work, call, CallEvent.SUBMIT, null, null)
                                .compose(done -> calls.tell(work, call, "call.submitted"))));
    }

    private static JsonObject facts(Outgoing outgoing) {
        return new JsonObject().put("channel", outgoing.channel()).put("tries", outgoing.tries() + 1);
    }
}
