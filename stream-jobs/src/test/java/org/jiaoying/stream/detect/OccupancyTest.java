package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.junit.jupiter.api.Test;

/** People where, or as, they must not be. */
class OccupancyTest {

    private static WholeSite site(String fields) {
        return mine(WholeSite.rule("people", "occupancy", fields));
    }

    private static WholeSite mine(Rule... rules) {
        return new WholeSite(rules)
                .zone("face", Map.of("max-people", "2", "area", "0,0 40,0 40,6 0,6", "x", "20", "y", "3"))
                .zone("shaft", Map.of("x", "2000", "y", "3"))
                .zone("goaf", Map.of("forbidden", "yes"))
                .device("station-1", "positioning-station", "face", Map.of())
                .device("station-2", "positioning-station", "shaft", Map.of())
                .device("chief", "card", null, Map.of("role", "leader"))
                .device("blaster", "card", null, Map.of("permits", "goaf, face"));
    }

    /** Somebody is read in a zone every ten seconds. */
    private static WholeSite stays(WholeSite site, String tag, String zone, double from, double to) {
        for (double at = from; at <= to; at += 10) {
            site.fix(at, tag, zone);
        }
        return site;
    }

    private static Position at(double seconds, String tag, double x, double y) {
        return new Position(tag, null, Movement.FIX, x, y, 0.0, Mine.at(seconds), TimeBasis.DEVICE);
    }

    @Test
    void differentCardsAreCountedAndNeverReads() {
        var site = site("find: too-many, levels: {yellow: max-people, red: 4}");
        stays(site, "a", "face", 0, 300);
        stays(site, "b", "face", 1, 300);
        site.until(100);
        assertThat(site.story()).isEmpty();
        stays(site, "c", "face", 102, 200).until(150);
        assertThat(site.story()).containsExactly("OPENED yellow @107 station-1 3");
        site.card(210, "c", "face", Movement.LEAVE).until(300);
        assertThat(site.story()).contains("CLEARED yellow @215 station-1");
        assertThat(site.transitions.get(1).reason().zh()).isEqualTo("现有 2 人，解除");
    }

    @Test
    void outOfOneZoneAndIntoTheNextAtOneTimeIsTheNextInWhateverOrder() {
        for (boolean leavesFirst : new boolean[] {true, false}) {
            var site = site("find: too-many, over: site, levels: {yellow: 0}");
            site.fix(0, "a", "face").until(20);
            if (leavesFirst) {
                site.card(30, "a", "face", Movement.LEAVE).until(30).card(30, "a", "shaft", Movement.ENTER);
            } else {
                site.card(30, "a", "shaft", Movement.ENTER).until(30).card(30, "a", "face", Movement.LEAVE);
            }
            site.until(600);
            assertThat(site.story()).containsExactly("OPENED yellow @5 station-1 1");
        }
    }

    @Test
    void aWholeSiteIsCountedOverItsZones() {
        var site = site("find: too-many, over: site, levels: {orange: 2}");
        site.fix(0, "a", "face").fix(0, "b", "shaft").fix(0, "c", "goaf").until(10);
        assertThat(site.story()).containsExactly("OPENED orange @5 station-1 3");
    }

    @Test
    void somebodyWhoJittersAtTheEdgeOfAZoneIsInOneZoneAllTheWhile() {
        var site = mine(
                WholeSite.rule("face", "occupancy", "find: too-many, levels: {yellow: max-people}"),
                WholeSite.rule("site", "occupancy", "find: too-many, over: site, levels: {blue: 2}"));
        site.fix(0, "a", "face").fix(0, "b", "face");
        for (int i = 0; i < 500; i++) {
            // Five fixes a second, decimetres about the edge of the face, and never five seconds inside it.
            site.says(20 + i * 0.2, "station-1", at(20 + i * 0.2, "c", 40.0 + (i % 7 == 0 ? -0.3 : 1.4), 3));
        }
        site.until(200);
        assertThat(site.transitions).extracting(step -> step.ruleId()).containsExactly("site");
    }

    @Test
    void whoIsInAZoneStaysInItWithinItsMargin() {
        var site = site("find: too-many, levels: {yellow: none-at-all else 0}");
        for (int second = 0; second < 100; second++) {
            double x = second < 20 ? 38 : second < 60 ? 40.8 : 43;
            site.says(second, "station-1", at(second, "c", x, 3));
        }
        site.until(59);
        assertThat(site.story()).containsExactly("OPENED yellow @5 station-1 1");
        site.until(100);
        assertThat(site.story()).containsExactly("OPENED yellow @5 station-1 1", "CLEARED yellow @65 station-1");
    }

