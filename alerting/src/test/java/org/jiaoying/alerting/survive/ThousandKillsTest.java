package org.jiaoying.alerting.survive;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.fixture.HandClock;
import org.jiaoying.alerting.fixture.TestDatabase;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.Database;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Kills alerting a thousand times at random points, under load and with a faulty carrier: its connections to the database are
 * cut after a random number of bytes, or when the carrier has a text and nobody knows it yet, and everything in memory is gone.
 * The same script without kills says what should have been done: nothing may be missing, and nothing done twice.
 */
class ThousandKillsTest {
    private static final int KILLS = Integer.getInteger("jiaoying.kills", 1_000);
    private static final long SEED = 20_261_123;
    private static final int SITES = 6;
    private static final Duration WAVE = Duration.ofHours(2);
    private static final int MOST_WAVES = 400;

    /** What was decided and recorded, and when; not what a carrier's delays may change. */
    private static final List<String> EFFECTS = List.of(
            "select 'call ' || id || ' ' || reason || ' ' || created_at from call",
            "select 'warning ' || id || ' ' || state || ' ' || chase || ' ' || code || ' ' || coalesce(acknowledged_by, '-')"
                    + " || ' ' || coalesce(closed_at::text, '-') from warning",
            "select 'response ' || warning_id || ' ' || coalesce(person_id, '-') || ' ' || kind || ' ' || at || ' ' || text"
                    + " from response",
            "select 'feedback ' || warning_id || ' ' || kind || ' ' || at || ' ' || done from feedback",
            "select 'unreached ' || warning_id || ' ' || person_id || ' ' || since from unreached",
            "select 'notice ' || address || ' ' || created_at || ' ' || text from outbox where call_id is null",
            "select 'reply ' || carrier_key || ' ' || outcome from reply",
            "select 'step ' || subject || ' ' || action || ' ' || at || ' ' || detail from audit"
                    + " where action like 'warning.%' or action in ('call.made', 'person.unreached')");

    @Test
    @DisplayName("A thousand kills at random points: no step is lost and none is done twice")
    void noStepIsLostAndNoneDoneTwice() throws Exception {
        var disturbed = new Run(TestDatabase.fresh(), true);
        int waves = 0;
        while (disturbed.kills < KILLS && waves < MOST_WAVES) {
            disturbed.wave(waves++);
        }
        disturbed.settleInPeace();
        var undisturbed = new Run(TestDatabase.fresh(), false);
        for (int wave = 0; wave < waves; wave++) {
            undisturbed.wave(wave);
        }
        undisturbed.settleInPeace();

        List<String> should = undisturbed.effects();
        List<String> was = disturbed.effects();
        List<String> lost = without(should, was);
        List<String> twice = without(was, should);
        long unsent = disturbed
                .observer
                .rows("select id from call where state = 'PENDING'")
                .size();
        System.out.printf(
                "kills %d (of them with a text in the carrier's hands %d), waves %d, steps %d, lost %d, done twice %d,"
                        + " unsent %d, texts %d, repeats recognised by the carrier %d%n",
                disturbed.kills,
                disturbed.killsAtTheCarrier,
                waves,
                should.size(),
                lost.size(),
                twice.size(),
                unsent,
                disturbed.carrier.shown().size(),
                disturbed.carrier.repeats());
        assertThat(disturbed.kills).isGreaterThanOrEqualTo(KILLS);
        assertThat(lost).as("lost").isEmpty();
        assertThat(twice).as("done twice, or otherwise").isEmpty();
        assertThat(unsent).as("calls that were never sent").isZero();
        disturbed.close();
        undisturbed.close();
    }

    /** What stands in one list and not, or not as often, in the other. */
    private static List<String> without(List<String> list, List<String> other) {
        var rest = new ArrayList<>(list);
        var counts = new java.util.HashMap<String, Integer>();
        other.forEach(line -> counts.merge(line, 1, Integer::sum));
        rest.removeIf(line -> counts.merge(line, -1, Integer::sum) >= 0);
        return rest;
    }

    /** One world: a database, a clock, a carrier, and the processes of alerting that live in it one after the other. */
    private static final class Run {
        final FaultyCarrier carrier = new FaultyCarrier();
        final HandClock clock = new HandClock(Engine.START);
        final Random deaths = new Random(SEED);
        final Engine observer;
        final Database database;
        final boolean killed;
        private Life life;
        int kills;
        int killsAtTheCarrier;
        private boolean peace;

        Run(Database database, boolean killed) {
            this.database = database;
            this.killed = killed;
            this.observer = new Engine(database, clock);
            observer.load(roster());
        }

