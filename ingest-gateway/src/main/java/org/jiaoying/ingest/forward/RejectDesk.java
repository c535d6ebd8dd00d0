package org.jiaoying.ingest.forward;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.ingest.register.Register;
import org.jiaoying.messaging.codec.RejectCodec;
import org.jiaoying.messaging.mqtt.PublishFailedException;
import org.jiaoying.messaging.mqtt.Published;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells enterprises what was refused: each refusal goes to topic {@code rejects} of the log, where it can be listed, and to
 * {@code jy/v1/{enterprise}/rejects} at the broker. Under a flood the rest of a second is summed up, see {@link
 * RejectAllowance}; the sums go out with {@link #tick}. A gateway that is killed in a flood loses at most the sums of that second.
 *
 * <p>Safe for several threads.
 */
final class RejectDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RejectDesk.class);
    private static final int MAX_WAITING = 1_000;
    private static final int MAX_LATEST = 1_000;
    private static final String UNKNOWN = "";

    /** Appends to topic {@code rejects}. */
    interface Log {
        CompletableFuture<?> append(Reject reject, byte[] record);
    }

    /** Publishes at the broker; never blocks. */
    interface Broker {
        CompletableFuture<Published> publish(String topic, byte[] payload);
    }

    private record Letter(String topic, byte[] payload) {}

    private final Register register;
    private final Log log;
    private final Broker broker;
    private final Function<String, RejectAllowance> newAllowance;
    private final Runnable untold;
    private final Map<String, RejectAllowance> allowances = new HashMap<>();
    private final ArrayDeque<Letter> waiting = new ArrayDeque<>();
    private final ArrayDeque<Reject> latest = new ArrayDeque<>();

    /** @param untold is called for each letter to the broker that was given up; it stands in the log all the same */
    RejectDesk(Register register, int perSecond, Log log, Broker broker, Runnable untold) {
        this.register = register;
        this.log = log;
        this.broker = broker;
        this.untold = untold;
        this.newAllowance = enterprise -> new RejectAllowance(perSecond);
    }

    /** Completes when what has to be in the log is. */
    CompletableFuture<?> handOver(List<Reject> rejects) {
        CompletableFuture<?> safe = CompletableFuture.completedFuture(null);
        for (Reject reject : rejects) {
            if (mayTell(reject)) {
                safe = CompletableFuture.allOf(safe, tell(reject));
            }
        }
        return safe;
    }

    private synchronized boolean mayTell(Reject reject) {
        String bucket = isRegistered(reject) ? reject.enterprise() : UNKNOWN;
        return allowances.computeIfAbsent(bucket, newAllowance).tell(reject);
    }

    /** The latest first; of one enterprise, or of all where it is empty. */
    synchronized List<Reject> latest(String enterprise, int max) {
        return latest.stream()
                .filter(reject -> enterprise.isEmpty() || reject.enterprise().equals(enterprise))
                .limit(max)
                .toList();
    }

    private synchronized void remember(Reject reject) {
        latest.addFirst(reject);
        if (latest.size() > MAX_LATEST) {
            latest.removeLast();
        }
    }

    private CompletableFuture<?> tell(Reject reject) {
        remember(reject);
        if (isRegistered(reject)) {
            send(new Letter("jy/v1/" + reject.enterprise() + "/rejects", RejectJson.of(reject)));
        }
        return log.append(reject, RejectCodec.encode(reject));
    }

    private boolean isRegistered(Reject reject) {
        return register.enterprise(reject.enterprise()) != null;
    }

    /** Sends the sums, and again what the broker did not take. */
    void tick() {
        List<Reject> sums;
        List<Letter> letters;
        synchronized (this) {
            sums = allowances.values().stream()
                    .flatMap(allowance -> allowance.takeSums().stream())
                    .toList();
            letters = List.copyOf(waiting);
            waiting.clear();
        }
        letters.forEach(this::send);
        for (Reject sum : sums) {
            tell(sum).whenComplete((done, failure) -> {
                if (failure != null) {
                    LOG.error("{} refusals of {} could not be written to the log", sum.count(), sum.topic(), failure);
                }
            });
        }
    }

    private void send(Letter letter) {
        broker.publish(letter.topic(), letter.payload()).whenComplete((published, failure) -> {
            if (failure != null) {
                keep(letter, failure);
            }
        });
    }

    private void keep(Letter letter, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        boolean again = cause instanceof PublishFailedException refused && refused.worthRetrying();
        synchronized (this) {
            if (again && waiting.size() < MAX_WAITING) {
                waiting.add(letter);
                return;
            }
        }
        LOG.debug("no refusal to {}: {}", letter.topic(), cause.toString());
        untold.run();
    }
}
