package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.junit.jupiter.api.Test;

/** Facts of several feeds that must not hold together, or follow each other. Times are in seconds. */
class CorrelationTest {

    private static Rule rule(String kind, String fields) {
        return RuleParser.rule("together", """
                {id: together, hazard: gas, kind: %s, clause: "-", from: 2020-02-01, title: {zh: 测试, en: Test},
                 say: {zh: "{device} {evidence}", en: "{device} {evidence}"}, advice: {zh: 查, en: Look}, %s}
                """.formatted(kind, fields));
    }

    private static final String FAN_AND_GAS = "subject: {quantity: ch4}, facts: ["
            + "{name: running, of: values, subject: {quantity: running, device-kind: fan}, in: site, take: max, fresh: 2m},"
            + "{name: rise, of: values, subject: {quantity: ch4}, in: self, take: rise, over: 10m, fresh: 2m},"
            + "{name: least, of: amount, value: rise-limit else 0.2}]";
    private static final Rule FAN_OFF_GAS_RISING =
            rule("correlation", FAN_AND_GAS + ", levels: {red: 'running == 0 && rise >= least'}, for: 1m");

    private static WholeSite mine(Rule rule) {
        return new WholeSite(rule)
                .zone("face", Map.of())
                .zone("shaft", Map.of())
                .sensor("gas-1", "gas-sensor", "face", "ch4", Map.of())
                .sensor("gas-2", "gas-sensor", "shaft", "ch4", Map.of())
                .sensor("fan-1", "fan", "shaft", "running", Map.of())
                .sensor("fan-2", "fan", "shaft", "running", Map.of())
                .sensor("power-1", "power-meter", "face", "power", Map.of("idle", "20"))
                .device("camera-1", "camera", "face", Map.of())
                .device("camera-2", "camera", "shaft", Map.of("covers", "face, shaft"))
                .device("station-1", "positioning-station", "shaft", Map.of());
    }

    private static void fans(WholeSite mine, double from, double to, int first, int second) {
        for (double at = from; at < to; at += 30) {
            mine.reads(at, "fan-1", "running", first);
            mine.reads(at, "fan-2", "running", second);
        }
    }

    private static void gas(WholeSite mine, double from, double to, double start, double perHour) {
        for (double at = from; at < to; at += 20) {
            mine.reads(at, "gas-1", "ch4", start + perHour * (at - from) / 3600);
        }
    }

    @Test
    void gasThatRisesWhileNoFanRunsIsRed() {
        var mine = mine(FAN_OFF_GAS_RISING);
        fans(mine, 0, 600, 1, 0);
        fans(mine, 600, 1800, 0, 0);
        gas(mine, 0, 600, 0.3, 0);
        gas(mine, 600, 1800, 0.3, 2);
        mine.until(1900);

        // 0.2 more takes six minutes at this pace, and it must hold for one.
        assertThat(mine.story()).containsExactly("OPENED red @1020 gas-1");
        Evidence evidence = mine.transitions.get(0).evidence();
        assertThat(evidence).isNotNull();
        assertThat(evidence.numbers().get("running")).isZero();
        assertThat(evidence.numbers().get("rise")).isGreaterThanOrEqualTo(0.2);
        assertThat(evidence.text().en()).contains("running == 0 && rise >= least", "running = 0");
    }

    @Test
    void aSecondFanThatRunsIsEnough() {
        var mine = mine(FAN_OFF_GAS_RISING);
        fans(mine, 0, 1800, 0, 1);
        gas(mine, 0, 1800, 0.3, 2);

        assertThat(mine.until(1900).story()).isEmpty();
    }

    @Test
    void whatIsNotKnownProvesNothing() {
        var mine = mine(FAN_OFF_GAS_RISING);
        fans(mine, 0, 600, 0, 0);
        // From 720 on nothing fresh is known of the fans.
        gas(mine, 600, 1800, 0.3, 2);

        assertThat(mine.until(1900).story()).isEmpty();
    }

