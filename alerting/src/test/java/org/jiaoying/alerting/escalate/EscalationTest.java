package org.jiaoying.alerting.escalate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiaoying.alerting.fixture.Engine.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiaoying.alerting.RefusedException;
import org.jiaoying.alerting.fixture.Engine;
import org.jiaoying.alerting.intake.BreachTaker.Outcome;
import org.jiaoying.alerting.store.UnreachedStore;
import org.jiaoying.alerting.warning.WarningSteps;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stories of whole escalations on a real database, hours of them in milliseconds. */
class EscalationTest {
    private static final String CALLS =
            "select (extract(epoch from created_at) - 1772323200)::int, person_id, tier, attempt, reason, state from call"
                    + " order by created_at, kind, id";

    private final Engine engine = Engine.fresh();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void anOrangeWarningClimbsTierByTierThenRepeatsThenIsOnTheListOfTheUnreached() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.pass(Duration.ofHours(3));
        assertThat(engine.rows(CALLS))
                .containsExactly(
                        "0 zhang 1 1 CHASE_STARTED PENDING",
                        "600 li 2 1 NO_ANSWER PENDING",
                        "1200 wang 3 1 NO_ANSWER PENDING",
                        "1800 li 3 2 REPEATED PENDING",
                        "1800 wang 3 2 REPEATED PENDING",
                        "1800 zhang 3 2 REPEATED PENDING",
                        "1800 duty 0 1 UNREACHED PENDING",
                        "1900 li 3 3 REPEATED PENDING",
                        "1900 wang 3 3 REPEATED PENDING",
                        "1900 zhang 3 3 REPEATED PENDING",
                        "2000 li 3 4 REPEATED PENDING",
                        "2000 wang 3 4 REPEATED PENDING",
                        "2000 zhang 3 4 REPEATED PENDING",
                        "2100 li 4 4 SUPERIOR_OF_UNREACHED PENDING",
                        "2100 wang 4 4 SUPERIOR_OF_UNREACHED PENDING");
        assertThat(engine.rows("select person_id, addresses[1], superior from unreached order by 1"))
                .containsExactly(
                        "li 8613800000002 王强 8613800000003",
                        "wang 8613800000003 null",
                        "zhang 8613800000001 李娜 8613800000002");
        assertThat(engine.rows("select state, unreached_at is not null, next_step_at from warning"))
                .containsExactly("OPEN true null");
    }

    @Test
    void aRedWarningCallsTheWholeChainAtOnce() {
        engine.take("b1", 1, Change.OPENED, Level.RED);
        assertThat(engine.rows("select person_id from call order by 1")).containsExactly("li", "wang", "zhang");
    }

    @Test
    void whereEachMustAnswerWhoDidNotIsOnTheListUntilSomebodyKnocks() {
        engine.take("b1", 1, Change.OPENED, Level.RED);
        acknowledge("person:zhang");
        engine.pass(Duration.ofHours(1));

        assertThat(engine.rows(
                        "select person_id, count(*) from call where kind = 'CALL' and reason <> 'SUPERIOR_OF_UNREACHED'"
                                + " group by 1 order by 1"))
                .as("who answered is left in peace, the others are called three times more")
                .containsExactly("li 4", "wang 4", "zhang 1");
        assertThat(engine.rows("select person_id from unreached order by 1")).containsExactly("li", "wang");
        assertThat(engine.rows("select person_id from call where reason = 'SOME_UNREACHED'"))
                .containsExactly("duty");
        String id = engine.rows("select id from warning").get(0);
        var officer = org.jiaoying.alerting.Actor.account("officer");
        await(engine.desk.knock(id, officer, "wang", false, "家中无人"));
        assertThat(stillUnreached()).containsExactly("li 0", "wang 1");
        await(engine.desk.knock(id, officer, "wang", true, "在地里找到"));
        assertThat(stillUnreached()).containsExactly("li 0");
        assertThat(engine.rows("select person_id, actor, via from response where via = 'knock'"))
                .containsExactly("wang account:officer knock");
        assertThat(engine.rows("select unreached_at is null from warning")).containsExactly("false");
        await(engine.desk.acknowledge(id, officer, "li", "座机接通"));
        assertThat(stillUnreached()).isEmpty();
        assertThat(engine.rows("select unreached_at is null from warning")).containsExactly("true");
    }

    @Test
    void aStepThatFailsAndCannotBePutOffIsTriedAfterLongerAndLongerPauses_andTakenAtOnceWhenItCan() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.clock.advance(Duration.ofMinutes(10));
        takesNoWrites();
        for (int quarter = 0; quarter < 4 * 60; quarter++) {
            engine.escalation.runDue().toCompletableFuture().join();
            engine.clock.advance(Duration.ofMillis(250));
        }
        // At 0, 1, 3, 7, 15, 31, 47 s: each time the step, and then its putting off.
        assertThat(engine.rows("select last_value from write_tries")).containsExactly("14");
        assertThat(engine.escalation.nextDue().toCompletableFuture().join())
                .as("whoever moves the clock is told when it is tried next")
                .contains(Engine.START.plus(Duration.ofMinutes(10)).plusSeconds(63));

        engine.execute("drop trigger no_writes on audit");
        engine.pass(Duration.ofSeconds(20));
        assertThat(engine.rows("select person_id, reason from call where tier = 2"))
                .containsExactly("li NO_ANSWER");
    }

    @Test
    void aStepThatCannotBeWrittenStopsNoOther() {
        engine.load(
                Engine.ROSTER.replace(
                        "chains:",
                        "chains:\n  - {enterprise: x, site: y, tiers: [{name: 一, people: [zhang]}, {name: 二, people: [wang]}]}"));
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        String stuck = engine.rows("select id from warning").get(0);
        engine.take(engine.step("x/y/z", "b2", 1, Change.OPENED, Level.ORANGE, false));
        engine.execute("create function refuse() returns trigger language plpgsql as $$ begin"
                + " raise exception 'this one cannot be written'; end $$");
        engine.execute("create trigger stuck before update on warning for each row when (old.id = '" + stuck
                + "') execute function refuse()");
        engine.clock.advance(Duration.ofMinutes(10));
        engine.escalation.runDue().toCompletableFuture().join();
        assertThat(engine.rows("select person_id, reason from call where tier = 2"))
                .containsExactly("wang NO_ANSWER");
    }

    /** The database reads, but takes no writes; it counts how often one was tried. */
    private void takesNoWrites() {
        engine.execute("create sequence write_tries");
        engine.execute("create function no_writes() returns trigger language plpgsql as $$ begin"
                + " perform nextval('write_tries'); raise exception 'no space left on device'; end $$");
        engine.execute(
                "create trigger no_writes before insert on audit for each statement execute function no_writes()");
    }

    private java.util.List<String> stillUnreached() {
        return await(new UnreachedStore()
                        .still(engine.transactions, org.jiaoying.alerting.Actor.account("officer"), 10))
                .stream()
                .map(one -> one.getString("person") + " " + one.getInteger("knocks"))
                .toList();
    }

    @Test
    void anOfficerRecordsTheAnswerOfASuperiorToo() {
        engine.load(Engine.ROSTER
                .replace("phones: [\"13800000003\"]}", "phones: [\"13800000003\"], superior: head}")
                .replace("chains:", "  - {id: head, name: 赵县长, phones: [\"13800000004\"]}\nchains:"));
        engine.take("b1", 1, Change.OPENED, Level.RED);
        engine.pass(Duration.ofHours(1));
        assertThat(engine.rows("select count(*) from call where person_id = 'head'"))
                .containsExactly("1");
        String id = engine.rows("select id from warning").get(0);
        await(engine.desk.acknowledge(id, org.jiaoying.alerting.Actor.account("officer"), "head", "座机接通"));
        assertThat(engine.rows("select state, acknowledged_by from warning"))
                .containsExactly("ACKNOWLEDGED person:head");
    }

    @Test
    void aStepThatIsNotPossibleAnyMoreIsRefusedInWordsForPeople() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        String id = engine.rows("select id from warning").get(0);
        var officer = org.jiaoying.alerting.Actor.account("officer");
        await(engine.desk.close(id, officer, "误报"));
        assertThatThrownBy(() -> await(engine.desk.close(id, officer, "误报")))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.text().zh()).contains("已关闭").doesNotContain("CLOSE");
                    assertThat(refused.text().en()).contains("closed").doesNotContain("CLOSE");
                });
    }

    @Test
    void aYellowWarningDoesNotReachTheTierOfOrange() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        engine.pass(Duration.ofHours(3));
        assertThat(engine.rows("select person_id, reason from call order by created_at"))
                .containsExactly("zhang CHASE_STARTED", "li NO_ANSWER", "duty UNREACHED");
    }

    @Test
    void anAnswerStopsTheChaseAndStartsTheClocksOfTheReports() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        acknowledge("person:zhang");
        engine.pass(Duration.ofMinutes(14));
        assertThat(engine.rows("select person_id, kind from call")).containsExactly("zhang CALL");
        engine.pass(Duration.ofMinutes(2));
        assertThat(engine.rows("select person_id, kind, reason from call where kind = 'REMINDER'"))
                .containsExactly("zhang REMINDER FIRST_REPORT_OVERDUE");
        engine.pass(Duration.ofHours(1));
        assertThat(engine.rows("select person_id, reason from call where kind = 'REMINDER' order by created_at"))
                .containsExactly("zhang FIRST_REPORT_OVERDUE", "duty FIRST_REPORT_OVERDUE");
    }

    @Test
    void raisingCallsAgainFromTheFirstTierAlsoWhoAcknowledgedAndLoweringDoesNot() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        acknowledge("person:zhang");
        engine.take("b1", 2, Change.RAISED, Level.ORANGE);
        engine.take("b1", 3, Change.LOWERED, Level.YELLOW);
        assertThat(engine.rows("select person_id, chase, level from call order by created_at, chase"))
                .containsExactly("zhang 1 yellow", "zhang 2 orange");
        assertThat(engine.rows("select state, level, peak_level, called_level from warning"))
                .containsExactly("OPEN yellow orange orange");
    }

    @Test
    void aFloodOfBreachesIsOneWarningAtTheHighestLevel() {
        for (int i = 0; i < 20; i++) {
            String device = "demo-mine/north/gas-" + i;
            engine.take(engine.step(device, "b" + i, 1, Change.OPENED, i == 7 ? Level.ORANGE : Level.YELLOW, false));
        }
        assertThat(engine.rows("select level, state, top_breach from warning")).containsExactly("orange OPEN b7");
        assertThat(engine.rows("select count(*) from warning_breach")).containsExactly("20");
    }

    @Test
    void repeatsAreDroppedAndWhatIsOvertakenIsOnlyKept() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.take("b1", 1, Change.OPENED, Level.YELLOW)).isEqualTo(Outcome.REPEATED);
        assertThat(engine.take("b1", 3, Change.CLEARED, Level.ORANGE)).isEqualTo(Outcome.APPLIED);
        assertThat(engine.take("b1", 2, Change.RAISED, Level.ORANGE)).isEqualTo(Outcome.OVERTAKEN);
        assertThat(engine.take("b1", 2, Change.RAISED, Level.ORANGE)).isEqualTo(Outcome.REPEATED);
        assertThat(engine.rows("select state, level from warning")).containsExactly("CLEARED_UNANSWERED yellow");
        assertThat(engine.rows("select revision, outcome from breach_transition order by 1"))
                .containsExactly("1 applied", "2 overtaken", "3 applied");
    }

    @Test
    void backfillIsKeptAndOpensNoWarning() {
        var late = engine.step("demo-mine/north/gas-1", "b1", 1, Change.OPENED, Level.RED, true);
        assertThat(engine.take(late)).isEqualTo(Outcome.LATE);
        assertThat(engine.rows("select 1 from warning")).isEmpty();
        assertThat(engine.rows("select outcome from breach_transition")).containsExactly("late");
    }

    @Test
    void whatComesBackSoonIsTheSameEventAndWhatComesBackLaterCallsAgain() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        acknowledge("person:zhang");
        engine.take("b1", 2, Change.CLEARED, Level.YELLOW);
        engine.pass(Duration.ofMinutes(5));
        engine.take("b2", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select state, chase from warning")).containsExactly("ACKNOWLEDGED 1");
        engine.take("b2", 2, Change.CLEARED, Level.YELLOW);
        engine.pass(Duration.ofMinutes(11));
        engine.take("b3", 1, Change.OPENED, Level.YELLOW);
        assertThat(engine.rows("select state, chase from warning")).containsExactly("OPEN 2");
        assertThat(engine.rows("select chase, person_id from call where kind = 'CALL' order by 1"))
                .containsExactly("1 zhang", "2 zhang");
    }

    @Test
    void afterClosingANewBreachIsANewWarning() {
        engine.take("b1", 1, Change.OPENED, Level.YELLOW);
        change((warning, now) -> WarningSteps.closed(warning, "account:officer", "false alarm", now));
        engine.take("b1", 2, Change.LOWERED, Level.BLUE);
        assertThat(engine.rows("select state from warning")).containsExactly("CLOSED");
        engine.take("b1", 3, Change.RAISED, Level.ORANGE);
        assertThat(engine.rows("select state, level from warning order by opened_at, state"))
                .containsExactlyInAnyOrder("CLOSED yellow", "OPEN orange");
        assertThat(engine.rows("select count(distinct code) from warning")).containsExactly("2");
    }

    @Test
    void aSiteWithoutAChainGoesToTheDutyOfficersAtOnce() {
        engine.take(engine.step("other/site/dev", "b1", 1, Change.OPENED, Level.YELLOW, false));
        assertThat(engine.rows("select person_id, reason from call")).containsExactly("duty NO_CHAIN");
        assertThat(engine.rows("select unreached_at is not null from warning")).containsExactly("true");
    }

    @Test
    void aRosterEditedAfterwardsStrandsNothing() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        engine.execute("delete from tier_person");
        engine.execute("delete from tier");
        engine.pass(Duration.ofMinutes(11));
        assertThat(engine.rows("select person_id from call order by created_at"))
                .containsExactly("zhang", "li");
    }

    @Test
    void aWarningOpensWithCodeAndText() {
        engine.take("b1", 1, Change.OPENED, Level.ORANGE);
        String code = engine.rows("select code from warning").get(0);
        assertThat(code).matches("[0-9]{4}");
        assertThat(engine.rows("select text from call"))
                .containsExactly("【叫应】橙色预警 demo-mine/north face ch4 1.62%/限 1.5% 3月1日 08:00。回复 1 收到 2 已处置 3 求援（编号 "
                        + code + "）");
    }

    @Test
    void twoInstancesSideBySideTakeNoStepTwice() {
        int sites = 40;
        for (int i = 0; i < sites; i++) {
            String site = "mine-" + i;
            engine.load(Engine.ROSTER.replace("site: north", "site: " + site));
            engine.take(engine.step("demo-mine/" + site + "/gas", "b" + i, 1, Change.OPENED, Level.ORANGE, false));
        }
        try (var second = new Engine(engine.database, engine.clock)) {
            for (int minute = 0; minute < 40; minute += 10) {
                engine.clock.advance(Duration.ofMinutes(10));
                var runs = new ArrayList<CompletableFuture<?>>();
                for (int i = 0; i < 3; i++) {
                    runs.add(engine.escalation.runDue().toCompletableFuture());
                    runs.add(second.escalation.runDue().toCompletableFuture());
                }
                CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)).join();
            }
        }
        // For each: one call of each tier, two repetitions to all three, one to the officer.
        assertThat(
                        engine.rows(
                                "select kind, tier, attempt, count(*), count(distinct warning_id) from call group by 1, 2, 3 order by 1, 2, 3"))
                .containsExactly(
                        "CALL 1 1 " + sites + " " + sites,
                        "CALL 2 1 " + sites + " " + sites,
                        "CALL 3 1 " + sites + " " + sites,
                        "CALL 3 2 " + 3 * sites + " " + sites,
                        "CALL 3 3 " + 3 * sites + " " + sites,
                        "OFFICER 0 1 " + sites + " " + sites);
        assertThat(engine.rows("select count(*) = count(distinct id), count(*) from outbox"))
                .containsExactly("true " + 10 * sites);
    }

    private void acknowledge(String by) {
        change((warning, now) -> WarningSteps.acknowledged(warning, by, now));
    }

    private void change(
            java.util.function.BiFunction<
                            org.jiaoying.alerting.warning.Warning,
                            java.time.Instant,
                            org.jiaoying.alerting.warning.Warning>
                    step) {
        List<String> ids = engine.rows("select id from warning where state <> 'CLOSED'");
        for (String id : ids) {
            Engine.await(engine.transactions.run(work -> engine.warnings
                    .lock(work, id)
                    .compose(warning -> engine.escalation.settle(
                            work, warning.orElseThrow(), step.apply(warning.orElseThrow(), work.now()), "test"))));
        }
    }
}
