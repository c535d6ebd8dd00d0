package org.jiaoying.alerting.notify.aliyun;

import com.aliyun.teaopenapi.models.Config;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Submission;

/**
 * What SMS and voice of Aliyun have in common: approved templates with variables and no free text, receipts and answers that
 * come to the door ({@link AliyunPushes}) or from a queue, one carrier, and calls over the SDK ({@link AliyunCalls}).
 *
 * @param <C> the SDK's client
 */
abstract class AliyunChannel<C> implements Channel, AutoCloseable {
    private static final int MAX_LENGTH = 268;

    /** Makes the SDK's client; it looks at its settings only. */
    @FunctionalInterface
    interface ClientMaker<C> {
        C make(Config config) throws Exception;
    }

    protected final AliyunSettings settings;
    protected final C client;
    protected final AliyunCalls calls;
    private final ChannelName name;
    private final String carrier;

    AliyunChannel(ChannelName name, String carrier, AliyunSettings settings, ClientMaker<C> maker) {
        this.name = name;
        this.carrier = carrier;
        this.settings = settings;
        try {
            this.client = maker.make(AliyunCalls.config(settings));
        } catch (Exception e) {
            throw new IllegalArgumentException("the settings of " + settings + " are of no use", e);
        }
        this.calls = new AliyunCalls(carrier);
    }

    /** Asks the platform to carry it. */
    abstract CompletionStage<Submission> send(Message message, Particulars about);

    @Override
    public final String name() {
        return name.code();
    }

    @Override
    public final Capabilities capabilities() {
        return new Capabilities(true, true, MAX_LENGTH, name == ChannelName.VOICE, false, settings.rate());
    }

    @Override
    public final boolean reachable() {
        return calls.reachable();
    }

    @Override
    public final List<Carrier> carriers() {
        return List.of(new Carrier(carrier, reachable()));
    }

    @Override
    public final int window() {
        return AliyunCalls.WINDOW;
    }

    @Override
    public final Duration handOverWithin() {
        return settings.within().multipliedBy(2);
    }

    @Override
    public final CompletionStage<Submission> send(Message message) {
        Particulars about = message.particulars();
        return about == null
                ? CompletableFuture.completedFuture(
                        new Submission.NotSent("bad-message", carrier + " takes templates, and no free text", false))
                : send(message, about);
    }

    @Override
    public final void close() {
        calls.close();
    }
}