    @Test
    void theStayAtTheSiteGoesOnOverAShortAbsenceButNotOverALongOne() {
        var site = site("find: too-long, over: site, levels: {yellow: 8, orange: 10}");
        site.fix(0, "a", "face").until(100);
        site.card(3600, "a", "face", Movement.LEAVE).fix(3900, "a", "shaft").until(8 * 3600 - 1);
        assertThat(site.story()).isEmpty();
        site.until(10 * 3600 + 1);
        assertThat(site.story()).containsExactly("OPENED yellow @28800 a 8", "RAISED orange @36000 a 10");
        site.card(36100, "a", "shaft", Movement.LEAVE).until(36200);
        assertThat(site.story()).hasSize(3);

        site.fix(36100 + 3600, "a", "face").until(36100 + 3600 + 8 * 3600 - 100);
        assertThat(site.story()).hasSize(3);
    }

    @Test
    void aForbiddenZoneIsOneWithThatAttributeAndAPermitAllowsIt() {
        Rule rule = RuleParser.rule("forbidden", """
                {id: forbidden, hazard: personnel, kind: occupancy, clause: "-", from: 2020-02-01,
                 title: {zh: 禁区, en: Forbidden}, subject: {where: {forbidden: yes}},
                 say: {zh: "{person} 进入 {zone}", en: "{person} in {zone}"}, advice: {zh: 撤人, en: Withdraw},
                 find: forbidden, level: orange, permit: blasting}
                """);
        var site = mine(rule).window("blasting", 1000, 2000);
        site.fix(0, "a", "face").fix(10, "b", "goaf").fix(10, "blaster", "goaf").until(20);
        assertThat(site.story()).containsExactly("OPENED orange @15 b");
        assertThat(site.transitions.get(0).reason().zh()).isEqualTo("b 进入 goaf");
        site.until(1500);
        assertThat(site.story()).containsExactly("OPENED orange @15 b", "CLEARED orange @1000 b");
        site.until(2001);
        assertThat(site.story()).hasSize(3).last().isEqualTo("OPENED orange @2000 b");
    }

    @Test
    void onePersonAloneForLongIsFound() {
        var site = site("find: alone, level: yellow, for: 5m");
        site.fix(0, "a", "face").fix(0, "b", "face").until(100);
        site.card(100, "b", "face", Movement.LEAVE).until(400);
        assertThat(site.story()).isEmpty();
        site.until(406);
        assertThat(site.story()).containsExactly("OPENED yellow @405 station-1");
        site.fix(500, "b", "face").until(600);
        assertThat(site.story()).containsExactly("OPENED yellow @405 station-1", "CLEARED yellow @505 station-1");
    }

    @Test
    void oneMissedReadIsNormalAndManyAreNot() {
        var site = site("find: vanished, level: orange, polls: 3, every: 30s");
        for (int at = 0; at <= 600; at += 30) {
            site.fix(at, "b", "face");
            if (at < 100 || at == 150 || at == 210) {
                site.fix(at, "a", "face");
            }
        }
        site.until(299);
        assertThat(site.story()).isEmpty();
        site.until(500);
        assertThat(site.story()).containsExactly("OPENED orange @300 a");
        site.fix(601, "a", "face").until(700);
        assertThat(site.story()).containsExactly("OPENED orange @300 a", "CLEARED orange @601 a");
        assertThat(site.transitions.get(1).reason().zh()).isEqualTo("标识卡已重新读到，解除");
    }

