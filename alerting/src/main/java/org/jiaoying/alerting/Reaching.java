package org.jiaoying.alerting;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.notify.sms.SmsChannel;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.time.Agenda;

/**
 * Everything that carries texts: the channels of this installation, each with a dispatcher of its own, so that a slow carrier
 * holds up nobody but itself.
 */
final class Reaching implements AutoCloseable {
    private final SmsChannel sms;
    private final Channels channels;
    private final List<Dispatcher> dispatchers = new ArrayList<>();

    Reaching(
            AlertingConfig config,
            Transactions transactions,
            InstantSource clock,
            OutboxStore outbox,
            CallStore calls,
            Receipts receipts,
            Inbox inbox,
            Figures figures) {
        sms = new SmsChannel(config.smpp(), inbox);
        channels = new Channels(List.of(sms));
        for (Channel channel : channels.all()) {
            dispatchers.add(
                    new Dispatcher(transactions, clock, outbox, calls, receipts, channel, config.instance(), figures));
        }
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
        sms.close();
    }
}
