package org.jiaoying.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.escalate.Watcher;
import org.jiaoying.alerting.exchange.Announcer;
import org.jiaoying.alerting.exchange.CapFeed;
import org.jiaoying.alerting.exchange.CapIntake;
import org.jiaoying.alerting.exchange.ExchangeSettings;
import org.jiaoying.alerting.intake.BreachTaker;
import org.jiaoying.alerting.notify.aliyun.AliyunEntrances;
import org.jiaoying.alerting.notify.aliyun.AliyunPuller;
import org.jiaoying.alerting.notify.aliyun.AliyunPushes;
import org.jiaoying.alerting.notify.door.Door;
import org.jiaoying.alerting.notify.door.Entrance;
import org.jiaoying.alerting.notify.settings.ChannelSettings;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;

/** What goes to other authorities and comes from them and from carriers over HTTP; nothing where the settings name none. */
final class Exchanging implements AutoCloseable {
    private final ChannelSettings settings;
    private final ExchangeStore store;
    private final OutboxStore outbox;
    private final @Nullable Announcer announcer;
    private final List<Agenda> agendas = new ArrayList<>();
    private @Nullable Door door;

    Exchanging(ChannelSettings settings, ExchangeStore store, OutboxStore outbox) {
        this.settings = settings;
        this.store = store;
        this.outbox = outbox;
        this.announcer = settings.exchange() == null
                ? null
                : new Announcer(settings.exchange(), store, outbox, settings.broadcast() != null);
    }

    /** Learns of every change of a warning. */
    Watcher watcher() {
        return announcer == null ? Watcher.NOBODY : announcer;
    }

    /** Lists what comes in by the door, and what is fetched. */
    void open(
            Vertx vertx,
            Transactions transactions,
            InstantSource clock,
            Inbox inbox,
            BreachTaker taker,
            MeterRegistry meters,
            Runnable wake) {
        var pushes = new AliyunPushes(inbox, key -> transactions.run(work -> outbox.codeOf(work, key)));
        if (settings.queues() != null) {
            var web = new WebCaller(
                    vertx, settings.allowPrivate(), settings.queues().within());
            agendas.add(new AliyunPuller(vertx, settings.queues(), web, clock, pushes, meters));
        }
        if (settings.door() == null) {
            return;
        }
        var entrances = new ArrayList<Entrance>(AliyunEntrances.of(pushes));
        ExchangeSettings exchange = settings.exchange();
        if (exchange != null && announcer != null) {
            var intake = new CapIntake(exchange, transactions, store, taker, wake);
            agendas.add(intake);
            entrances.addAll(new CapFeed(exchange, store, announcer).entrances());
            entrances.addAll(intake.entrances());
        }
        door = new Door(vertx, settings.door(), entrances, meters);
    }

    List<Agenda> agendas() {
        return List.copyOf(agendas);
    }

    /** Where carriers and others come in; empty if nowhere. */
    Optional<Integer> port() {
        return Optional.ofNullable(door).map(Door::port);
    }

    void start() {
        if (door != null) {
            door.start();
        }
    }

    @Override
    public void close() {
        if (door != null) {
            door.close();
        }
    }
}
