package org.jiaoying.simulators.site;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jiaoying.domain.time.Agenda;
import org.jiaoying.messaging.mqtt.PublishFailedException;
import org.jiaoying.simulators.feed.FeedMessage;

/**
 * Has the devices of one enterprise speak at their times and sends what they say. What the broker does not take now is kept, as a
 * data logger would, and sent first the next time. Safe for use by several threads.
 */
public final class SiteAgenda implements Agenda {
    private static final int KEPT = 20_000;

    /** After a longer sleep of the machine, devices go on from now. */
    private static final Duration CATCH_UP = Duration.ofHours(2);

    private record Turn(Instant at, int order, SimulatedDevice device) {
        static final Comparator<Turn> BY_TIME = Comparator.comparing(Turn::at).thenComparingInt(Turn::order);
    }

    private final InstantSource clock;
    private final FeedPublisher publisher;
    private final PriorityQueue<Turn> turns = new PriorityQueue<>(Turn.BY_TIME);
    private final Deque<FeedMessage> waiting = new ArrayDeque<>();
    private long published;
    private long failed;
    private long dropped;
    private long skipped;

    /** Every device speaks for the first time at its first time from now on. */
    public SiteAgenda(InstantSource clock, List<SimulatedDevice> devices, FeedPublisher publisher) {
        this.clock = clock;
        this.publisher = publisher;
        Instant now = clock.instant();
        for (SimulatedDevice device : devices) {
            turns.add(new Turn(firstFrom(device, now), turns.size(), device));
        }
    }

    private static Instant firstFrom(SimulatedDevice device, Instant from) {
        long cadence = device.cadence().toMillis();
        long since = from.toEpochMilli() - device.phase().toMillis();
        long whole = -Math.floorDiv(-since, cadence);
        return Instant.ofEpochMilli(whole * cadence).plus(device.phase());
    }

    @Override
    public synchronized CompletionStage<Optional<Instant>> nextDue() {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(turns.peek()).map(Turn::at));
    }

    /** Completes when the broker has taken or refused each message. */
    @Override
    public CompletionStage<Void> runDue() {
        List<FeedMessage> messages = takeDue(clock.instant());
        var outcomes = new ArrayList<CompletableFuture<Void>>();
        var again = new ArrayList<FeedMessage>();
        for (FeedMessage message : messages) {
            outcomes.add(publisher
                    .publish(message)
                    .handle((taken, failure) -> {
                        settle(message, failure, again);
                        return (Void) null;
                    })
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenRun(() -> keep(again));
    }

    private synchronized List<FeedMessage> takeDue(Instant now) {
        var messages = new ArrayList<>(waiting);
        waiting.clear();
        while (!turns.isEmpty() && !turns.peek().at().isAfter(now)) {
            Turn turn = turns.remove();
            if (Duration.between(turn.at(), now).compareTo(CATCH_UP) > 0) {
                skipped++;
                turns.add(new Turn(firstFrom(turn.device(), now), turn.order(), turn.device()));
            } else {
                messages.addAll(turn.device().say(turn.at()));
                turns.add(new Turn(turn.at().plus(turn.device().cadence()), turn.order(), turn.device()));
            }
        }
        return messages;
    }

    private synchronized void settle(
            FeedMessage message, @org.jspecify.annotations.Nullable Throwable failure, List<FeedMessage> again) {
        if (failure == null) {
            published++;
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof PublishFailedException refused && !refused.worthRetrying()) {
            failed++;
        } else {
            again.add(message);
        }
    }

    private synchronized void keep(List<FeedMessage> again) {
        again.sort(Comparator.comparing(FeedMessage::at));
        waiting.addAll(again);
        while (waiting.size() > KEPT) {
            waiting.removeFirst();
            dropped++;
        }
    }

    public synchronized SiteCounts counts() {
        return new SiteCounts(published, failed, dropped, waiting.size(), skipped);
    }
}