        /** Two hours: warnings open, rise and clear, people answer in all ways, receipts come, some twice. */
        void wave(int number) throws Exception {
            var script = new Random(SEED + number);
            Instant begin = clock.instant();
            var due = new java.util.TreeMap<Instant, List<Function<Life, Future<?>>>>();
            for (int site = 0; site < SITES; site++) {
                String breach = "b" + number + "-" + site;
                Instant at = begin.plusSeconds(script.nextInt(600));
                Level level = Level.values()[script.nextInt(4)];
                add(due, at, breach(site, breach, 1, Change.OPENED, level, at));
                int answers = script.nextInt(5);
                for (int i = 0; i < answers; i++) {
                    Instant when = at.plusSeconds(5 + script.nextInt(2_400));
                    add(due, when, reply(number + "-" + site + "-" + i, phone(site, script.nextInt(3)), words(script)));
                }
                Instant clears = at.plusSeconds(1_000 + script.nextInt(3_000));
                add(due, clears, breach(site, breach, 2, Change.CLEARED, level, clears));
                add(
                        due,
                        clears.plusSeconds(60 + script.nextInt(900)),
                        reply(number + "-" + site + "-end", phone(site, 0), "2 风量恢复，已处置"));
            }
            for (var entry : due.entrySet()) {
                passUntil(entry.getKey());
                for (Function<Life, Future<?>> happening : entry.getValue()) {
                    untilDone(life -> happening.apply(life).toCompletionStage());
                }
                runWhatIsDue();
            }
            passUntil(begin.plus(WAVE));
        }

        private static void add(
                java.util.TreeMap<Instant, List<Function<Life, Future<?>>>> due,
                Instant at,
                Function<Life, Future<?>> happening) {
            due.computeIfAbsent(at, none -> new ArrayList<>()).add(happening);
        }

        private Function<Life, Future<?>> breach(
                int site, String id, int revision, Change change, Level level, Instant at) {
            BreachTransition like = observer.step("m" + site + "/s/gas-1", id, revision, change, level, false);
            return life -> life.engine.transactions.run(work -> life.engine.taker.take(
                    work, life.engine.step("m" + site + "/s/gas-1", like.breachId(), revision, change, level, false)));
        }

        private static Function<Life, Future<?>> reply(String key, String from, String words) {
            return life -> life.replies.take(new IncomingText("sms", key, true, "session", from, "106", words, null));
        }

        private static String words(Random script) {
            return List.of("1", "1", "收到", "2 已撤12人，李强现场指挥，影响T1", "3 人手不够", "1 9999", "什么情况")
                    .get(script.nextInt(7));
        }

        private void passUntil(Instant end) throws Exception {
            runWhatIsDue();
            for (Optional<Instant> next = nextDue();
                    next.isPresent() && next.get().isBefore(end);
                    next = nextDue()) {
                if (next.get().isAfter(clock.instant())) {
                    clock.set(next.get());
                }
                runWhatIsDue();
            }
            if (end.isAfter(clock.instant())) {
                clock.set(end);
            }
        }

        private Optional<Instant> nextDue() {
            Optional<Instant> step = Engine.await(observer.warnings.nextDue(java.util.Set.of()));
            Optional<Instant> text = Engine.await(observer.outbox.nextDue("sms"));
            return step.isPresent() && (text.isEmpty() || step.get().isBefore(text.get())) ? step : text;
        }

        private void runWhatIsDue() throws Exception {
            Optional<Instant> due = nextDue();
            while (due.isPresent() && !due.get().isAfter(clock.instant())) {
                untilDone(life -> life.engine.escalation.runDue());
                untilDone(life -> life.dispatcher.runDue());
                untilDone(life -> life.receiptsOfTaken(carrier));
                due = nextDue();
            }
        }

        /** Again and again, by one process after the other, as whoever brings something does until he is told it is safe. */
        private void untilDone(Function<Life, CompletionStage<?>> work) throws Exception {
            while (true) {
                Life now = living();
                var done = work.apply(now).toCompletableFuture();
                var either = CompletableFuture.anyOf(done.handle((result, failure) -> failure == null), now.died);
                boolean safe = (Boolean) either.get(60, TimeUnit.SECONDS);
                if (safe) {
                    return;
                }
                if (!now.isDead()) {
                    throw new IllegalStateException("failed without being killed", failure(done));
                }
            }
        }

        private static Throwable failure(CompletableFuture<?> done) {
            try {
                done.getNow(null);
                return new IllegalStateException("no failure");
            } catch (RuntimeException e) {
                return e;
            }
        }

