package org.jiaoying.alerting;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.audit.AnchorFile;
import org.jiaoying.alerting.audit.AnchorKeeper;
import org.jiaoying.alerting.desk.WarningDesk;
import org.jiaoying.alerting.dispatch.Channels;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.Inbox;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.drill.DrillStarter;
import org.jiaoying.alerting.escalate.Escalation;
import org.jiaoying.alerting.escalate.WarningOpener;
import org.jiaoying.alerting.handover.HandoverKeeper;
import org.jiaoying.alerting.intake.BreachFollower;
import org.jiaoying.alerting.intake.BreachTaker;
import org.jiaoying.alerting.intake.FeedTaker;
import org.jiaoying.alerting.intake.RegisterTaker;
import org.jiaoying.alerting.intake.RejectTaker;
import org.jiaoying.alerting.intake.RuleFaultTaker;
import org.jiaoying.alerting.intake.TableFollower;
import org.jiaoying.alerting.intake.TopicFollower;
import org.jiaoying.alerting.link.LinkMaker;
import org.jiaoying.alerting.link.LinkTaker;
import org.jiaoying.alerting.measure.PathGauges;
import org.jiaoying.alerting.measure.Tally;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.rest.RestKeeper;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.rule.RuleBook;
import org.jiaoying.alerting.rule.RulePublisher;
import org.jiaoying.alerting.rule.Rules;
import org.jiaoying.alerting.selfcheck.Finding;
import org.jiaoying.alerting.selfcheck.Heartbeat;
import org.jiaoying.alerting.selfcheck.SelfCheck;
import org.jiaoying.alerting.store.AuditStore;
import org.jiaoying.alerting.store.BaselineStore;
import org.jiaoying.alerting.store.BreachStore;
import org.jiaoying.alerting.store.CallStore;
import org.jiaoying.alerting.store.ChainStore;
import org.jiaoying.alerting.store.CodeStore;
import org.jiaoying.alerting.store.ContactStore;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.alerting.store.FeedStore;
import org.jiaoying.alerting.store.HandoverStore;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.alerting.store.RegisterStore;
import org.jiaoying.alerting.store.RejectStore;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.alerting.store.RosterStore;
import org.jiaoying.alerting.store.RuleStore;
import org.jiaoying.alerting.store.SelfCheckStore;
import org.jiaoying.alerting.store.ShadowStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.verify.ContactVerifier;
import org.jiaoying.alerting.warning.Warnings;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.domain.time.Agenda;
import org.jiaoying.messaging.codec.BaselineCodec;
import org.jiaoying.messaging.log.LogProducer;
import org.jiaoying.messaging.log.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alerting, put together: lists its parts, starts them in order and closes them in the reverse one. Several instances may run
 * on one database. The HTTP interface is started on top of it.
 *
 * <p>Live it moves by itself. Otherwise whoever moves the clock waits for {@link #completeUntil} and then asks {@link #agenda}.
 */
public final class Alerting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);
    private static final Duration SELF_CHECK = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration PUBLISH = Duration.ofSeconds(2);
    private static final String PACKS = "pack";

    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final Vertx vertx;
    private final Pool pool;
    private final Transactions transactions;
    private final RosterStore rosters;
    private final RuleBook rules;
    private final RulePublisher publisher;
    private final WarningDesk desk;
    private final LinkTaker linkTaker;
    private final RestKeeper rests;
    private final Agenda agenda;
    private final BreachFollower breaches;
    private final SelfCheck selfCheck;
    private final Reaching reaching;
    private final Escalation escalation;
    private final Exchanging exchanging;
    private final List<Agenda> keepers;
    private final AnchorKeeper anchors;
    private final RegisterStore register;
    private final TopicFollower rejects;
    private final TopicFollower feeds;
    private final TopicFollower faults;
    private final AlertingConfig config;
    private volatile Runnable wake = () -> {};

    private Alerting(AlertingConfig config, InstantSource clock, MeterRegistry meters, LinkMaker links) {
        this.config = config;
        vertx = Vertx.vertx();
        closers.push(() -> await(vertx.close()));
        pool = config.database().open(vertx);
        closers.push(() -> await(pool.close()));
        transactions = new Transactions(pool, clock, new Tally(meters));

        var warnings = new WarningStore(pool);
        var calls = new CallStore();
        var codes = new CodeStore();
        var outbox = new OutboxStore(pool);
        register = new RegisterStore();
        var offsets = new OffsetStore(pool);
        var ruleStore = new RuleStore(pool);

        exchanging = new Exchanging(config.channels(), new ExchangeStore(pool), outbox);
        escalation = new Escalation(
                transactions, clock, warnings, calls, codes, outbox, register, exchanging.watcher(), links);
        var answers = new AnswerTaker(calls, new ResponseStore(), escalation);
        linkTaker = new LinkTaker(transactions, warnings, answers, this::wake);
        var receipts = new Receipts(transactions, new ReceiptStore(), outbox, calls, warnings, escalation);
        var replies = new ReplyTaker(transactions, new ReplyStore(), warnings, outbox, answers);
        var opener = new WarningOpener(
                warnings, new ChainStore(config.channels().ofPeople(), config.contactsHold()), codes, escalation);
        desk = new WarningDesk(
                transactions, warnings, answers, escalation, new DrillStarter(warnings, register, opener), this::wake);
        rosters = new RosterStore(transactions, pool);
        rules = new RuleBook(transactions, ruleStore, this::publishRules);

        var log = new LogProducer(config.bootstrapServers(), "alerting-" + config.instance());
        closers.push(log::close);
        publisher = new RulePublisher(transactions, ruleStore, log);

        Inbox inbox = inbox(receipts, replies);
        reaching =
                new Reaching(config, vertx, transactions, clock, outbox, calls, receipts, inbox, new Figures(meters));
        anchors = new AnchorKeeper(
                vertx,
                new AuditStore(pool),
                clock,
                config.anchoring().every(),
                config.anchoring().file().map(AnchorFile::new).orElse(null));
        keepers = List.of(
                new HandoverKeeper(transactions, new HandoverStore(pool), outbox),
                new ContactVerifier(
                        transactions, clock, new ContactStore(pool), outbox, config.testCallEvery(), this::wake));

        var taker = new BreachTaker(new BreachStore(), new ShadowStore(pool), warnings, register, opener, escalation);
        exchanging.open(vertx, transactions, clock, inbox, taker, meters, this::wake);
        rests = new RestKeeper(transactions, taker);
        agenda = new InTurn(moving());
        breaches = new BreachFollower(config.bootstrapServers(), transactions, offsets, taker, this::wake);
        new PathGauges(clock, breaches::completeUntil, config.smpp(), reaching::smsConnected).bindTo(meters);
        selfCheck = new SelfCheck(
                transactions,
                clock,
                new SelfCheckStore(pool),
                offsets,
                warnings,
                escalation,
                breaches::completeUntil,
                reaching::smsConnected,
                config.silentAfter(),
                anchors::findings);
        rejects = new TopicFollower(
                config.bootstrapServers(), Topic.REJECTS, transactions, offsets, new RejectTaker(new RejectStore()));
        feeds = new TopicFollower(
                config.bootstrapServers(), Topic.FEEDS, transactions, offsets, new FeedTaker(new FeedStore()));
        faults = new TopicFollower(
                config.bootstrapServers(), Topic.RULE_FAULTS, transactions, offsets, new RuleFaultTaker(ruleStore));
    }

    /**
     * Starts everything; blocks until the tables are up to date, the files taken over and the register read.
     *
     * @throws RuntimeException if a part does not start; what was started is closed again
     */
    public static Alerting start(AlertingConfig config, InstantSource clock) {
        return start(config, clock, new SimpleMeterRegistry());
    }

    /** The same, counting into {@code meters}. */
    public static Alerting start(AlertingConfig config, InstantSource clock, MeterRegistry meters) {
        return start(config, clock, meters, LinkMaker.NONE);
    }

    /** The same; texts carry what {@code links} makes. */
    public static Alerting start(AlertingConfig config, InstantSource clock, MeterRegistry meters, LinkMaker links) {
        config.database().migrate();
        var alerting = new Alerting(config, clock, meters, links);
        try {
            alerting.startParts();
            return alerting;
        } catch (RuntimeException e) {
            alerting.close();
            throw e;
        }
    }

    /** Files first, so that no breach finds an empty roster; breaches last, when all that they need runs. */
    private void startParts() {
        load();
        follow(Topic.REGISTER, new RegisterTaker(register));
        var baselines = new BaselineStore(pool);
        follow(
                Topic.BASELINES,
                (work, key, value) ->
                        value == null ? baselines.remove(work, key) : baselines.put(work, BaselineCodec.decode(value)));
        await(reaching.takeUp());
        reaching.start();
        closers.push(reaching::close);
        exchanging.start();
        closers.push(exchanging::close);
        if (config.live()) {
            startMoving();
        }
        rejects.start();
        closers.push(rejects::close);
        feeds.start();
        closers.push(feeds::close);
        faults.start();
        closers.push(faults::close);
        breaches.start();
        closers.push(breaches::close);
    }

    private void follow(Topic table, TableFollower.Taker taker) {
        closers.push(TableFollower.start(config.bootstrapServers(), table, transactions, taker)::close);
    }

    private Inbox inbox(Receipts receipts, ReplyTaker replies) {
        return new Inbox() {
            @Override
            public CompletionStage<Void> receipt(Receipt receipt) {
                return receipts.take(receipt).onSuccess(done -> wake()).toCompletionStage();
            }

            @Override
            public CompletionStage<Void> text(IncomingText text) {
                return replies.take(text).onSuccess(done -> wake()).toCompletionStage();
            }
        };
    }

    private void load() {
        for (Path file : config.rosters()) {
            load(file.getFileName().toString(), RosterFile.parse(file.toString(), read(file)));
        }
        for (Path file : config.rulePacks()) {
            loadRules(file.getFileName().toString(), RuleParser.pack(file.toString(), read(file)));
        }
        await(publisher.publish());
    }

    /** Takes a roster over. Blocks. */
    public void load(String source, RosterFile roster) {
        await(rosters.load(source, roster, Actor.part(PACKS), "taken over at the start"));
    }

    /** Takes the rules of a pack over, and publishes what is new. Blocks. */
    public void loadRules(String pack, List<Rule> packRules) {
        await(rules.load(pack, packRules).compose(done -> publisher.publish()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What moves with time, in the order in which one makes work for the next. */
    private List<Agenda> moving() {
        var moving = new ArrayList<Agenda>(exchanging.agendas());
        moving.add(rests);
        moving.add(escalation);
        moving.addAll(keepers);
        // A replay of the past anchors nothing, unless it is told where.
        if (config.live() || config.anchoring().file().isPresent()) {
            moving.add(anchors);
        }
        moving.addAll(reaching.agendas());
        return moving;
    }

    private void startMoving() {
        List<AgendaRunner> runners = moving().stream()
                .map(moving -> new AgendaRunner(vertx, moving, config.poll()))
                .toList();
        wake = () -> runners.forEach(AgendaRunner::wake);
        runners.forEach(AgendaRunner::start);
        var heartbeat = new Heartbeat(vertx, config.heartbeatUrl());
        long publishing = vertx.setPeriodic(PUBLISH.toMillis(), tick -> publishRules());
        long checking = vertx.setPeriodic(SELF_CHECK.toMillis(), tick -> check());
        long beating = vertx.setPeriodic(HEARTBEAT.toMillis(), tick -> check().onSuccess(heartbeat::beat));
        closers.push(() -> {
            vertx.cancelTimer(publishing);
            vertx.cancelTimer(checking);
            vertx.cancelTimer(beating);
            runners.forEach(runner -> await(runner.stop()));
        });
    }

    /** Something may have fallen due; live it is done at once. */
    private void wake() {
        wake.run();
    }

    private void publishRules() {
        publisher.publish().onFailure(failure -> LOG.warn("rules could not be published; trying again", failure));
    }

    /** Checks itself, repairs what it can, and notes what it found; live this is done every ten seconds. */
    public Future<List<Finding>> check() {
        return selfCheck.check().onFailure(failure -> LOG.warn("the self-check could not be done", failure));
    }

    /** What falls due: escalation, then the texts it made. */
    public Agenda agenda() {
        return agenda;
    }

    /** Up to when detection is complete, by partition of topic {@code breaches} that this instance reads. */
    public Map<Integer, Instant> progress() {
        return breaches.progress();
    }

    /** Up to when every breach that was caused has been taken; empty while some partition has not told yet. */
    public Optional<Instant> completeUntil() {
        return breaches.completeUntil();
    }

    /** Names of the SMS centers that are connected now. */
    public List<String> smsConnected() {
        return reaching.smsConnected();
    }

    /** The channels of this installation. */
    public Channels channels() {
        return reaching.channels();
    }

    /** The port of the door, where carriers and other authorities come in; empty if there is none. */
    public Optional<Integer> doorPort() {
        return exchanging.port();
    }

    public Warnings warnings() {
        return desk;
    }

    /** Opens the links in texts. */
    public LinkTaker links() {
        return linkTaker;
    }

    public Rules rules() {
        return rules;
    }

    public Transactions transactions() {
        return transactions;
    }

    public Pool pool() {
        return pool;
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Closes the parts in the reverse order; what was under way is safe or will be done again. */
    @Override
    public void close() {
        while (!closers.isEmpty()) {
            try {
                closers.pop().run();
            } catch (RuntimeException e) {
                LOG.warn("a part did not close clean", e);
            }
        }
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