    @Test
    void whatWasFoundStaysUntilItIsKnownAgain() {
        var mine = mine(FAN_OFF_GAS_RISING);
        fans(mine, 0, 1500, 0, 0);
        gas(mine, 0, 6000, 0.3, 2);
        fans(mine, 5000, 6000, 1, 1);

        assertThat(mine.until(7000).story()).containsExactly("OPENED red @420 gas-1", "CLEARED red @5000 gas-1");
    }

    @Test
    void whatEndsBeforeItHeldLongEnoughIsNothing() {
        var mine = mine(FAN_OFF_GAS_RISING);
        gas(mine, 0, 1800, 0.3, 2);
        fans(mine, 0, 600, 1, 1);
        fans(mine, 600, 650, 0, 0);
        fans(mine, 650, 1800, 1, 1);

        assertThat(mine.until(1900).story()).isEmpty();
    }

    @Test
    void aSensorInCalibrationIsNoFact() {
        var mine = mine(FAN_OFF_GAS_RISING);
        fans(mine, 0, 1800, 0, 0);
        for (double at = 0; at < 1800; at += 20) {
            mine.reads(at, "gas-1", "ch4", at / 900, Quality.CALIBRATING);
        }

        assertThat(mine.until(1900).story()).isEmpty();
    }

    // ---------------------------------------------------------------------------------- work without video

    private static final Rule DARK = rule(
            "correlation",
            "subject: {quantity: power, device-kind: power-meter}, facts: ["
                    + "{name: power, of: values, subject: {quantity: power}, in: self, take: last, fresh: 3m},"
                    + "{name: idle, of: amount, value: idle}, {name: dark, of: dark, in: zone},"
                    + "{name: maintenance, of: window, kind: maintenance}],"
                    + "levels: {yellow: 'power > idle && dark >= 10 && maintenance == 0'}");

    private static void power(WholeSite mine, double from, double to, double power) {
        for (double at = from; at < to; at += 60) {
            mine.reads(at, "power-1", "power", power);
        }
    }

    @Test
    void workWhileEveryCameraThatCoversThePlaceIsDarkIsFoundAfterTheGrace() {
        var mine = mine(DARK);
        power(mine, 0, 3600, 85);
        mine.sees(100, "camera-1", "occluded").is(700, "camera-2", Status.State.OFFLINE);
        mine.sees(3000, "camera-1", "online").until(3600);

        assertThat(mine.story()).containsExactly("OPENED yellow @1300 power-1", "CLEARED yellow @3000 power-1");
    }

    @Test
    void aCameraThatSeesCoversThePlace() {
        var mine = mine(DARK);
        power(mine, 0, 7200, 85);
        mine.sees(100, "camera-1", "occluded");

        assertThat(mine.until(7200).story()).isEmpty();
    }

    @Test
    void aDarkCameraWithoutWorkIsAMaintenanceMatter() {
        var mine = mine(DARK);
        power(mine, 0, 7200, 12);
        mine.sees(100, "camera-1", "offline").sees(100, "camera-2", "frozen");

        assertThat(mine.until(7200).story()).isEmpty();
    }

    @Test
    void nightMaintenanceThatWasDeclaredIsNot() {
        var mine = mine(DARK).window("maintenance", 0, 5000);
        power(mine, 0, 4800, 85);
        mine.sees(100, "camera-1", "offline").sees(100, "camera-2", "frozen");

        assertThat(mine.until(4900).story()).isEmpty();
    }

    @Test
    void aCameraThatSeesAnythingIsNotDark() {
        var mine = mine(DARK);
        power(mine, 0, 3600, 85);
        mine.sees(100, "camera-1", "occluded").sees(100, "camera-2", "occluded");
        mine.sees(500, "camera-2", "no_helmet");
        mine.sees(600, "camera-1", "e1", "occluded", Course.ENDED);

        assertThat(mine.until(3600).story()).isEmpty();
    }

    // --------------------------------------------------------------------------------------------- scenes

