package org.jiaoying.alerting.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two officers, at two instances, with one warning at the same moment; and a person's reply in between. */
class OfficersAtOnceTest {
    private static final Actor ONE = Actor.account("officer-1");
    private static final Actor OTHER = Actor.account("officer-2");

    private final Engine engine = Engine.fresh();
    private final Engine beside = new Engine(engine.database, engine.clock);
    private String warning;

    @AfterEach
    void close() {
        beside.close();
        engine.close();
    }

    @Test
    void eachWordIsKeptAndTheFirstStartsTheClocks() {
        open(Level.RED);
        var all = new ArrayList<Future<?>>();
        for (String person : List.of("zhang", "li", "wang")) {
            all.add(engine.desk.acknowledge(warning, ONE, person, "电话接通"));
            all.add(beside.desk.acknowledge(warning, OTHER, person, "电话接通"));
        }
        await(Future.join(all));
        assertThat(engine.rows("select person_id, count(*) from response group by 1 order by 1"))
                .containsExactly("li 2", "wang 2", "zhang 2");
        assertThat(engine.rows("select distinct state from call where kind = 'CALL'"))
                .containsExactly("ANSWERED");
        assertThat(engine.rows("select state, acknowledged_by is not null, tier_ends_at from warning"))
                .containsExactly("ACKNOWLEDGED true null");
        assertThat(engine.rows("select count(*) from audit where action = 'warning.acknowledged'"))
                .containsExactly("6");
    }

    @Test
    void oneClosesItAndTheOtherIsToldThatItIsClosed() {
        open(Level.YELLOW);
        List<Throwable> refusals = new ArrayList<>();
        Future<Void> first = engine.desk.close(warning, ONE, "误报");
        Future<Void> second = beside.desk.close(warning, OTHER, "误报");
        List.of(first, second).forEach(closing -> {
            try {
                await(closing);
            } catch (RuntimeException refusal) {
                refusals.add(refusal);
            }
        });
        assertThat(refusals)
                .singleElement()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.code()).isEqualTo(RefusedException.Code.ILLEGAL_STEP));
        assertThat(engine.rows("select count(*) from audit where action = 'warning.closed'"))
                .containsExactly("1");
    }

    @Test
    void aReplyThatMeetsTheClosingIsTakenOrToldNeverLost() {
        for (int i = 0; i < 10; i++) {
            open(Level.YELLOW);
            Future<Void> closing = engine.desk.close(warning, ONE, "误报");
            Future<?> reply = reply(beside, "r" + i);
            await(Future.join(closing, reply));
            assertThat(engine.rows("select state from warning where id = '" + warning + "'"))
                    .containsExactly("CLOSED");
            assertThat(engine.rows("select outcome is not null from reply where carrier_key = 'r" + i + "'"))
                    .containsExactly("true");
            assertThat(engine.rows("select outcome from reply where carrier_key = 'r" + i + "'"))
                    .as("it was an answer, or the sender is told that it is too late")
                    .isSubsetOf("RECEIVED", "too-late", "nothing-open");
            engine.clock.advance(java.time.Duration.ofHours(2));
        }
    }

    private void open(Level level) {
        engine.take("b" + engine.clock.instant(), 1, Change.OPENED, level);
        warning = engine.rows("select id from warning where state <> 'CLOSED'").get(0);
    }

    private static Future<?> reply(Engine at, String key) {
        var taker = new ReplyTaker(
                at.transactions,
                new ReplyStore(),
                at.warnings,
                at.outbox,
                new AnswerTaker(at.calls, new ResponseStore(), at.escalation));
        return taker.take(new IncomingText("sms", key, true, "s", "+8613800000001", "1069", "1", null));
    }
}
