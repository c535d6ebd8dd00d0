package org.jiaoying.alerting.survive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * A carrier that outlives the processes that speak to it: often busy, sometimes silent after it took a text or before, and it
 * shows a text to its phone once for each key. What a dead process asks of it is never answered.
 */
final class FaultyCarrier {
    private final Random random = new Random(11);
    private final Map<String, Integer> shown = new HashMap<>();
    private long handedOver;

    /** How often each key's text was shown to its phone. */
    synchronized Map<String, Integer> shown() {
        return Map.copyOf(shown);
    }

    /** Hand-overs under a key that the carrier had: recognised, and not shown again. */
    synchronized long repeats() {
        return handedOver - shown.size();
    }

    private synchronized void take(String key) {
        handedOver++;
        shown.putIfAbsent(key, 1);
    }

    private synchronized int dice() {
        return random.nextInt(100);
    }

    /**
     * As one process sees it.
     *
     * @param dies called now and then when a text has been taken and nobody knows it yet: the worst moment
     * @param faulty false for an undisturbed run
     */
    Channel to(java.util.function.BooleanSupplier isDead, Runnable dies, boolean faulty) {
        return new Channel() {
            @Override
            public String name() {
                return "sms";
            }

            @Override
            public Capabilities capabilities() {
                return new Capabilities(true, true, 268, false, false, Rate.perSecond(10_000));
            }

            @Override
            public int window() {
                return 16;
            }

            @Override
            public Duration handOverWithin() {
                return Duration.ofSeconds(5);
            }

            @Override
            public CompletionStage<Submission> send(Message message) {
                if (isDead.getAsBoolean()) {
                    return new CompletableFuture<>();
                }
                int dice = faulty ? dice() : 99;
                if (dice < 15) {
                    return done(new Submission.NotSent("busy", "throttled", true));
                }
                if (dice < 20) {
                    return done(new Submission.Unknown("silent before it took the text"));
                }
                take(message.key());
                if (dice < 25) {
                    return done(new Submission.Unknown("silent after it took the text"));
                }
                if (dice < 33) {
                    dies.run();
                    return new CompletableFuture<>();
                }
                return done(new Submission.Accepted("faulty", List.of(message.key())));
            }
        };
    }

    private static CompletionStage<Submission> done(Submission submission) {
        return CompletableFuture.completedFuture(submission);
    }
}
