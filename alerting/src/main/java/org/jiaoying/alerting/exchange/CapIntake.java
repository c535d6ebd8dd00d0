package org.jiaoying.alerting.exchange;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.intake.BreachTaker;
import org.jiaoying.alerting.notify.door.Entrance;
import org.jiaoying.alerting.notify.web.Signatures;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.alerting.store.ExchangeStore.Taken;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * Takes CAP of other authorities (weather, seismic) into the same chain: an alert is a breach at each site of its source, an
 * update raises or lowers it, a cancel or the end of its time clears it. Each message counts once. What is not {@code Actual} is
 * kept and changes nothing.
 */
public final class CapIntake implements Agenda {
    private static final Actor SELF = Actor.part("exchange");
    private static final Duration OLDEST = Duration.ofHours(24);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final String BEARER = "Bearer ";

    private final Map<String, ExchangeSettings.Source> sources;
    private final Transactions transactions;
    private final ExchangeStore store;
    private final BreachTaker taker;
    private final Runnable changed;

    /** @param changed is told when something may have fallen due */
    public CapIntake(
            ExchangeSettings settings,
            Transactions transactions,
            ExchangeStore store,
            BreachTaker taker,
            Runnable changed) {
        this.sources =
                settings.sources().stream().collect(Collectors.toMap(ExchangeSettings.Source::name, source -> source));
        this.transactions = transactions;
        this.store = store;
        this.taker = taker;
        this.changed = changed;
    }

    public List<Entrance> entrances() {
        return List.of(new Entrance("POST", "/cap/sources/:name", false, this::take));
    }

    private Future<Entrance.Answer> take(Entrance.Request request) {
        ExchangeSettings.Source source = sources.get(request.name());
        String given = request.authorization() == null ? "" : request.authorization();
        if (source == null
                || !given.startsWith(BEARER)
                || !Signatures.same(given.substring(BEARER.length()), source.token())) {
            return Future.succeededFuture(said(401, "not-known", "the source or its token is not known"));
        }
        return take(source, request.body())
                .map(outcome -> said(200, outcome, ""))
                .onSuccess(done -> changed.run())
                .recover(failure -> failure instanceof CapException refused
                        ? transactions
                                .run(work -> refused(work, source, refused))
                                .map(done -> said(422, refused.code(), String.valueOf(refused.getMessage())))
                        : Future.failedFuture(failure));
    }

    private static Future<Void> refused(Work work, ExchangeSettings.Source source, CapException refused) {
        work.record(SELF, "cap.refused", source.name(), new JsonObject().put("code", refused.code()));
        return Future.succeededFuture();
    }

    private static Entrance.Answer said(int status, String outcome, String detail) {
        return Entrance.Answer.json(
                status,
                new JsonObject().put("outcome", outcome).put("detail", detail).encode());
    }

    /** Takes one message. @return what became of it: {@code taken}, {@code repeated}, {@code kept} */
    Future<String> take(ExchangeSettings.Source source, String xml) {
        CapMessage message;
        try {
            message = checked(source, xml);
        } catch (CapException e) {
            return Future.failedFuture(e);
        }
        return transactions.run(work -> store.hasCome(work, source.name(), message.identifier())
                .compose(come -> come ? Future.succeededFuture("repeated") : takeNew(work, source, message, xml)));
    }

    private static CapMessage checked(ExchangeSettings.Source source, String xml) {
        Document document = SafeXml.read(xml);
        if (!source.key().isEmpty() && !XmlSigning.isSigned(document, XmlSigning.publicKey(source.key()))) {
            throw new CapException("bad-signature", "the message is not signed by the source's key");
        }
        CapMessage message = CapReader.read(document);
        if (!message.sender().equals(source.sender())) {
            throw new CapException("bad-sender", "the sender is not that of this source");
        }
        return message;
    }

    private Future<String> takeNew(Work work, ExchangeSettings.Source source, CapMessage message, String xml) {
        Instant sent = message.sent().toInstant();
        if (sent.isAfter(work.now().plus(AHEAD)) || sent.isBefore(work.now().minus(OLDEST))) {
            throw new CapException("bad-time", "the message was sent too long ago, or in the future");
        }
        boolean counts = message.status() == CapMessage.Status.ACTUAL
                && (message.type() == CapMessage.Type.ALERT
                        || message.type() == CapMessage.Type.UPDATE
                        || message.type() == CapMessage.Type.CANCEL);
        if (!counts) {
            return store.keep(work, source.name(), message.identifier(), null, "kept", xml)
                    .map(done -> "kept");
        }
        List<String> earlier = message.references().stream()
                .filter(reference -> reference.sender().equals(source.sender()))
                .map(CapMessage.Reference::identifier)
                .toList();
        return store.affair(work, source.name(), earlier).compose(known -> {
            if (known.isEmpty() && message.type() == CapMessage.Type.CANCEL) {
                throw new CapException("not-known", "the messages it refers to are not known here");
            }
            return apply(work, source, message, xml, known);
        });
    }

