package org.jiaoying.alerting.notify;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Shaped;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * Several providers of one channel, in the order in which they are tried: one that is away, busy, at its rate or refuses is
 * passed over at once. Where nobody knows whether a provider has the text the next one is not asked: the person would be called
 * twice for one attempt.
 */
public final class FailOver implements Channel {
    private final List<Shaped> providers;

    public FailOver(List<? extends Channel> providers, InstantSource clock) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a channel needs a provider");
        }
        this.providers =
                providers.stream().map(provider -> new Shaped(provider, clock)).toList();
    }

    @Override
    public String name() {
        return providers.get(0).name();
    }

    /** What every provider can do; as fast as the fastest, since each keeps to its own rate. */
    @Override
    public Capabilities capabilities() {
        List<Capabilities> all = providers.stream().map(Channel::capabilities).toList();
        return new Capabilities(
                all.stream().anyMatch(Capabilities::twoWay),
                all.stream().anyMatch(Capabilities::receipts),
                all.stream().mapToInt(Capabilities::maxLength).max().orElseThrow(),
                all.stream().allMatch(Capabilities::spoken),
                false,
                all.stream()
                        .map(Capabilities::rate)
                        .reduce((a, b) -> a.perSecond() >= b.perSecond() ? a : b)
                        .orElse(Rate.perSecond(1)));
    }

    @Override
    public int window() {
        return providers.stream().mapToInt(Channel::window).max().orElseThrow();
    }

    @Override
    public Duration handOverWithin() {
        return providers.stream().map(Channel::handOverWithin).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public boolean reachable() {
        return providers.stream().anyMatch(Channel::reachable);
    }

    @Override
    public List<Carrier> carriers() {
        return providers.stream()
                .flatMap(provider -> provider.carriers().stream())
                .toList();
    }

    @Override
    public CompletionStage<Submission> send(Message message) {
        return send(message, 0, new ArrayList<>());
    }

    private CompletionStage<Submission> send(Message message, int at, List<Submission.NotSent> refusals) {
        if (at == providers.size()) {
            return CompletableFuture.completedFuture(Submission.NotSent.all(refusals));
        }
        return providers.get(at).send(message).thenCompose(submission -> {
            if (!(submission instanceof Submission.NotSent notSent)
                    || notSent.code().equals(Submission.NotSent.IN_PART)) {
                return CompletableFuture.completedFuture(submission);
            }
            refusals.add(notSent);
            return send(message, at + 1, refusals);
        });
    }
}
