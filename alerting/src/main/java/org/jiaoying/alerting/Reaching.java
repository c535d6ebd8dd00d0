package org.jiaoying.alerting;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.dispatch.Sieve;
import org.jiaoying.alerting.gather.Gathering;
import org.jiaoying.alerting.notify.FailOver;
import org.jiaoying.alerting.notify.aliyun.AliyunSms;
import org.jiaoying.alerting.notify.aliyun.AliyunVoice;
import org.jiaoying.alerting.notify.broadcast.BroadcastChannel;
import org.jiaoying.alerting.notify.cap.CapChannel;
import org.jiaoying.alerting.notify.mail.MailChannel;
import org.jiaoying.alerting.notify.robot.RobotChannel;
import org.jiaoying.alerting.notify.robot.RobotChannel.Platform;
import org.jiaoying.alerting.notify.settings.ChannelSettings;
import org.jiaoying.alerting.notify.sms.SmsChannel;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.alerting.notify.webhook.WebhookChannel;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.GatherStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.time.Agenda;

/**
 * Everything that carries texts: the channels of this installation, each with a dispatcher of its own, so that a slow carrier
 * holds up nobody but itself.
 */
final class Reaching implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Rate WEBHOOKS = Rate.perSecond(50);

    private final Vertx vertx;
    private final InstantSource clock;
    private final SmsChannel sms;
    private final Channels channels;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    Reaching(
            AlertingConfig config,
            Vertx vertx,
            Transactions transactions,
            InstantSource clock,
            OutboxStore outbox,
            CallStore calls,
            Receipts receipts,
            Inbox inbox,
            Figures figures) {
        this.vertx = vertx;
        this.clock = clock;
        sms = new SmsChannel(config.smpp(), inbox);
        closers.push(sms::close);
        channels = new Channels(channels(config.channels()));
        for (Channel channel : channels.all()) {
            dispatchers.add(new Dispatcher(
                    transactions,
                    clock,
                    outbox,
                    calls,
                    receipts,
                    channel,
                    config.instance(),
                    figures,
                    sieve(config, channel, outbox)));
        }
    }

    private List<Channel> channels(ChannelSettings settings) {
        var web = new WebCaller(vertx, settings.allowPrivate(), WITHIN);
        var channels = new ArrayList<Channel>();
        channels.add(texts(settings));
        if (settings.voice() != null) {
            var voice = new AliyunVoice(settings.voice());
            closers.push(voice::close);
            channels.add(voice);
        }
        if (!settings.dingTalk().isEmpty()) {
            channels.add(new RobotChannel(Platform.DINGTALK, settings.dingTalk(), web, clock));
        }
        if (!settings.weCom().isEmpty()) {
            channels.add(new RobotChannel(Platform.WECOM, settings.weCom(), web, clock));
        }
        if (!settings.webhooks().isEmpty()) {
            channels.add(new WebhookChannel(settings.webhooks(), web, clock, WEBHOOKS));
        }
        if (settings.mail() != null) {
            var mail = new MailChannel(vertx, settings.mail());
            closers.push(mail::close);
            channels.add(mail);
        }
        if (settings.broadcast() != null) {
            channels.add(new BroadcastChannel(settings.broadcast(), web, clock));
        }
        if (settings.exchange() != null) {
            channels.add(new CapChannel(settings.exchange().partners(), web, clock));
        }
        return channels;
    }

    /** The SMS centers first, then the cloud. */
    private Channel texts(ChannelSettings settings) {
        if (settings.sms() == null) {
            return sms;
        }
        var cloud = new AliyunSms(settings.sms());
        closers.push(cloud::close);
        return new FailOver(List.of(sms, cloud), clock);
    }

    /** Only what a person reads and answers can be listed in one text. */
    private static Sieve sieve(AlertingConfig config, Channel channel, OutboxStore outbox) {
        boolean read =
                channel.capabilities().twoWay() && !channel.capabilities().spoken();
        return read && config.gather() ? new Gathering(new GatherStore(), outbox) : Sieve.NONE;
    }

    Channels channels() {
        return channels;
    }

    /** One for each channel; live each moves by itself. */
    List<Agenda> agendas() {
        return List.copyOf(dispatchers);
    }

    /** Names of the SMS centers that are connected now. */
    List<String> smsConnected() {
        return sms.connected();
    }

    /** To be called before the first run, see {@link Dispatcher#takeUp}. */
    Future<Void> takeUp() {
        return InOrder.each(dispatchers, Dispatcher::takeUp);
    }

    void start() {
        sms.start();
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
    }
}
