package org.jiaoying.alerting.survive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.Capabilities;
import org.jiaoying.alerting.dispatch.Channel;
import org.jiaoying.alerting.dispatch.Dispatcher;
import org.jiaoying.alerting.dispatch.Figures;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.PublicChannel;
import org.jiaoying.alerting.dispatch.Rate;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jiaoying.alerting.dispatch.Receipts;
import org.jiaoying.alerting.dispatch.Submission;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.ReceiptStore;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * How systems of this kind are known to have failed, each as a story that ends well here. That one user's faulty rule stops
 * nobody else's is proved where rules run, by {@code FailingRuleTest} of the detection jobs.
 */
class KnownFailuresTest {
    private static final Actor OFFICER = Actor.account("officer");

    private Engine engine = Engine.fresh();
    private final TestCarrier carrier = new TestCarrier();
    private int replies;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("A freed code re-used, so a late 1 acknowledges the new warning")
    void aFreedCodeReUsed() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String old = engine.rows("select code from warning").get(0);
        await(engine.desk.close(onlyOpen(), OFFICER, "误报"));
        for (int i = 2; i < 30; i++) {
            engine.take("b" + i, 1, Change.OPENED, Level.YELLOW);
            reply("1 " + old);
            assertThat(engine.rows("select code from warning where state = 'OPEN'"))
                    .as("not answered by the old code")
                    .hasSize(1)
                    .doesNotContain(old);
            await(engine.desk.close(onlyOpen(), OFFICER, "误报"));
            engine.clock.advance(Duration.ofHours(5));
        }
        assertThat(engine.rows("select distinct acknowledged_by from warning")).containsExactly("null");
    }

    @Test
    @DisplayName("Undelivered recorded as sent")
    void undeliveredRecordedAsSent() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        run(carrier);
        receipt(carrier.taken.get(0), Receipt.Outcome.FAILED, "UNDELIV");
        assertThat(engine.rows("select person_id, state, failure_reason from call order by tier"))
                .containsExactly("zhang FAILED UNDELIV", "li PENDING null");
    }

    @Test
    @DisplayName("A completed voice call taken as contact")
    void aCompletedCallTakenAsContact() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        run(carrier);
        receipt(carrier.taken.get(0), Receipt.Outcome.DELIVERED, "COMPLETED");
        assertThat(engine.rows(
                        "select c.state, w.state, w.acknowledged_by from call c join warning w on w.id = c.warning_id"))
                .containsExactly("DELIVERED OPEN null");
        engine.pass(Duration.ofMinutes(90));
        assertThat(engine.rows("select person_id from call where kind = 'CALL'"))
                .contains("li");
    }

    @Test
    @DisplayName("A crash between sending and sent never retried")
    void aCrashBetweenSendingAndSent() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        carrier.answer = message -> new CompletableFuture<>();
        dispatcher(carrier, "one").runDue();
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> carrier.taken.size() == 1);
        carrier.answer = carrier::accepted;
        Dispatcher risen = dispatcher(carrier, "one");
        await(risen.takeUp());
        risen.runDue().toCompletableFuture().join();
        assertThat(carrier.taken).hasSize(2).allMatch(carrier.taken.get(0)::equals);
        assertThat(engine.rows("select state from call")).containsExactly("SUBMITTED");
    }

    @Test
    @DisplayName("Chinese text turned into ?")
    void chineseTurnedIntoQuestionMarks() throws Exception {
        // Over a real link, in parts and beyond the basic plane:
        assertThat(Class.forName("org.jiaoying.alerting.notify.sms.SmsChannelTest")
                        .getDeclaredMethod("chineseArrivesAsItWasWrittenAlsoInPartsAndBeyondTheBasicPlane")
                        .isAnnotationPresent(Test.class))
                .isTrue();
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select text from call").get(0)).contains("黄色预警").doesNotContain("?");
    }

    @Test
    @DisplayName("Notifications dropped at a rate limit with only a debug line")
    void droppedAtARateLimit() {
        for (int i = 0; i < 20; i++) {
            engine.take("b" + i, 1, Change.OPENED, Level.YELLOW);
            engine.take("b" + i, 2, Change.RAISED, Level.RED);
            await(engine.desk.close(onlyOpen(), OFFICER, "x"));
        }
        engine.execute("update outbox set state = 'PENDING', ended_at = null");
        int wanted = Integer.parseInt(engine.rows("select count(*) from outbox where state = 'PENDING'")
                .get(0));
        carrier.perSecond = 1;
        var reasons = new TreeSet<String>();
        Dispatcher slow = dispatcher(carrier, "one");
        for (int second = 0; second < wanted + 5; second++) {
            slow.runDue().toCompletableFuture().join();
            reasons.addAll(engine.rows("select distinct state, failure_code from outbox where state = 'PENDING'"));
            engine.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(carrier.taken).hasSize(wanted);
        assertThat(reasons).as("what waits says why, where people look").contains("PENDING rate");
        assertThat(engine.rows("select count(*) from outbox where state = 'PENDING'"))
                .containsExactly("0");
    }

    @Test
    @DisplayName("Alerts held in memory and lost at restart")
    void lostAtRestart() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.pass(Duration.ofMinutes(29));
        var restarted = new Engine(engine.database, engine.clock);
        engine.close();
        engine = restarted;
        engine.pass(Duration.ofMinutes(40));
        assertThat(engine.rows("select distinct person_id from call where kind = 'CALL'"))
                .contains("li");
    }

    @Test
    @DisplayName("A late resolved and a new firing in the wrong order")
    void resolvedAndFiringInTheWrongOrder() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.take("b1", 3, Change.RAISED, Level.ORANGE);
        engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        assertThat(engine.rows("select state, level from warning")).containsExactly("OPEN orange");
    }

    @Test
    @DisplayName("Escalation stranded because the policy was edited")
    void strandedByAnEdit() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.execute("delete from tier_person");
        engine.execute("delete from tier");
        engine.execute("update person set active = false");
        engine.execute("delete from contact");
        engine.pass(Duration.ofHours(2));
        assertThat(engine.rows("select distinct person_id from call where kind = 'CALL' order by 1"))
                .containsExactly("li", "wang", "zhang");
    }

    @Test
    @DisplayName("Drill sent as real, or to the public")
    void drillSentAsReal() {
        var published = new ArrayList<String>();
        var broadcast = new PublicChannel() {
            @Override
            protected CompletionStage<Submission> publish(Actual actual) {
                published.add(actual.key());
                return carrier.accepted(new Message(actual.key(), actual.address(), actual.text()));
            }

            @Override
            public String name() {
                return "sms";
            }

            @Override
            public Capabilities capabilities() {
                return carrier.capabilities();
            }

            @Override
            public int window() {
                return 16;
            }

            @Override
            public Duration handOverWithin() {
                return Duration.ofSeconds(5);
            }
        };
        String drill = await(engine.desk.drill(
                OFFICER, new DrillOrder(SiteKey.parse("demo-mine/north"), Hazard.GAS, Level.RED, "假设瓦斯超限")));
        run(broadcast);
        assertThat(published).as("a drill reaches no public channel").isEmpty();
        assertThat(engine.rows("select distinct state, failure_code from call where kind = 'CALL' and attempt = 1"))
                .containsExactly("FAILED " + PublicChannel.NOT_FOR_THE_PUBLIC);

        engine.take("b1", 1, Change.OPENED, Level.RED);
        run(broadcast);
        assertThat(published)
                .as("a real warning during the drill does")
                .hasSize(3)
                .noneMatch(key -> key.startsWith(drill));
        assertThat(engine.rows("select distinct text like '%演练%' from call where warning_id <> '" + drill + "'"))
                .containsExactly("false");
    }

    @Test
    @DisplayName("收到 taken as done")
    void receivedTakenAsDone() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply("收到");
        assertThat(engine.rows("select state, closing_report_at, first_report_due is not null from warning"))
                .containsExactly("ACKNOWLEDGED null true");
        engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        reply("收到");
        assertThat(engine.rows("select state, closing_report_due is not null from warning"))
                .as("back to normal and acknowledged is still no report")
                .containsExactly("CLEARED_ACKNOWLEDGED true");
        engine.pass(Duration.ofHours(1));
        assertThat(engine.rows(
                        "select person_id from call where reason = 'CLOSING_REPORT_OVERDUE' order by created_at"))
                .containsExactly("zhang", "duty");
    }

    private String onlyOpen() {
        return engine.rows("select id from warning where state <> 'CLOSED'").get(0);
    }

    private void reply(String words) {
        var taker = new ReplyTaker(
                engine.transactions,
                new ReplyStore(),
                engine.warnings,
                engine.outbox,
                new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation));
        await(taker.take(new IncomingText("sms", "r" + replies++, true, "s", "+8613800000001", "1069", words, null)));
    }

    private void run(Channel channel) {
        dispatcher(channel, "one").runDue().toCompletableFuture().join();
    }

    private void receipt(String key, Receipt.Outcome outcome, String status) {
        await(receipts().take(new Receipt("test", key, outcome, status, "")));
    }

    private Receipts receipts() {
        return new Receipts(
                engine.transactions,
                new ReceiptStore(),
                engine.outbox,
                engine.calls,
                engine.warnings,
                engine.escalation);
    }

    private Dispatcher dispatcher(Channel channel, String instance) {
        return new Dispatcher(
                engine.transactions,
                engine.clock,
                engine.outbox,
                engine.calls,
                receipts(),
                channel,
                instance,
                new Figures(new SimpleMeterRegistry()));
    }

    /** Keeps the key of all it was handed. */
    private static final class TestCarrier implements Channel {
        final List<String> taken = java.util.Collections.synchronizedList(new ArrayList<>());
        int perSecond = 1_000;
        volatile Function<Message, CompletionStage<Submission>> answer = this::accepted;

        CompletionStage<Submission> accepted(Message message) {
            return CompletableFuture.completedFuture(new Submission.Accepted("test", List.of(message.key())));
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
            return 16;
        }

        @Override
        public Duration handOverWithin() {
            return Duration.ofSeconds(5);
        }

        @Override
        public CompletionStage<Submission> send(Message message) {
            taken.add(message.key());
            return answer.apply(message);
        }
    }
}