    @Test
    void anEventThatIsCalledBackOftenIsOneAndAFalseAlarmIsNone() {
        var twice = rule(
                "correlation",
                "subject: {device-kind: camera}, facts: [{name: smoke, of: scenes, types: [smoke], in: self, over: 10m}],"
                        + "levels: {orange: 'smoke >= 2'}");
        var mine = mine(twice);
        mine.sees(10, "camera-1", "e1", "smoke", Course.SEEN).sees(20, "camera-1", "e1", "smoke", Course.SEEN);
        mine.sees(30, "camera-1", "e2", "smoke", Course.SEEN).sees(40, "camera-1", "e2", "smoke", Course.FALSE_ALARM);
        mine.sees(100, "camera-1", "e3", "smoke", Course.SEEN);

        assertThat(mine.until(2000).story())
                .containsExactly(
                        "OPENED orange @30 camera-1",
                        "CLEARED orange @40 camera-1",
                        "OPENED orange @100 camera-1",
                        "CLEARED orange @610 camera-1");
    }

    // ------------------------------------------------------------------------------------------- by levels

    private static final Rule FEEDS = rule(
            "correlation",
            "subject: {quantity: running, device-kind: fan}, facts: ["
                    + "{name: live, of: values, subject: {quantity: running}, in: site, take: sum, fresh: 5m},"
                    + "{name: known, of: values, subject: {quantity: running}, in: site, take: count, fresh: 5m},"
                    + "{name: own, of: values, subject: {quantity: running}, in: self, take: last}],"
                    + "levels: {orange: 'own == 0 && live < known', red: 'own == 0 && live == 0 && known >= 2'}");

    @Test
    void oneOfTwoLostIsOrangeAndBothAreRed() {
        var mine = mine(FEEDS);
        fans(mine, 0, 600, 1, 1);
        fans(mine, 600, 1200, 0, 1);
        fans(mine, 1200, 1800, 0, 0);
        fans(mine, 1800, 2400, 1, 0);

        assertThat(mine.until(2500).story())
                .containsExactly(
                        "OPENED orange @600 fan-1",
                        "RAISED red @1200 fan-1",
                        "OPENED red @1200 fan-2",
                        "CLEARED red @1800 fan-1",
                        "LOWERED orange @1800 fan-2");
    }

    // -------------------------------------------------------------------------------------------- sequence

    private static final Rule SEQUENCE = rule(
            "sequence",
            "level: orange, " + FAN_AND_GAS + ", first: 'running == 0', then: 'rise >= least', within: 30m");

    @Test
    void gasThatRisesAfterTheFanStoodIsASequence() {
        var mine = mine(SEQUENCE);
        fans(mine, 0, 600, 1, 1);
        fans(mine, 600, 900, 0, 0);
        fans(mine, 900, 3600, 1, 1);
        gas(mine, 0, 1200, 0.3, 0);
        gas(mine, 1200, 2400, 0.3, 2);
        gas(mine, 2400, 3600, 0.9, 0);

        assertThat(mine.until(3700).story()).containsExactly("OPENED orange @1560 gas-1", "CLEARED orange @2540 gas-1");
        assertThat(mine.transitions.get(0).reason().en()).contains("first running == 0 (until 2026-03-01 08:15:00)");
    }

    @Test
    void theOtherWayRoundIsNone() {
        var mine = mine(SEQUENCE);
        gas(mine, 0, 1200, 0.3, 2);
        fans(mine, 0, 700, 1, 1);
        fans(mine, 700, 1200, 0, 0);

        assertThat(mine.until(1300).story()).isEmpty();
    }

    @Test
    void tooLateIsNone() {
        var mine = mine(SEQUENCE);
        fans(mine, 0, 300, 0, 0);
        fans(mine, 300, 7200, 1, 1);
        gas(mine, 0, 3600, 0.3, 0);
        gas(mine, 3600, 7200, 0.3, 2);

        assertThat(mine.until(7300).story()).isEmpty();
    }
}
