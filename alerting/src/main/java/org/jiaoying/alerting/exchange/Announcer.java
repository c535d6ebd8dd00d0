package org.jiaoying.alerting.exchange;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.escalate.Watcher;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * Publishes warnings: whenever one opens, rises, lowers or is over, a message in CAP is kept for the feed, and put into the
 * outbox for partners and for the broadcast, in the transaction of the change. Drills are kept apart and go to nobody.
 */
public final class Announcer implements Watcher {
    private static final Actor SELF = Actor.part("exchange");
    private static final String PURPOSE = "announcement";

    private final ExchangeSettings settings;
    private final ExchangeStore store;
    private final OutboxStore outbox;
    private final boolean broadcasts;
    private final @Nullable XmlSigning signing;

    /** @param broadcasts whether there is a platform of the emergency broadcast */
    public Announcer(ExchangeSettings settings, ExchangeStore store, OutboxStore outbox, boolean broadcasts) {
        this.settings = settings;
        this.store = store;
        this.outbox = outbox;
        this.broadcasts = broadcasts;
        this.signing = settings.signingKey().isEmpty() ? null : new XmlSigning(settings.signingKey());
    }

    @Override
    public Future<Void> settled(Work work, Warning warning) {
        return store.about(work, warning.id()).compose(sent -> {
            List<CapOfWarning.Published> before =
                    sent.stream().map(Announcer::published).toList();
            Optional<CapMessage.Type> due = CapOfWarning.due(before, warning, settings.from());
            return due.isEmpty() ? Future.succeededFuture() : publish(work, warning, due.get(), before);
        });
    }

    private static CapOfWarning.Published published(ExchangeStore.Sent sent) {
        return new CapOfWarning.Published(
                sent.identifier(), sent.sentText(), CapMessage.Type.valueOf(sent.type()), Level.valueOf(sent.level()));
    }

    private Future<Void> publish(
            Work work, Warning warning, CapMessage.Type type, List<CapOfWarning.Published> before) {
        Instant now = work.now();
        return store.numbers(work, settings.issuer(), WarningNumber.stem(settings.issuer(), now))
                .compose(taken -> {
                    String identifier = WarningNumber.next(settings.issuer(), now, taken);
                    CapMessage message = CapOfWarning.message(settings, warning, type, before, identifier, now);
                    String plain = CapWriter.write(message);
                    String xml = signing == null ? plain : signing.signed(plain);
                    work.record(
                            SELF,
                            "warning.published",
                            warning.id(),
                            new JsonObject()
                                    .put("identifier", identifier)
                                    .put("type", type.word)
                                    .put("status", message.status().word)
                                    .put("level", warning.level().code()));
                    var sent = new ExchangeStore.Sent(
                            identifier,
                            warning.id(),
                            type.name(),
                            warning.level().name(),
                            CapWriter.time(message.sent()),
                            now,
                            xml);
                    return store.add(work, sent, warning.drill())
                            .compose(added -> warning.drill()
                                    ? Future.succeededFuture()
                                    : unplayed(work, warning, type)
                                            .compose(done -> InOrder.each(
                                                    outgoing(work, warning, type, before, sent, message),
                                                    text -> outbox.put(work, text))));
                });
    }

    /** What waits to be played, as while its platform is away, is not played after the danger is over. */
    private Future<Void> unplayed(Work work, Warning warning, CapMessage.Type type) {
        return type == CapMessage.Type.CANCEL
                ? outbox.withdrawAnnouncements(work, ChannelName.BROADCAST.code(), warning.id())
                        .mapEmpty()
                : Future.succeededFuture();
    }

    private List<Outgoing> outgoing(
            Work work,
            Warning warning,
            CapMessage.Type type,
            List<CapOfWarning.Published> before,
            ExchangeStore.Sent sent,
            CapMessage message) {
        var outgoing = new ArrayList<Outgoing>();
        Particulars standing = Particulars.of(warning, type.name(), "zh");
        // Also where an officer closed it with the danger still there: what was played must end, not be played again.
        Particulars about = type == CapMessage.Type.CANCEL ? standing.over() : standing;
        for (ExchangeSettings.Partner partner : settings.partners()) {
            outgoing.add(text(work, ChannelName.CAP, partner.name(), sent.xml(), sent.identifier(), warning, about));
        }
        boolean wasBroadcast =
                before.stream().anyMatch(earlier -> !settings.broadcastFrom().graverThan(earlier.level()));
        boolean grave = !settings.broadcastFrom().graverThan(warning.level());
        boolean toBroadcast = type == CapMessage.Type.CANCEL ? wasBroadcast : grave;
        CapMessage.Info info = message.info();
        if (broadcasts && toBroadcast && info != null) {
            String areas = String.join(",", settings.areaOf(warning.site()).codes());
            outgoing.add(
                    text(work, ChannelName.BROADCAST, areas, info.description(), sent.identifier(), warning, about));
        }
        return outgoing;
    }

    private static Outgoing text(
            Work work,
            ChannelName channel,
            String address,
            String text,
            String identifier,
            Warning warning,
            Particulars about) {
        String suffix = channel == ChannelName.CAP ? "-" + address : "";
        return new Outgoing(
                channel.code() + "-" + identifier + suffix,
                channel.code(),
                address,
                text,
                PURPOSE,
                null,
                warning.level().compareTo(Level.BLUE) + 1,
                work.now(),
                0,
                about);
    }

    /** The key by which others check our signatures; empty if nothing is signed. */
    Optional<String> publicKey() {
        return Optional.ofNullable(signing).map(XmlSigning::publicPem);
    }

    /** Signs a document as messages are, if they are. */
    String signed(String xml) {
        return signing == null ? xml : signing.signed(xml);
    }
}
