package org.jiaoying.alerting.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.time.Instant;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.reply.ReplyTaker;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A red warning from its first text to its closing report, over hours of a clock moved by hand; it takes milliseconds. */
class RedOverHoursTest {
    private static final Actor OFFICER = Actor.account("officer");

    private final Engine engine = Engine.fresh();
    private int replies;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    @DisplayName(
            "Called, repeated, superiors, the list, a knock, reports asked for, cleared, closed: each at its minute")
    void fromTheFirstTextToTheClosingReport() {
        Instant opened = engine.clock.instant();
        engine.take("b1", 1, Change.OPENED, Level.RED);
        assertThat(calls("CALL", opened)).isEqualTo("li@0 wang@0 zhang@0");

        // Minute 2: the dispatcher has it, and says so. The others are called on.
        at(opened, Duration.ofMinutes(2));
        reply("+8613800000001", "收到");
        assertThat(engine.rows("select state from warning")).containsExactly("ACKNOWLEDGED");

        // Minute 7: the safety head asks for help in a repeated call: everybody who has not answered is called on.
        at(opened, Duration.ofMinutes(7));
        reply("+8613800000002", "1");
        at(opened, Duration.ofMinutes(16));
        assertThat(engine.rows("select person_id from unreached")).containsExactly("wang");
        assertThat(engine.rows("select count(*) from call where kind = 'CALL' and person_id = 'wang' and reason <>"
                        + " 'SUPERIOR_OF_UNREACHED'"))
                .as("once, and three times more in five minutes")
                .containsExactly("4");

        // Minute 17: the first report is due since the acknowledgement, and asked for; what comes is poor, and asked
        // for again.
        at(opened, Duration.ofMinutes(18));
        assertThat(engine.rows("select person_id, reason from call where kind = 'REMINDER' order by created_at"))
                .contains("zhang FIRST_REPORT_OVERDUE");
        reply("+8613800000001", "2 已撤人12人");
        assertThat(engine.rows("select state from warning")).containsExactly("REPORTED");
        reply("+8613800000001", "2 李强现场指挥，影响T1掘进面");

        // Minute 40: somebody stands at the township officer's door.
        at(opened, Duration.ofMinutes(40));
        String id = engine.rows("select id from warning").get(0);
        await(engine.desk.knock(id, OFFICER, "wang", true, "在家中找到"));
        assertThat(engine.rows("select person_id, via from response where person_id = 'wang'"))
                .containsExactly("wang knock");

        // Three hours on, the danger is over; the closing report is asked for after half an hour, and comes in the
        // fifth hour.
        at(opened, Duration.ofHours(3));
        engine.take("b1", 2, Change.CLEARED, Level.RED);
        assertThat(engine.rows("select state from warning")).containsExactly("CLEARED_REPORTED");
        at(opened, Duration.ofHours(4));
        assertThat(engine.rows(
                        "select distinct person_id from call where reason = 'CLOSING_REPORT_OVERDUE' order by 1"))
                .containsExactly("duty", "zhang");
        reply("+8613800000002", "2 瓦斯已排放，通风正常，人员已返回");
        assertThat(engine.rows("select state, closed_at is not null from warning"))
                .containsExactly("CLOSED true");
        String before = engine.rows("select count(*) from call").get(0);
        at(opened, Duration.ofHours(30));
        assertThat(engine.rows("select count(*) from call"))
                .as("and then it is quiet")
                .containsExactly(before);
    }

    @Test
    @DisplayName("Where a contact was not verified for a year, the stand-in is called at the same time")
    void aStaleContact() {
        engine.load(Engine.ROSTER.replace(
                "superior: li}",
                "superior: li, stand-in: deputy}\n  - {id: deputy, name: 赵敏, phones: [\"13800000005\"]}"));
        engine.execute("update contact set verified_at = '2025-04-01'");
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select person_id from call order by 1")).containsExactly("zhang");
        await(engine.desk.close(engine.rows("select id from warning").get(0), OFFICER, "误报"));
        engine.clock.advance(Duration.ofDays(40));
        engine.take("b2", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows(
                        "select person_id from call where created_at = '" + engine.clock.instant() + "' order by 1"))
                .containsExactly("deputy", "zhang");
    }

    @Test
    @DisplayName(
            "Two who share a phone are two: each is called and each must answer, and the one who has not is called on")
    void aSharedPhoneOfAWholeChain() {
        engine.load(Engine.ROSTER
                .replace("phones: [\"13800000001\"]", "phones: [\"13800000001\"], shared-phone: true")
                .replace("phones: [\"13800000002\"]", "phones: [\"13800000001\"], shared-phone: true"));
        engine.take("b1", 1, Change.OPENED, Level.RED);
        reply("+8613800000001", "1 李娜");
        reply("+8613800000003", "1");
        engine.pass(Duration.ofMinutes(16));
        assertThat(engine.rows("select distinct person_id from call where attempt > 1 and reason = 'REPEATED'"))
                .containsExactly("zhang");
        assertThat(engine.rows("select person_id from unreached")).containsExactly("zhang");
    }

    private void at(Instant opened, Duration time) {
        engine.pass(Duration.between(engine.clock.instant(), opened.plus(time)));
    }

    private void reply(String from, String words) {
        var taker = new ReplyTaker(
                engine.transactions,
                new ReplyStore(),
                engine.warnings,
                engine.outbox,
                new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation));
        await(taker.take(new IncomingText("sms", "r" + replies++, true, "s", from, "1069", words, null)));
    }

    private String calls(String kind, Instant opened) {
        return String.join(
                " ",
                engine.rows("select person_id || '@' || extract(epoch from created_at - '" + opened
                        + "'::timestamptz)::int from call where kind = '" + kind + "' order by created_at, person_id"));
    }
}
