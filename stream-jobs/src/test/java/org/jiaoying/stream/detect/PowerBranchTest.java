package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.stream.state.DeviceState;
import org.junit.jupiter.api.Test;

/** The pack's rules about branches of a mine's power, an interval each quarter of an hour. */
class PowerBranchTest {
    private static final int QUARTER = 900;

    /** The ids of the rules that open a breach at a meter of a branch. */
    private static List<String> opened(String branch, Map<String, String> limits, String window, double... energy) {
        var attributes = new java.util.HashMap<>(limits);
        attributes.put("branch", branch);
        var point = new Point(
                "energy", Text.same("Energy"), "energy", "kWh", null, null, Set.of(), new Attributes(attributes));
        var declared = new DeclaredWindow(window, Mine.at(0), Mine.at(86_400), "");
        var device = new Device(
                Mine.SENSOR,
                Text.same("Meter"),
                "power-meter",
                null,
                Attributes.NONE,
                List.of(point),
                List.of(declared));
        DevicePlan plan = Planner.plan(
                device,
                Mine.site(),
                null,
                RulePacks.load("power").stream()
                        .map(rule -> new VersionedRule(1, rule))
                        .toList());
        var judge = new DeviceJudge(ReorderBound.DEFAULT);
        var state = new DeviceState();
        var found = new Findings(Instant.EPOCH);
        for (int i = 0; i < energy.length; i++) {
            Instant at = Mine.at(i * QUARTER);
            var reading = new Reading("energy", at, energy[i], Quality.GOOD, TimeBasis.DEVICE);
            judge.observe(state, plan, new DeviceMessage(Mine.SENSOR, at, List.of(reading)), found);
        }
        return found.transitions.stream()
                .filter(step -> step.change() == BreachTransition.Change.OPENED)
                .map(BreachTransition::ruleId)
                .toList();
    }

    @Test
    void productionWhileOrderedToStopIsFoundOneIntervalIsNot() {
        Map<String, String> idle = Map.of("idle-energy", "5");

        assertThat(opened("production", idle, "ordered-stop", 1, 30, 2, 40))
                .containsExactly("power-production-stopped");
        assertThat(opened("production", idle, "ordered-stop", 1, 30, 2, 2, 2, 2, 30))
                .isEmpty();
        assertThat(opened("production", idle, "holiday", 60, 60, 60)).isEmpty();
        assertThat(opened("drainage", idle, "ordered-stop", 60, 60, 60)).isEmpty();
    }

    @Test
    void ventilationThatLosesItsPowerIsFoundPlannedMaintenanceIsRecordedOnly() {
        Map<String, String> running = Map.of("running-energy", "20");

        assertThat(opened("ventilation", running, "ordered-stop", 25, 0, 0)).containsExactly("power-ventilation-lost");
        assertThat(opened("ventilation", running, "ordered-stop", 25, 0, 25, 0)).isEmpty();
        assertThat(opened("ventilation", running, "maintenance", 25, 0, 0)).containsExactly("~power-ventilation-lost");
    }
}
