package org.jiaoying.alerting.notify.cap;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.PublicChannel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.exchange.ExchangeSettings.Partner;
import org.jiaoying.alerting.notify.web.Signatures;
import org.jiaoying.alerting.notify.web.WebCaller;

/** A CAP message to a partner, who may publish it: the text is the message itself, signed as it stands in the feed. */
public final class CapChannel extends PublicChannel {
    private static final int MAX_LENGTH = 100_000;

    private final Map<String, Partner> partners;
    private final WebCaller web;
    private final InstantSource clock;

    public CapChannel(List<Partner> partners, WebCaller web, InstantSource clock) {
        this.partners = partners.stream().collect(Collectors.toMap(Partner::name, partner -> partner));
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ChannelName.CAP.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, MAX_LENGTH, false, true, Rate.perSecond(20));
    }

    @Override
    public int window() {
        return 4;
    }

    @Override
    public Duration handOverWithin() {
        return web.within().multipliedBy(2);
    }

    @Override
    protected CompletionStage<Submission> publish(Actual actual) {
        Partner partner = partners.get(actual.address());
        if (partner == null) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("unknown-address", "no partner is named " + actual.address(), false));
        }
        String carrier = name() + "/" + partner.name();
        long seconds = clock.instant().getEpochSecond();
        byte[] signature = Signatures.hmac(partner.secret(), actual.key() + "." + seconds + "." + actual.text());
        var headers = Map.of(
                "Content-Type",
                "application/cap+xml; charset=utf-8",
                "webhook-id",
                actual.key(),
                "webhook-timestamp",
                Long.toString(seconds),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(signature),
                "Idempotency-Key",
                "\"" + actual.key() + "\"");
        return web.post(partner.url(), headers, actual.text())
                .map(answer -> answer.status() >= 200 && answer.status() < 300
                        ? (Submission) new Submission.Accepted(carrier, List.of(actual.key()))
                        : WebCaller.refused(carrier, answer))
                .otherwise(failure -> WebCaller.failed(carrier, failure))
                .toCompletionStage();
    }
}
