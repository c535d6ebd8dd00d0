package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.DeviceState;
import org.junit.jupiter.api.Test;

/** The rules that come with the system, at a mine that is honest and at one that is not. Times are in seconds. */
class SensorPacksTest {
    private static final Map<String, String> GAS = Map.of("alarm", "1.0", "cut", "1.5", "restore", "1.0");

    private static Rule rule(String id) {
        return RulePacks.all().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Rule[] rulesOfSites() {
        return RulePacks.all().stream()
                .filter(rule -> rule.id().startsWith("gas-sensor-")
                        || rule.id().startsWith("gas-calibration-")
                        || RulePacks.load("cross-feed").contains(rule))
                .filter(rule -> SiteKinds.judges(rule.condition()))
                .toArray(Rule[]::new);
    }

    private static WholeSite mine(Rule... rules) {
        var mine = new WholeSite(rules)
                .zone("face", Map.of())
                .zone("return", Map.of())
                .zone("surface", Map.of());
        for (String zone : List.of("face", "return")) {
            for (int i = 1; i <= 2; i++) {
                mine.sensor("gas-" + zone + "-" + i, "gas-sensor", zone, "ch4", GAS);
            }
        }
        return mine.sensor("fan-1", "fan", "surface", "running", Map.of())
                .sensor("fan-2", "fan", "surface", "running", Map.of())
                .sensor("hoist", "power-meter", "surface", "power", Map.of("branch", "hoist"))
                .sensor("belt", "power-meter", "face", "power", Map.of("video", "required"))
                .sensor("feed-1", "power-feed", "surface", "voltage", Map.of("nominal", "10000"))
                .sensor("feed-2", "power-feed", "surface", "voltage", Map.of("nominal", "10000"))
                .device("camera-1", "camera", "face", Map.of())
                .device("station-1", "positioning-station", "face", Map.of());
    }

    private static void reads(
            WholeSite mine, String sensor, String quantity, double from, double to, DoubleUnaryOperator value) {
        for (double at = from; at < to; at += 30) {
            mine.reads(at, sensor, quantity, Math.round(value.applyAsDouble(at) * 100) / 100.0);
        }
    }

    private static DoubleUnaryOperator air(long seed) {
        var random = new Random(seed);
        return at -> Math.max(0, 0.35 + 0.12 * Math.sin(at / 5000) + 0.015 * random.nextGaussian());
    }

    @Test
    void anHonestMineOnAnOrdinaryDayIsLeftAlone() {
        var mine = mine(rulesOfSites());
        double day = 24 * 3600;
        reads(mine, "gas-face-1", "ch4", 0, day, air(1));
        reads(mine, "gas-face-2", "ch4", 0, 36_000, air(2));
        reads(mine, "gas-return-1", "ch4", 0, day, air(3));
        reads(mine, "gas-return-2", "ch4", 0, day, air(4));
        reads(mine, "fan-1", "running", 0, day, at -> 1);
        reads(mine, "fan-2", "running", 0, day, at -> 0);
        reads(mine, "hoist", "power", 0, day, at -> at % 600 < 300 ? 400 : 20);
        reads(mine, "belt", "power", 0, day, at -> at < 60_000 ? 90 : 5);
        reads(mine, "feed-1", "voltage", 0, day, at -> 10_050);
        reads(mine, "feed-2", "voltage", 0, day, at -> 9_980);
        for (double at = 0; at < 60_000; at += 30) {
            mine.fix(at, "P1", "face");
        }
        // A calibration with test gas, then a repair with the camera dark while nobody works.
        for (double at = 36_000; at < 36_360; at += 10) {
            double gas = at < 36_060 ? 0 : at < 36_240 ? 1.6 : 0;
            mine.reads(at, "gas-face-2", "ch4", gas, Quality.CALIBRATING);
        }
        reads(mine, "gas-face-2", "ch4", 36_360, day, air(5));
        mine.card(60_000, "P1", "face", org.jiaoying.domain.observe.Position.Movement.LEAVE);
        mine.sees(65_000, "camera-1", "offline").sees(75_000, "camera-1", "online");
        for (double hour = 3600; hour <= day; hour += 3600) {
            mine.until(hour);
        }

        assertThat(mine.story()).isEmpty();
    }

    @Test
    void aSensorThatIsKeptAtZeroBesideGasIsContradicted() {
        var mine = mine(rule("gas-sensor-contradicted"));
        reads(mine, "gas-face-1", "ch4", 0, 1200, at -> 1.9);
        reads(mine, "gas-face-2", "ch4", 0, 1200, at -> 0);

        assertThat(mine.until(1300).story()).containsExactly("OPENED orange @600 gas-face-2 0");
        assertThat(mine.transitions.get(0).reason().zh())
                .isEqualTo("facegas-face-2 gas-face-1 为 1.9%，同处的本测点为 0%，已 10 分钟");
    }

    @Test
    void oneWaveInTwoPlacesIsACopy() {
        var wave = air(6);
        var values = new double[600];
        for (int i = 0; i < values.length; i++) {
            values[i] = wave.applyAsDouble(i * 30.0);
        }
        var mine = mine(rule("gas-sensor-copied"));
        reads(mine, "gas-face-1", "ch4", 0, 9000, at -> values[(int) (at / 30)]);
        reads(mine, "gas-return-1", "ch4", 0, 9000, at -> values[(int) Math.max(0, at / 30 - 2)]);

        assertThat(mine.until(9100).story()).hasSize(1).first().asString().contains("gas-return-1");
    }

    @Test
    void calibrationsThatHideSomethingAreFound() {
        var early = mine(rule("gas-calibration-early"), rule("gas-calibration-without-gas"));
        reads(early, "gas-face-1", "ch4", 0, 600, at -> 0.86);
        for (double at = 660; at < 1000; at += 20) {
            early.reads(at, "gas-face-1", "ch4", 0.3, Quality.CALIBRATING);
        }
        early.reads(1000, "gas-face-1", "ch4", 0.3);
        assertThat(early.until(1100).story())
                .contains("OPENED orange @660 gas-face-1 0.86", "OPENED blue @1000 gas-face-1 0.3");

        var many = mine(rule("gas-calibration-many"));
        for (String sensor : List.of("gas-face-1", "gas-face-2", "gas-return-1", "gas-return-2")) {
            many.is(100, sensor, Status.State.CALIBRATING).reads(110, sensor, "ch4", 0);
        }
        assertThat(many.until(200).story()).hasSize(1).first().asString().startsWith("OPENED orange");
    }

    @Test
    void aSensorThatStandsStillOrGivesNothingIsFound() {
        var mine = mine(rule("gas-sensor-stuck"), rule("gas-sensor-paused"));
        reads(mine, "gas-face-1", "ch4", 0, 6 * 3600, at -> 0.44);
        reads(mine, "gas-face-2", "ch4", 0, 6 * 3600, air(7));
        for (double at = 0; at < 3 * 3600; at += 60) {
            mine.reads(at, "gas-return-1", "ch4", 0.2, Quality.BAD);
        }

        assertThat(mine.until(6 * 3600).transitions)
                .extracting(BreachTransition::ruleId)
                .containsExactlyInAnyOrder("gas-sensor-stuck", "gas-sensor-paused");
    }

    @Test
    void workWithoutVideoIsFoundByPeopleAndByPower() {
        var mine = mine(rule("people-without-video"), rule("power-without-video"));
        mine.sees(100, "camera-1", "occluded");
        reads(mine, "belt", "power", 0, 1800, at -> 90);
        for (double at = 0; at < 1800; at += 30) {
            mine.fix(at, "P1", "face");
        }

        assertThat(mine.until(1800).story())
                .containsExactlyInAnyOrder("OPENED yellow @700 camera-1", "OPENED yellow @700 belt");
    }

    @Test
    void gasThatRisesWherePeopleAreIsFoundBeforeTheLimit() {
        var mine = mine(rule("gas-rising-with-people"));
        reads(mine, "gas-face-1", "ch4", 0, 3000, at -> at < 1200 ? 0.5 : Math.min(0.95, 0.5 + (at - 1200) / 2000));
        reads(mine, "gas-return-1", "ch4", 0, 3000, at -> at < 1200 ? 0.5 : Math.min(0.95, 0.5 + (at - 1200) / 2000));
        for (double at = 0; at < 3000; at += 30) {
            mine.fix(at, "P1", "face").fix(at, "P2", "face");
        }
        mine.until(3000);

        assertThat(mine.transitions).hasSizeGreaterThanOrEqualTo(1);
        assertThat(mine.transitions.get(0).device().device()).isEqualTo("gas-face-1");
        assertThat(mine.transitions.get(0).reason().zh()).contains("该处有 2 人");
        assertThat(mine.transitions).allMatch(step -> step.device().device().equals("gas-face-1"));
    }

    @Test
    void theFanAndTheGasAreReadTogether() {
        var mine = mine(rule("fan-off-gas-rising"), rule("gas-after-fan-stopped"));
        reads(mine, "fan-1", "running", 0, 3600, at -> at > 600 && at < 1500 ? 0 : 1);
        reads(mine, "fan-2", "running", 0, 3600, at -> 0);
        reads(mine, "gas-face-1", "ch4", 0, 3600, at -> at < 700 ? 0.3 : Math.min(0.9, 0.3 + (at - 700) / 2000));
        mine.until(3600);

        assertThat(mine.story()).first().asString().startsWith("OPENED red @1110 gas-face-1");
        assertThat(mine.transitions)
                .extracting(BreachTransition::ruleId)
                .contains("fan-off-gas-rising", "gas-after-fan-stopped");
    }

    @Test
    void aStoppedMineThatHoistsWithNobodySignedInIsFound() {
        var mine = mine(rule("stopped-but-hoisting")).window("ordered-stop", 0, 100_000);
        reads(mine, "hoist", "power", 0, 7200, at -> at < 3600 ? 20 : 300);

        assertThat(mine.until(7200).story()).containsExactly("OPENED orange @4200 hoist");
    }

    @Test
    void oneFeedLostIsOrangeAndBothAreRed() {
        var mine = mine(rule("power-feed-lost"));
        reads(mine, "feed-1", "voltage", 0, 1800, at -> at < 600 ? 10_000 : 0);
        reads(mine, "feed-2", "voltage", 0, 1800, at -> at < 1200 ? 10_000 : 0);

        assertThat(mine.until(1800).story())
                .containsExactly("OPENED orange @605 feed-1", "RAISED red @1205 feed-1", "OPENED red @1205 feed-2");
    }

    // --------------------------------------------------------------------------------- signs of one point

    private static List<String> ofOnePoint(String ruleId, double to, DoubleUnaryOperator value) {
        var point = new Point("ch4", Text.same("CH4"), "ch4", "%", 0.0, 4.0, Set.of(), new Attributes(GAS));
        var device = new Device(
                WholeSite.key("gas-1"),
                Text.same("gas-1"),
                "gas-sensor",
                "face",
                Attributes.NONE,
                List.of(point),
                List.of());
        DevicePlan plan = Mine.plan(device, rule(ruleId));
        var judge = new DeviceJudge(ReorderBound.DEFAULT);
        var state = new DeviceState();
        var story = new ArrayList<String>();
        for (double at = 0; at < to; at += 20) {
            double shown = value.applyAsDouble(at);
            if (Double.isNaN(shown)) {
                continue;
            }
            var reading =
                    new Reading("ch4", Mine.at(at), Math.round(shown * 100) / 100.0, Quality.GOOD, TimeBasis.DEVICE);
            var found = new Findings(Instant.EPOCH);
            judge.observe(state, plan, new DeviceMessage(device.key(), Mine.at(at), List.of(reading)), found);
            found.transitions.forEach(step -> story.add(step.change() + " " + step.ruleId()));
        }
        return story;
    }

    @Test
    void signsOfOnePointAreFoundAndAnOrdinaryDayShowsNone() {
        var air = air(8);
        for (String id : List.of("gas-sensor-clipped", "gas-sensor-step-down", "gas-sensor-redrawn")) {
            assertThat(ofOnePoint(id, 24 * 3600, air)).isEmpty();
        }
        var random = new Random(9);
        assertThat(ofOnePoint(
                        "gas-sensor-clipped",
                        14_400,
                        at -> Math.min(0.98, 1.0 + 0.2 * Math.sin(at / 1500) + 0.01 * random.nextGaussian())))
                .startsWith("OPENED gas-sensor-clipped");
        assertThat(ofOnePoint("gas-sensor-step-down", 1200, at -> at < 600 ? 0.86 : 0))
                .containsExactly("OPENED gas-sensor-step-down");
        assertThat(ofOnePoint(
                        "gas-sensor-redrawn",
                        18_000,
                        at -> at < 7200 ? air.applyAsDouble(at) : at < 8400 ? Double.NaN : 0.4))
                .containsExactly("OPENED gas-sensor-redrawn");
    }
}
