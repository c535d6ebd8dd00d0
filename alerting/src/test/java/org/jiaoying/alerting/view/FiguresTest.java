package org.jiaoying.alerting.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.FigureViews.Group;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures of who was called, reached and answered, and how soon, worked out by hand. */
class FiguresTest {
    private final Engine engine = Engine.fresh();
    private final FigureViews views = new FigureViews(engine.pool);
    private int replies;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName("Medians and ninetieth percentiles are those of each person's first answer, by person, unit and level")
    void byHand() {
        engine.load("organisations:\n  - {id: demo-mine, name: 示范煤矿, kind: enterprise}\n" + Engine.ROSTER);
        warnedAndAnswered("b1", 10);
        warnedAndAnswered("b2", 20);
        warnedAndAnswered("b3", 60);
        JsonObject zhang = only(Group.PERSON);
        assertThat(zhang.getString("key")).isEqualTo("zhang");
        assertThat(zhang.getInteger("called")).isEqualTo(3);
        assertThat(zhang.getInteger("answered")).isEqualTo(3);
        assertThat(zhang.getDouble("answerMedianSeconds")).isEqualTo(20);
        assertThat(zhang.getDouble("answerP90Seconds")).isEqualTo(52);
        assertThat(zhang.getInteger("reported")).isZero();
        assertThat(zhang.getDouble("reportMedianSeconds")).isNull();
        JsonObject unit = only(Group.UNIT);
        assertThat(unit.getString("key")).isEqualTo("demo-mine");
        assertThat(unit.getString("name")).isEqualTo("示范煤矿");
        assertThat(only(Group.LEVEL).getString("key")).isEqualTo("yellow");
    }

    @Test
    @DisplayName("Who answered was called and reached, also where whoever handed the text over died before saying so")
    void answeredBeforeTheHandOverWasRecorded() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.clock.advance(Duration.ofSeconds(30));
        reply("+8613800000001", "1");
        assertThat(engine.rows("select state, submitted_at, delivered_at from call where person_id = 'zhang'"))
                .containsExactly("ANSWERED null null");
        JsonObject figures =
                await(views.ofWarning(engine.rows("select id from warning").get(0), Engine.START));
        assertThat(figures.getInteger("handedOver")).isEqualTo(1);
        assertThat(figures.getInteger("reached")).isEqualTo(1);
        assertThat(figures.getDouble("allCalledAfterSeconds")).isEqualTo(30);
    }

    @Test
    @DisplayName("An officer's word on behalf is an answer, and proves no hand-over")
    void onBehalf() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String id = engine.rows("select id from warning").get(0);
        await(engine.desk.acknowledge(id, org.jiaoying.alerting.Actor.account("officer"), "zhang", "座机接通"));
        JsonObject figures = await(views.ofWarning(id, Engine.START));
        assertThat(figures.getInteger("answered")).isEqualTo(1);
        assertThat(figures.getInteger("handedOver")).isZero();
    }

    @Test
    @DisplayName("Two who share a phone have figures of their own: one answer is one person's")
    void aSharedPhone() {
        engine.load("""
                people:
                  - {id: zhang, name: 张伟, post: 矿调度员, enterprise: demo-mine, phones: ["13800000001"], shared-phone: true}
                  - {id: li, name: 李娜, post: 安全矿长, enterprise: demo-mine, phones: ["13800000001"], shared-phone: true}
                chains:
                  - enterprise: demo-mine
                    site: north
                    tiers:
                      - {name: 调度, people: [zhang, li], answers: all}
                """);
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.clock.advance(Duration.ofSeconds(15));
        reply("+8613800000001", "1 李娜");
        engine.clock.advance(Duration.ofSeconds(5));
        reply("+8613800000001", "1 张伟");
        List<JsonObject> people = statistics(Group.PERSON);
        assertThat(people).extracting(line -> line.getString("key")).containsExactly("li", "zhang");
        assertThat(people)
                .extracting(line -> line.getDouble("answerMedianSeconds"))
                .containsExactly(15.0, 20.0);
        assertThat(only(Group.UNIT).getInteger("answered")).isEqualTo(2);
    }

    private void warnedAndAnswered(String breach, int afterSeconds) {
        engine.take(breach, 1, Change.OPENED, Level.YELLOW);
        engine.clock.advance(Duration.ofSeconds(afterSeconds));
        String code =
                engine.rows("select code from warning where state <> 'CLOSED'").get(0);
        reply("+8613800000001", "1 " + code);
        // A second answer changes nothing.
        engine.clock.advance(Duration.ofSeconds(100));
        reply("+8613800000001", "收到");
        await(engine.desk.close(
                engine.rows("select id from warning where state <> 'CLOSED'").get(0),
                org.jiaoying.alerting.Actor.account("officer"),
                "误报"));
    }

    private void reply(String from, String words) {
        var taker = new ReplyTaker(
                engine.transactions,
                new ReplyStore(),
                engine.warnings,
                engine.outbox,
                new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation));
        await(taker.take(new IncomingText("sms", "f" + replies++, true, "s", from, "1069", words, null)));
    }

    private List<JsonObject> statistics(Group group) {
        return await(
                views.statistics(group, false, Engine.START.minusSeconds(1), Engine.START.plus(Duration.ofHours(1))));
    }

    private JsonObject only(Group group) {
        assertThat(statistics(group)).hasSize(1);
        return statistics(group).get(0);
    }
}
