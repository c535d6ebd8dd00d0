package org.jiaoying.alerting.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A provider that is handed no more than it takes, by its own rate and nobody else's; what is over is not sent, and says why. */
public final class Shaped implements Channel {
    private final Channel provider;
    private final RateShaper shaper;
    private final InstantSource clock;

    public Shaped(Channel provider, InstantSource clock) {
        this.provider = provider;
        this.clock = clock;
        this.shaper = new RateShaper(provider.capabilities().rate());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Capabilities capabilities() {
        return provider.capabilities();
    }

    @Override
    public int window() {
        return provider.window();
    }

    @Override
    public Duration handOverWithin() {
        return provider.handOverWithin();
    }

    @Override
    public boolean reachable() {
        return provider.reachable();
    }

    @Override
    public List<Carrier> carriers() {
        return provider.carriers();
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        Capabilities can = provider.capabilities();
        if (message.text().length() > can.maxLength()) {
            return CompletableFuture.completedFuture(
                    Submission.NotSent.tooLong(message.text().length(), can.maxLength()));
        }
        Instant now = clock.instant();
        if (shaper.takeOne(now)) {
            return provider.send(message);
        }
        return CompletableFuture.completedFuture(new Submission.NotSent(
                Dispatcher.RATE, "a provider takes " + can.rate(), true, Duration.between(now, shaper.nextAt(now))));
    }
}
