package org.jiaoying.alerting.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From the outbox to a carrier that does what the test says, on a real database. */
class DispatcherTest {
    private final Engine engine = Engine.fresh();
    private final Carrier carrier = new Carrier();
    private final Receipts receipts = receipts(engine);
    private final Dispatcher dispatcher = dispatcher(engine, carrier, "one", 100);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aTextThatTheCarrierTookIsSubmittedAndAReceiptDelivers() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        run(dispatcher);
        assertThat(engine.rows("select state from outbox")).containsExactly("SUBMITTED");
        receipt("id-1", Receipt.Outcome.UNDER_WAY, "ENROUTE");
        assertThat(engine.rows("select state from call")).containsExactly("SUBMITTED");
        receipt("id-1", Receipt.Outcome.DELIVERED, "DELIVRD");
        receipt("id-1", Receipt.Outcome.DELIVERED, "DELIVRD");
        assertThat(engine.rows("select c.state, o.state from call c join outbox o on o.id = c.id"))
                .containsExactly("DELIVERED DELIVERED");
        assertThat(engine.rows("select count(*) from audit where action = 'call.receipt'"))
                .containsExactly("2");
    }

    @Test
    void aReceiptThatComesBeforeItsSubmissionIsRecordedWaitsForIt() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> {
            receipt("id-early", Receipt.Outcome.DELIVERED, "DELIVRD");
            return new Submission.Accepted("test", List.of("id-early"));
        };
        run(dispatcher);
        assertThat(engine.rows("select state from call")).containsExactly("DELIVERED");
    }

    @Test
    void aTextInPartsIsDeliveredWhenAllItsPartsAreAndFailedWhenOneIs() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> new Submission.Accepted("test", List.of("p1", "p2"));
        run(dispatcher);
        receipt("p1", Receipt.Outcome.DELIVERED, "DELIVRD");
        assertThat(engine.rows("select state from call")).containsExactly("SUBMITTED");
        receipt("p2", Receipt.Outcome.FAILED, "UNDELIV");
        assertThat(engine.rows("select state, failure_reason from call where person_id = 'zhang'"))
                .containsExactly("FAILED UNDELIV");
    }

    @Test
    void aFailedDeliveryCallsTheNextTierAtOnce() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        run(dispatcher);
        receipt("id-1", Receipt.Outcome.FAILED, "UNDELIV");
        assertThat(engine.rows("select person_id, reason from call order by tier"))
                .containsExactly("zhang CHASE_STARTED", "li NOT_DELIVERED");
    }

    @Test
    void aCarrierThatRefusesTheNumberFailsTheCallAndOneThatIsBusyIsTriedAgain() {
        carrier.answer = message -> new Submission.NotSent("busy", "throttled", true);
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        run(dispatcher);
        assertThat(engine.rows("select state, tries from outbox")).containsExactly("PENDING 1");
        assertThat(nextDue(dispatcher)).contains(engine.clock.instant().plus(Dispatcher.AGAIN));
        carrier.answer = message -> new Submission.NotSent("refused", "no such number", false);
        engine.clock.advance(Dispatcher.AGAIN);
        run(dispatcher);
        assertThat(engine.rows("select person_id, state from call order by tier, kind"))
                .contains("zhang FAILED", "li FAILED");
        assertThat(engine.rows("select unreached_at is not null from warning")).containsExactly("true");
    }

    @Test
    void whatNobodyKnowsIsTriedAgainUnderTheSameKeyWhenItsLeaseIsOver() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> new Submission.Unknown("the link broke");
        run(dispatcher);
        assertThat(engine.rows("select state from outbox")).containsExactly("SUBMITTING");
        carrier.answer = carrier::take;
        run(dispatcher);
        assertThat(carrier.keys).hasSize(1);
        engine.clock.advance(dispatcher.lease());
        run(dispatcher);
        assertThat(carrier.keys).hasSize(2);
        assertThat(carrier.keys.get(0)).isEqualTo(carrier.keys.get(1));
        assertThat(engine.rows("select state, tries from outbox")).containsExactly("SUBMITTED 2");
        assertThat(engine.rows("select count(*) from call")).containsExactly("1");
    }

    @Test
    void whoStartsAgainUnderTheSameNameTakesUpItsTextsAtOnce() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> new Submission.Unknown("the process died");
        run(dispatcher);
        carrier.answer = carrier::take;
        Engine.await(dispatcher(engine, carrier, "two", 100).takeUp());
        run(dispatcher);
        assertThat(engine.rows("select state from outbox")).containsExactly("SUBMITTING");
        Dispatcher restarted = dispatcher(engine, carrier, "one", 100);
        Engine.await(restarted.takeUp());
        run(restarted);
        assertThat(engine.rows("select state, tries from outbox")).containsExactly("SUBMITTED 2");
    }

    @Test
    void aSecondTryIsNotMadeForACallThatNobodyNeedsAnyMore() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> new Submission.Unknown("the process died");
        run(dispatcher);
        engine.execute("update warning set state = 'ACKNOWLEDGED'");
        engine.execute("update call set state = 'ANSWERED'");
        engine.clock.advance(dispatcher.lease());
        run(dispatcher);
        assertThat(carrier.keys).hasSize(1);
        assertThat(engine.rows("select state from outbox")).containsExactly("WITHDRAWN");
    }

    @Test
    void theRateOfTheCarrierIsKeptAndWhatIsLeftFallsDueLater() {
        for (int i = 0; i < 25; i++) {
            engine.take(engine.step("x/site-" + i + "/d", "b" + i, 1, Change.OPENED, Level.YELLOW, false));
        }
        Dispatcher slow = dispatcher(engine, carrier, "slow", 10);
        run(slow);
        assertThat(carrier.keys).hasSize(10);
        Instant due = nextDue(slow).orElseThrow();
        assertThat(due).isBetween(Engine.START.plusMillis(50), Engine.START.plusMillis(200));
        assertThat(engine.rows("select distinct failure_code, failure_reason from outbox where state = 'PENDING'"))
                .containsExactly("rate waits its turn: sms takes 10 in 1.0 s");
        engine.clock.set(Engine.START.plusSeconds(1));
        run(slow);
        engine.clock.set(Engine.START.plusSeconds(2));
        run(slow);
        assertThat(carrier.keys).hasSize(25).doesNotHaveDuplicates();
        assertThat(engine.rows("select distinct state, failure_code from outbox"))
                .containsExactly("SUBMITTED null");
    }

    @Test
    void twoInstancesHandNothingOverTwiceWhileTheirConnectionsAreKilled() throws Exception {
        int warnings = 60;
        for (int i = 0; i < warnings; i++) {
            engine.take(engine.step("x/site-" + i + "/d", "b" + i, 1, Change.OPENED, Level.YELLOW, false));
        }
        try (var other = new Engine(engine.database, engine.clock)) {
            Dispatcher second = dispatcher(other, carrier, "two", 100);
            for (int round = 0; round < 12; round++) {
                CompletableFuture<?> first = dispatcher.runDue().toCompletableFuture();
                CompletableFuture<?> also = second.runDue().toCompletableFuture();
                if (round < 6) {
                    engine.executeElsewhere(
                            "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'alerting'"
                                    + " and datname = current_database()");
                }
                CompletableFuture.allOf(first.exceptionally(e -> null), also.exceptionally(e -> null))
                        .join();
                engine.clock.advance(dispatcher.lease());
            }
        }
        assertThat(engine.rows("select state, count(*) from outbox group by 1"))
                .containsExactly("SUBMITTED " + warnings);
        assertThat(engine.rows("select state, count(*) from call group by 1")).containsExactly("SUBMITTED " + warnings);
        // However often it was handed over, the carrier has each text once.
        assertThat(carrier.taken).hasSize(warnings);
    }

    private Optional<Instant> nextDue(Dispatcher of) {
        return of.nextDue().toCompletableFuture().join();
    }

    private static void run(Dispatcher dispatcher) {
        dispatcher.runDue().toCompletableFuture().join();
    }

    private void receipt(String id, Receipt.Outcome outcome, String status) {
        Engine.await(receipts.take(new Receipt("test", id, outcome, status, "")));
    }

    private static Receipts receipts(Engine engine) {
        return new Receipts(
                engine.transactions,
                new ReceiptStore(),
                engine.outbox,
                engine.calls,
                engine.warnings,
                engine.escalation);
    }

    private static Dispatcher dispatcher(Engine engine, Carrier channel, String instance, int perSecond) {
        channel.perSecond = perSecond;
        return new Dispatcher(
                engine.transactions,
                engine.clock,
                engine.outbox,
                engine.calls,
                receipts(engine),
                channel,
                instance,
                new Figures(new SimpleMeterRegistry()));
    }

    /** Takes each key once, as a center does that knows our parameter. */
    private static final class Carrier implements Channel {
        final List<String> keys = java.util.Collections.synchronizedList(new ArrayList<>());
        final ConcurrentHashMap<String, String> taken = new ConcurrentHashMap<>();
        private final AtomicInteger ids = new AtomicInteger();
        int perSecond;
        volatile Function<Message, Submission> answer = this::take;

        Submission take(Message message) {
            return new Submission.Accepted(
                    "test", List.of(taken.computeIfAbsent(message.key(), key -> "id-" + ids.incrementAndGet())));
        }

        @Override
        public String name() {
            return "sms";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, true, 268, false, false, Rate.perSecond(perSecond));
        }

        @Override
        public int window() {
            return 64;
        }

        @Override
        public Duration handOverWithin() {
            return Duration.ofSeconds(20);
        }

        @Override
        public CompletionStage<Submission> send(Message message) {
            keys.add(message.key());
            return CompletableFuture.supplyAsync(() -> answer.apply(message));
        }
    }
}
