package org.jiaoying.alerting.notify.broadcast;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.PublicChannel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.notify.web.Signatures;
import org.jiaoying.alerting.notify.web.WebCaller;

/** The emergency broadcast: a message that loudspeakers read out in the areas that are its address. What is clear is cancelled. */
public final class BroadcastChannel extends PublicChannel {
    private static final int MAX_LENGTH = 1_000;
    private static final int MOST_AREAS = 50;

    private final BroadcastSettings settings;
    private final WebCaller web;
    private final InstantSource clock;

    public BroadcastChannel(BroadcastSettings settings, WebCaller web, InstantSource clock) {
        this.settings = settings;
        this.web = web;
        this.clock = clock;
    }

    @Override
    public String name() {
        return ChannelName.BROADCAST.code();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, MAX_LENGTH, true, true, Rate.perSecond(5));
    }

    @Override
    public int window() {
        return 2;
    }

    @Override
    public Duration handOverWithin() {
        return web.within().multipliedBy(2);
    }

    @Override
    protected CompletionStage<Submission> publish(Actual actual) {
        List<String> areas = List.of(actual.address().split(",", MOST_AREAS + 1));
        if (areas.size() > MOST_AREAS || !areas.stream().allMatch(area -> area.matches("[0-9]{12}"))) {
            return CompletableFuture.completedFuture(
                    new Submission.NotSent("unknown-address", "areas have twelve digits each", false));
        }
        Particulars about = actual.about();
        String title = about.hazard().text().zh() + about.level().text().zh() + (about.cleared() ? "预警解除" : "预警");
        String document = Ebm.write(
                settings,
                about.cleared() ? Ebm.Type.CANCEL : Ebm.Type.PLAY,
                actual.key(),
                about.level(),
                about.warningId(),
                title,
                actual.text(),
                areas,
                clock.instant());
        String signature = Base64.getEncoder().encodeToString(Signatures.hmac(settings.secret(), document));
        var headers = Map.of(
                "Content-Type",
                "application/xml; charset=utf-8",
                "X-Signature",
                signature,
                "Idempotency-Key",
                "\"" + actual.key() + "\"");
        return web.post(settings.url(), headers, document)
                .map(answer -> read(actual.key(), answer))
                .otherwise(failure -> WebCaller.failed(name(), failure))
                .toCompletionStage();
    }

    private Submission read(String key, WebCaller.Answer answer) {
        return answer.status() >= 200 && answer.status() < 300
                ? new Submission.Accepted(name(), List.of(key))
                : WebCaller.refused(name(), answer);
    }
}