    private Future<String> apply(
            Work work, ExchangeSettings.Source source, CapMessage message, String xml, Optional<Taken> known) {
        CapMessage.Info info = message.info();
        boolean over = message.type() == CapMessage.Type.CANCEL
                || (info != null && info.expires() != null && expired(info.expires(), work.now()));
        Level before = known.map(affair -> Level.valueOf(affair.level())).orElse(null);
        Level level = info == null || over ? before : level(info);
        boolean wasOpen = known.map(Taken::open).orElse(false);
        if (level == null || (over && !wasOpen)) {
            return store.keep(work, source.name(), message.identifier(), null, "kept", xml)
                    .map(done -> "kept");
        }
        // What is over and begins again is another affair, with breaches of its own.
        boolean goesOn = known.isPresent() && wasOpen;
        String root = goesOn ? known.get().root() : message.identifier();
        int revision = goesOn ? known.get().revision() + 1 : 1;
        Change change = !goesOn
                ? Change.OPENED
                : over
                        ? Change.CLEARED
                        : before != null && level.graverThan(before)
                                ? Change.RAISED
                                : level == before ? null : Change.LOWERED;
        var affair = new Taken(root, change == null ? revision - 1 : revision, !over, level.name());
        @Nullable OffsetDateTime expires = info == null ? null : info.expires();
        work.record(
                SELF,
                "cap.taken",
                source.name(),
                new JsonObject()
                        .put("identifier", message.identifier())
                        .put("type", message.type().word)
                        .put("level", level.code())
                        .put("change", change == null ? "none" : change.name()));
        return store.keep(work, source.name(), message.identifier(), root, "taken", xml)
                .compose(kept ->
                        store.save(work, source.name(), affair, expires == null || over ? null : expires.toInstant()))
                .compose(saved -> change == null
                        ? Future.<Void>succeededFuture()
                        : step(work, source, affair, change, level, words(source, info)))
                .map(done -> "taken");
    }

    private static boolean expired(OffsetDateTime expires, Instant now) {
        return !expires.toInstant().isAfter(now);
    }

    private Future<Void> step(
            Work work, ExchangeSettings.Source source, Taken affair, Change change, Level level, Text words) {
        return InOrder.each(
                source.sites(),
                site -> taker.take(
                        work,
                        new BreachTransition(
                                String.join("/", "cap", source.name(), affair.root(), site.enterprise(), site.site()),
                                affair.revision(),
                                change,
                                "cap-" + source.name(),
                                1,
                                source.hazard(),
                                device(site, source),
                                null,
                                null,
                                level,
                                work.now(),
                                work.now(),
                                null,
                                null,
                                "",
                                false,
                                words)));
    }

    private static DeviceKey device(SiteKey site, ExchangeSettings.Source source) {
        return new DeviceKey(site.enterprise(), site.site(), "cap-" + source.name());
    }

    private static Text words(ExchangeSettings.Source source, CapMessage.@Nullable Info info) {
        if (info == null) {
            return new Text(source.hazard().text().zh() + "预警解除", "warning of " + source.name() + " is over");
        }
        String words = info.headline().isEmpty() ? info.event() : info.headline();
        return Text.same(words.length() <= 200 ? words : words.substring(0, 200));
    }

    /** By the colour in the parameters, as Chinese authorities give it; else by severity. */
    private static Level level(CapMessage.Info info) {
        for (Map.Entry<String, String> parameter : info.parameters().entrySet()) {
            String name = parameter.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("colour") || name.equals("color") || name.equals("预警级别")) {
                for (Level level : Level.values()) {
                    if (parameter.getValue().strip().equalsIgnoreCase(level.code())
                            || parameter.getValue().strip().equals(level.text().zh())) {
                        return level;
                    }
                }
            }
        }
        Level level = CapReader.severities().get(info.severity());
        if (level == null) {
            throw new CapException("no-level", "neither a colour nor a known severity is given");
        }
        return level;
    }

    // ---------------------------------------------------------------------------------------- what expires

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return store.nextExpiry().toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        return transactions
                .run(work -> store.expired(work).compose(all -> InOrder.each(all, expired -> expire(work, expired))))
                .toCompletionStage();
    }

    private Future<Void> expire(Work work, ExchangeStore.Expired expired) {
        ExchangeSettings.Source source = sources.get(expired.source());
        Taken open = expired.affair();
        var over = new Taken(open.root(), open.revision() + 1, false, open.level());
        Future<Void> saved = store.save(work, expired.source(), over, null);
        if (source == null) {
            return saved;
        }
        return saved.compose(
                done -> step(work, source, over, Change.CLEARED, Level.valueOf(open.level()), words(source, null)));
    }
}