    @Test
    void aStationThatFailsMakesNobodyVanish() {
        var site = site("find: vanished, level: orange, polls: 3, every: 30s");
        stays(site, "a", "face", 0, 200);
        stays(site, "b", "face", 0, 200);
        site.until(5000);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void whoLeavesDoesNotVanish() {
        var site = site("find: vanished, level: orange, polls: 3, every: 30s");
        stays(site, "b", "face", 0, 1000);
        stays(site, "a", "face", 0, 200).card(205, "a", "face", Movement.LEAVE).until(1000);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void twoCardsThatAlwaysMoveTogetherAreCarriedByOne() {
        var site = site("find: together, level: blue, times: 4, within: 3s");
        String[] way = {"face", "shaft", "face", "goaf", "face", "shaft"};
        for (int i = 0; i < way.length; i++) {
            site.fix(i * 100, "a", way[i]).fix(i * 100 + 1, "b", way[i]);
            site.fix(i * 100 + 40, "c", way[i]);
        }
        site.until(700);
        assertThat(site.story()).containsExactly("OPENED blue @306 a 4");
        assertThat(site.transitions.get(0).reason().zh()).isEqualTo("a 4");

        site.fix(800, "a", "goaf").until(900);
        assertThat(site.story()).hasSize(2).last().asString().startsWith("CLEARED blue");
    }

    @Test
    void aCrewOnItsWayProvesNothing() {
        var site = site("find: together, level: blue, times: 3, within: 3s");
        String[] way = {"face", "shaft", "face", "goaf", "face", "shaft"};
        for (int i = 0; i < way.length; i++) {
            for (String tag : new String[] {"a", "b", "c", "d"}) {
                site.fix(i * 100, tag, way[i]);
            }
        }
        site.until(700);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void aSpeedThatNobodyWalksIsASecondCardWithTheSameNumber() {
        var site = site("find: too-fast, levels: {yellow: 8}, times: 3");
        for (int i = 0; i < 6; i++) {
            site.says(
                    i * 60,
                    i % 2 == 0 ? "station-1" : "station-2",
                    new Position(
                            "a",
                            i % 2 == 0 ? "face" : "shaft",
                            Movement.FIX,
                            null,
                            null,
                            null,
                            Mine.at(i * 60),
                            TimeBasis.DEVICE));
        }
        site.until(400);
        assertThat(site.story()).containsExactly("OPENED yellow @180 a 33");
        site.until(1000);
        assertThat(site.story()).containsExactly("OPENED yellow @180 a 33", "CLEARED yellow @900 a");
    }

    @Test
    void jitterAndOneFalseFixAreNoSpeed() {
        var site = site("find: too-fast, levels: {yellow: 3}, times: 3");
        for (int i = 0; i < 1000; i++) {
            double x = 20 + (i % 3) * 0.6 - 0.6;
            site.says(i * 0.2, "station-1", at(i * 0.2, "a", i == 500 ? 900 : x, 3 + (i % 2) * 0.5));
        }
        site.until(300);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void peopleWithoutALeaderAreFoundAndOneWhoComesClearsIt() {
        var site = site("find: no-leader, level: orange, for: 10m");
        site.fix(0, "a", "face").until(599);
        assertThat(site.story()).isEmpty();
        site.until(700);
        assertThat(site.story()).containsExactly("OPENED orange @605 station-1 1");
        site.fix(800, "chief", "shaft").until(900);
        assertThat(site.story()).containsExactly("OPENED orange @605 station-1 1", "CLEARED orange @805 station-1");
    }

    @Test
    void withoutACardOfALeaderInTheRegisterTheRuleSaysThatItCannotJudge() {
        var site = new WholeSite(WholeSite.rule("people", "occupancy", "find: no-leader, level: orange"));
        assertThat(site.unresolved())
                .singleElement()
                .satisfies(fault -> assertThat(fault.why()).isEqualTo("no card has attribute 'role' = 'leader'"));
    }

    @Test
    void aCallForHelpIsToldBeforeEventTimeComesToIt() {
        var site = site("find: sos, level: red, for: 10m").card(10, "a", "face", Movement.SOS);
        assertThat(site.story()).containsExactly("OPENED red @10 a");
        site.until(20).card(30, "a", null, Movement.SOS).card(30, "a", null, Movement.SOS);
        site.until(629);
        assertThat(site.story()).hasSize(1);
        site.until(631);
        assertThat(site.story()).containsExactly("OPENED red @10 a", "CLEARED red @630 a");
        site.says(
                        700,
                        "station-1",
                        new Position("a", null, Movement.SOS, null, null, null, Mine.at(30), TimeBasis.DEVICE))
                .until(800);
        assertThat(site.story()).hasSize(2);
    }

    @Test
    void aCallForHelpThatComesHoursLaterIsForTheRecord() {
        var site = site("find: sos, level: red")
                .says(
                        7200,
                        "station-1",
                        new Position("a", null, Movement.SOS, null, null, null, Mine.at(10), TimeBasis.LATE))
                .until(8000);
        assertThat(site.story()).containsExactly("OPENED red @10 a late", "CLEARED red @10 a late");
    }

    @Test
    void positionsOfBackfillMoveNobody() {
        var site = site("find: too-many, levels: {yellow: 0}")
                .says(
                        7200,
                        "station-1",
                        new Position("a", "face", Movement.FIX, null, null, null, Mine.at(10), TimeBasis.LATE))
                .until(8000);
        assertThat(site.story()).isEmpty();
    }

    @Test
    void aRuleOutsideOfItsWindowsSleepsAndForgets() {
        Rule rule = WholeSite.rule("people", "occupancy", "find: too-many, levels: {yellow: 0}, during: ordered-stop");
        var site = mine(rule).window("ordered-stop", 100, 200);
        site.fix(0, "a", "face").until(99);
        assertThat(site.story()).isEmpty();
        site.until(150);
        assertThat(site.story()).containsExactly("OPENED yellow @100 station-1 1");
        site.until(300);
        assertThat(site.story()).containsExactly("OPENED yellow @100 station-1 1", "CLEARED yellow @200 station-1");
    }
}