        private Life living() throws Exception {
            if (life == null || life.isDead()) {
                if (life != null) {
                    kills++;
                    killsAtTheCarrier += life.atTheCarrier ? 1 : 0;
                    life.bury();
                }
                boolean doomed = killed && !peace;
                // Some die in their first transaction, some after many.
                long bytes = doomed ? (long) (2_000 * Math.exp(deaths.nextDouble() * 4)) : Long.MAX_VALUE / 2;
                life = new Life(this, bytes, doomed);
                CompletableFuture.anyOf(
                                life.dispatcher
                                        .takeUp()
                                        .toCompletionStage()
                                        .toCompletableFuture()
                                        .handle((r, f) -> true),
                                life.died)
                        .get(60, TimeUnit.SECONDS);
            }
            return life;
        }

        /** The last process lives on until nothing is due any more for a day. */
        void settleInPeace() throws Exception {
            peace = true;
            if (life != null && !life.isDead()) {
                life.proxy.cut();
                kills--;
            }
            passUntil(clock.instant().plus(Duration.ofDays(1)));
        }

        List<String> effects() {
            var effects = new ArrayList<String>();
            EFFECTS.forEach(sql -> effects.addAll(observer.rows(sql)));
            return effects;
        }

        void close() {
            life.bury();
            observer.close();
        }
    }

    /** One process: everything that alerting has in memory. */
    private static final class Life {
        final CompletableFuture<Boolean> died = new CompletableFuture<>();
        final CuttingProxy proxy;
        final Engine engine;
        final Dispatcher dispatcher;
        final Receipts receipts;
        final ReplyTaker replies;
        private final java.util.Set<String> told = new java.util.HashSet<>();
        volatile boolean atTheCarrier;

        Life(Run run, long bytes, boolean doomed) throws java.io.IOException {
            Database real = run.database;
            proxy = new CuttingProxy(real.host(), real.port(), bytes, () -> died.complete(false));
            engine = new Engine(new Database("127.0.0.1", proxy.port(), real.name(), real.user(), "", 3), run.clock);
            receipts = new Receipts(
                    engine.transactions,
                    new ReceiptStore(),
                    engine.outbox,
                    engine.calls,
                    engine.warnings,
                    engine.escalation);
            replies = new ReplyTaker(
                    engine.transactions,
                    new ReplyStore(),
                    engine.warnings,
                    engine.outbox,
                    new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation));
            dispatcher = new Dispatcher(
                    engine.transactions,
                    run.clock,
                    engine.outbox,
                    engine.calls,
                    receipts,
                    run.carrier.to(this::isDead, this::dieAtTheCarrier, doomed),
                    "one",
                    new Figures(new SimpleMeterRegistry()));
        }

        boolean isDead() {
            return died.isDone();
        }

        private void dieAtTheCarrier() {
            atTheCarrier = true;
            proxy.cut();
        }

        /** The carrier tells of all it has shown, again to each new process: receipts come at least once. */
        CompletionStage<Void> receiptsOfTaken(FaultyCarrier carrier) {
            Future<Void> all = Future.succeededFuture();
            for (String key : carrier.shown().keySet().stream().sorted().toList()) {
                if (told.add(key) && key.hashCode() % 3 == 0) {
                    var receipt = new Receipt("faulty", key, Receipt.Outcome.DELIVERED, "DELIVRD", "");
                    all = all.compose(before -> receipts.take(receipt));
                }
            }
            return all.toCompletionStage();
        }

        void bury() {
            proxy.close();
            engine.pool.close();
            engine.vertx.close();
        }
    }

    private static String phone(int site, int person) {
        return "86138%04d%04d".formatted(site, person);
    }

    private static String roster() {
        var text = new StringBuilder("people:\n  - {id: duty, name: 值班员, phones: [\"13900000009\"], officer: true}\n");
        for (int site = 0; site < SITES; site++) {
            for (int person = 0; person < 3; person++) {
                text.append("  - {id: p%d-%d, name: 责任人%d%d, phones: [\"%s\"]%s}\n"
                        .formatted(
                                site,
                                person,
                                site,
                                person,
                                phone(site, person).substring(2),
                                person == 0 ? ", superior: p" + site + "-1" : ""));
            }
        }
        text.append("chains:\n");
        for (int site = 0; site < SITES; site++) {
            text.append("  - enterprise: m%d\n    site: s\n    tiers:\n".formatted(site));
            for (int person = 0; person < 3; person++) {
                text.append("      - {name: 第%d级, people: [p%d-%d]}\n".formatted(person + 1, site, person));
            }
        }
        return text.toString();
    }
}
