package org.jiaoying.alerting.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ResponseStore;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies on a real database: whose they are, which warning they mean, and that each counts once. */
class ReplyTakerTest {
    private static final String ZHANG = "+8613800000001";
    private static final Actor OFFICER = Actor.account("officer");

    private final Engine engine = Engine.fresh();
    private final ReplyTaker taker = new ReplyTaker(
            engine.transactions,
            new ReplyStore(),
            engine.warnings,
            engine.outbox,
            new AnswerTaker(engine.calls, new ResponseStore(), engine.escalation));
    private int sequence;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aBareAnswerCountsWhereOneWarningWaits() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply(ZHANG, "1");
        assertThat(engine.rows("select state, acknowledged_by from warning"))
                .containsExactly("ACKNOWLEDGED person:zhang");
        assertThat(engine.rows("select kind, person_id, via from response")).containsExactly("ACKNOWLEDGED zhang sms");
        assertThat(notices()).isEmpty();
    }

    @Test
    void whereSeveralWaitABareAnswerIsAskedBackAndACodeCounts() {
        List<String> codes = twoWarnings();
        codes.forEach(this::leaves);
        reply(ZHANG, "收到");
        assertThat(engine.rows("select distinct state from warning")).containsExactly("OPEN");
        assertThat(notices().get(0))
                .contains(codes.get(0))
                .contains(codes.get(1))
                .contains("编号");
        reply(ZHANG, codes.get(1) + " 1");
        assertThat(engine.rows("select state from warning order by code = '" + codes.get(1) + "'"))
                .containsExactly("OPEN", "ACKNOWLEDGED");
        // Only one waits now.
        reply(ZHANG, "1");
        assertThat(engine.rows("select distinct state from warning")).containsExactly("ACKNOWLEDGED");
    }

    @Test
    void helpCallsTheNextTierAtOnceAlsoAfterAcknowledging() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply(ZHANG, "1");
        reply(ZHANG, "3 人手不够");
        assertThat(engine.rows("select person_id, reason, state from call where kind = 'CALL' order by tier"))
                .containsExactly("zhang CHASE_STARTED HELP_ASKED", "li NEXT_TIER_ASKED PENDING");
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
    }

    @Test
    void handledIsTheFirstReportThenAFurtherOneAndOnceClearTheClosingOne() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply(ZHANG, "2 已转移 35人，正在加强通风");
        reply(ZHANG, "2 浓度下降");
        engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        reply(ZHANG, "2 已恢复正常");
        assertThat(engine.rows("select kind, people_moved, done from feedback order by id"))
                .containsExactly("FIRST 35 已转移 35人,正在加强通风", "FURTHER null 浓度下降", "CLOSING null 已恢复正常");
        assertThat(engine.rows("select state, closed_by from warning")).containsExactly("CLOSED person:zhang");
    }

    @Test
    void aPoorFirstReportIsAskedForWhatItLacks() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply(ZHANG, "2 正在查看");
        assertThat(engine.rows("select person_id, reason, text like '%现场指挥人、影响范围、人员是否转移%' from call"
                        + " where kind = 'REMINDER'"))
                .containsExactly("zhang FIRST_REPORT_POOR true");
        reply(ZHANG, "2 李娜现场指挥，影响T1掘进面");
        assertThat(engine.rows("select report_missing[1] from warning")).containsExactly("MOVED");
        reply(ZHANG, "2 无需转移");
        assertThat(engine.rows("select cardinality(report_missing) from warning"))
                .containsExactly("0");
        engine.pass(Duration.ofMinutes(30));
        assertThat(engine.rows("select count(*) from call where kind = 'REMINDER'"))
                .containsExactly("1");
    }

    @Test
    void twoWhoShareAPhoneEachAnswerForThemselves() {
        engine.load(ROSTER_OF_TWO);
        engine.execute("insert into contact (person_id, channel, address) values ('sun', 'sms', '8613800000001')");
        engine.take("b1", 1, Change.OPENED, Level.RED);
        reply(ZHANG, "1");
        assertThat(engine.rows("select person_id from response")).containsExactly("sun");
        assertThat(notices()).singleElement().asString().contains("张伟").contains("孙梅");
        reply(ZHANG, "1");
        assertThat(engine.rows("select person_id from response order by id")).containsExactly("sun", "zhang");
    }

    @Test
    void aNameInTheAnswerSaysWhoOfTheTwoItIs() {
        engine.load(ROSTER_OF_TWO);
        engine.execute("insert into contact (person_id, channel, address) values ('sun', 'sms', '8613800000001')");
        engine.take("b1", 1, Change.OPENED, Level.RED);
        reply(ZHANG, "1 孙梅收到");
        assertThat(engine.rows("select person_id from response")).containsExactly("sun");
    }

    private static final String ROSTER_OF_TWO = Engine.ROSTER
            .replace("superior: li}", "superior: li}\n  - {id: sun, name: 孙梅, post: 副调度, phones: [\"13800000077\"]}")
            .replace("people: [zhang]", "people: [zhang, sun]");

    @Test
    void aLateAnswerToAClosedWarningAcknowledgesNoNewOneAndIsToldSo() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String old = engine.rows("select code from warning").get(0);
        reply(ZHANG, "2 " + old + " 已处理");
        engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        reply(ZHANG, "2 " + old + " 完成");
        engine.take("b2", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select state from warning where code <> '" + old + "'"))
                .containsExactly("OPEN");
        reply(ZHANG, "1 " + old);
        assertThat(engine.rows("select state from warning where code <> '" + old + "'"))
                .containsExactly("OPEN");
        assertThat(notices()).singleElement().asString().contains(old).contains("已关闭");
    }

    @Test
    void aBareAnswerMeansNoWarningWhoseTextHasNotLeftYet() {
        List<String> codes = twoWarnings();
        leaves(codes.get(0));
        reply(ZHANG, "1");
        assertThat(stateOf(codes.get(0))).isEqualTo("ACKNOWLEDGED");
        assertThat(stateOf(codes.get(1))).isEqualTo("OPEN");
    }

    @Test
    void aBareAnswerToAClosedWarningIsNoneToOneWhoseTextHasNotLeftYet() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String old = engine.rows("select code from warning").get(0);
        leaves(old);
        Engine.await(engine.desk.close(engine.rows("select id from warning").get(0), OFFICER, "误报"));
        engine.take("b2", 1, Change.OPENED, Level.YELLOW);
        reply(ZHANG, "1");
        assertThat(engine.rows("select state from warning where code <> '" + old + "'"))
                .containsExactly("OPEN");
        assertThat(notices()).singleElement().asString().contains(old).contains("已关闭");
    }

    @Test
    void aBareAnswerThatCrossedTheTextOfANewWarningIsAskedForTheCode() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String old = engine.rows("select code from warning").get(0);
        leaves(old);
        Engine.await(engine.desk.close(engine.rows("select id from warning").get(0), OFFICER, "误报"));
        engine.take("b2", 1, Change.OPENED, Level.YELLOW);
        String code =
                engine.rows("select code from warning where state = 'OPEN'").get(0);
        leaves(code);
        engine.clock.advance(Duration.ofSeconds(20));
        reply(ZHANG, "1");
        assertThat(stateOf(code)).isEqualTo("OPEN");
        assertThat(notices()).singleElement().asString().contains(code).contains("请带上编号");
        engine.clock.advance(Duration.ofSeconds(50));
        reply(ZHANG, "1");
        assertThat(stateOf(code)).as("by now it can mean only this one").isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void theSameWordsOverAnotherSessionAfterANewCallMayBeANewAnswer_soTheCodeIsAskedFor() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        take(text(ZHANG, "1", "s1/1", false, "s1", null));
        engine.clock.advance(Duration.ofMinutes(2));
        engine.take(engine.step("x/y/z", "b2", 1, Change.OPENED, Level.YELLOW, false));
        engine.clock.advance(Duration.ofMinutes(2));
        engine.take("b1", 2, Change.RAISED, Level.RED);
        engine.clock.advance(Duration.ofSeconds(70));
        take(text(ZHANG, "1", "s2/1", false, "s2", null));
        assertThat(engine.rows("select state from warning where site = 'north'"))
                .as("it may be the first answer, brought again")
                .containsExactly("OPEN");
        assertThat(notices()).singleElement().asString().contains("请带上编号");
        take(text(
                ZHANG,
                "1 "
                        + engine.rows("select code from warning where site = 'north'")
                                .get(0),
                "s2/2",
                false,
                "s2",
                null));
        assertThat(engine.rows("select state from warning where site = 'north'"))
                .containsExactly("ACKNOWLEDGED");
    }

    @Test
    void anAnswerCountsFromWhicheverOfTheirNumbersItComes() {
        engine.load(Engine.ROSTER.replace("[\"13800000001\"]", "[\"13800000001\", \"13800000021\"]"));
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select address from call")).containsExactly("8613800000001");
        reply("13800000021", "1 " + engine.rows("select code from warning").get(0));
        assertThat(engine.rows("select state, acknowledged_by from warning"))
                .containsExactly("ACKNOWLEDGED person:zhang");
    }

    @Test
    void whoWasRungMayAnswerByText() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.execute("update call set channel = 'voice'");
        reply(ZHANG, "1");
        assertThat(engine.rows("select state, acknowledged_by from warning"))
                .containsExactly("ACKNOWLEDGED person:zhang");
    }

    /** A carrier has the texts about the warning with this code. */
    private void leaves(String code) {
        engine.execute(
                "update outbox set state = 'SUBMITTED' where id in (select id from call where code = '" + code + "')");
        engine.execute("update call set state = 'SUBMITTED', submitted_at = '" + engine.clock.instant()
                + "' where code = '" + code + "'");
    }

    private String stateOf(String code) {
        return engine.rows("select state from warning where code = '" + code + "'")
                .get(0);
    }

    @Test
    void aWrongCodeIsToldWithTheOpenOnes() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String code = engine.rows("select code from warning").get(0);
        String wrong = code.equals("1234") ? "1235" : "1234";
        reply(ZHANG, "1 " + wrong);
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
        assertThat(notices().get(0)).contains(wrong).contains(code);
    }

    @Test
    void somebodyElsesCodeIsNotTheSenders() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String code = engine.rows("select code from warning").get(0);
        reply("13800000003", "1 " + code);
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
        assertThat(engine.rows("select outcome from reply")).containsExactly("wrong-code");
    }

    @Test
    void aStrangerIsRecordedAndGetsNoWordBack() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        reply("13999999999", "1");
        reply("10086", "尊敬的客户");
        assertThat(engine.rows("select distinct outcome from reply")).containsExactly("unknown-sender");
        assertThat(notices()).isEmpty();
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
    }

    @Test
    void helpfulTextsAreFewAnHour() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        for (int i = 0; i < 10; i++) {
            reply(ZHANG, "什么 " + i);
        }
        assertThat(notices()).hasSize(3);
        assertThat(engine.rows("select count(*) from reply")).containsExactly("10");
        engine.clock.advance(Duration.ofMinutes(61));
        reply(ZHANG, "什么");
        assertThat(notices()).hasSize(4);
    }

    @Test
    void theSameReplyBroughtAgainCountsOnce() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        var lasting = text(ZHANG, "2 已通风", "id/77", true, "s1", null);
        take(lasting);
        take(lasting);
        take(text(ZHANG, "2 已通风", "id/77", true, "s2", null));
        assertThat(engine.rows("select count(*) from feedback")).containsExactly("1");
        // Where the carrier gives no lasting id: over another session, shortly after, the same words are the same
        // reply.
        take(text(ZHANG, "2 已停电", "s1/9", false, "s1", null));
        take(text(ZHANG, "2 已停电", "s2/1", false, "s2", null));
        assertThat(engine.rows("select count(*) from feedback")).containsExactly("2");
        // Said again over the same session it is said again.
        take(text(ZHANG, "2 已停电", "s1/10", false, "s1", null));
        assertThat(engine.rows("select count(*) from feedback")).containsExactly("3");
    }

    @Test
    void aLongReplyIsTakenWhenItsLastPartIsHereInWhateverOrder() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        take(text(ZHANG, "，风机已启动", "k/2", true, "s", new IncomingText.Part(7, 2, 2)));
        assertThat(engine.rows("select state from warning")).containsExactly("OPEN");
        take(text(ZHANG, "2 已撤人12人", "k/1", true, "s", new IncomingText.Part(7, 2, 1)));
        assertThat(engine.rows("select done from feedback")).containsExactly("已撤人12人,风机已启动");
        assertThat(engine.rows("select count(*) from reply_part")).containsExactly("0");
    }

    @Test
    void hostileTextsAreTakenAndRecorded() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        for (String hostile : List.of(
                "\u0000\u0000",
                "1\u0000",
                "'; drop table warning; --",
                "\ud800",
                "9".repeat(2_000),
                "💥".repeat(500),
                "\u202e1284 1",
                "\n\n\n")) {
            reply(ZHANG, hostile);
        }
        assertThat(engine.rows("select count(*) from reply")).containsExactly("8");
        assertThat(engine.rows("select state from warning")).containsExactly("ACKNOWLEDGED");
    }

    @Test
    void aCodeRestsForSevenDays() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.execute("insert into code (code, warning_id, held_since, released_at)"
                + " select n::text, 'old', '2026-02-20Z', '2026-02-20Z' from generate_series(1000, 9999) n"
                + " on conflict do nothing");
        engine.execute("update code set released_at = '2026-02-25Z' where code <> '5555' and warning_id = 'old'");
        engine.take(engine.step("x/y/z", "b2", 1, Change.OPENED, Level.YELLOW, false));
        // 5555 has rested for nine days, all others for four.
        assertThat(engine.rows("select code from warning where enterprise = 'x'"))
                .containsExactly("5555");
        engine.take(engine.step("x/z/z", "b3", 1, Change.OPENED, Level.YELLOW, false));
        assertThat(engine.rows("select length(code) from warning where site = 'z'"))
                .containsExactly("5");
    }

    private List<String> twoWarnings() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        BreachTransition gas = engine.step("b2", 1, Change.OPENED, Level.YELLOW);
        engine.take(new BreachTransition(
                "b2",
                1,
                Change.OPENED,
                "r",
                1,
                Hazard.FIRE,
                gas.device(),
                null,
                null,
                Level.YELLOW,
                gas.at(),
                gas.detectedAt(),
                null,
                null,
                "",
                false,
                gas.reason()));
        return engine.rows("select code from warning order by hazard");
    }

    private void reply(String from, String text) {
        take(text(from, text, "s/" + ++sequence, false, "s", null));
    }

    private static IncomingText text(
            String from, String text, String key, boolean lasting, String session, IncomingText.Part part) {
        return new IncomingText("sms", key, lasting, session, from, "10690000", text, part);
    }

    private void take(IncomingText text) {
        Engine.await(taker.take(text));
    }

    private List<String> notices() {
        return engine.rows("select text from outbox where purpose = 'notice' order by created_at, id");
    }
}
