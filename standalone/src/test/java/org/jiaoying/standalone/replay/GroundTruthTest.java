package org.jiaoying.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.feed.FeedMessage.Channel;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.simulators.replay.ReplayRow;
import org.jiaoying.simulators.replay.ReplayRows;
import org.jiaoying.simulators.replay.ReplayVerdict;
import org.jiaoying.simulators.site.CoalMine;
import org.jiaoying.simulators.site.Demo;
import org.jiaoying.simulators.site.OpenPit;
import org.jiaoying.simulators.site.Scenario;
import org.jiaoying.simulators.site.Scenario.Danger;
import org.jiaoying.simulators.site.Scenarios;
import org.jiaoying.simulators.site.SimulatedDevice;
import org.jiaoying.stream.detect.DeviceJudge;
import org.jiaoying.stream.detect.DevicePlan;
import org.jiaoying.stream.detect.Findings;
import org.jiaoying.stream.detect.Planner;
import org.jiaoying.stream.detect.ReorderBound;
import org.jiaoying.stream.detect.VersionedRule;
import org.jiaoying.stream.state.DeviceState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What recorded cases and simulated scenarios say of themselves is what the detectors find, and nothing else. */
class GroundTruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");

    private final DeviceJudge judge = new DeviceJudge(ReorderBound.DEFAULT);
    private final Map<DeviceKey, DeviceState> states = new HashMap<>();
    private final List<BreachTransition> found = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "power-stopped, power/steel_plant_2018.csv",
        "slope-creep, slope/synthetic-1h.csv",
        "slope-creep, slope/synthetic-6h.csv",
        "machine-failure, machine/machine_temperature_system_failure.csv",
    })
    void aCaseFindsItsLabelsAndNothingElse(String name, String data) throws IOException {
        Path csv = recorded(data);
        assumeThat(csv)
                .as("recorded data: put %s into a folder shared/data beside the project", data)
                .isNotNull();
        ReplayCase replay = ReplayCase.load(Path.of("../simulators/cases", name + ".yaml"));
        var plans = plans(replay.register(), RuleParser.pack(name, replay.rules()));
        Instant now = Instant.EPOCH;
        try (ReplayRows rows = replay.rows(csv)) {
            while (rows.hasNext()) {
                ReplayRow row = rows.next();
                // As the gateway judges on a clock that follows the data and never goes back.
                TimeBasis basis = row.at().isBefore(now) ? TimeBasis.LATE : TimeBasis.DEVICE;
                now = row.at().isBefore(now) ? now : row.at();
                for (ReplayRow.DeviceValues values : row.devices()) {
                    List<Observation> readings = new ArrayList<>();
                    values.values()
                            .forEach((point, value) ->
                                    readings.add(new Reading(point, row.at(), value, Quality.GOOD, basis)));
                    observe(plans, values.device(), now, readings);
                }
            }
        }
        ReplayVerdict verdict = ReplayVerdict.of(replay.labels(), found);
        assertThat(verdict.missed()).isEmpty();
        assertThat(verdict.unexpected()).isEmpty();
        assertThat(verdict.found()).hasSameSizeAs(replay.labels());
    }

    static Stream<Scenario> scenarios() {
        return Scenarios.list().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioBreachesWhatItsTruthSaysAndNothingElse(Scenario scenario) {
        var rules = Stream.of("coal-mine-gas", "open-pit-slope", "power")
                .flatMap(pack -> RulePacks.load(pack).stream())
                .toList();
        var plans = plans(RegisterFile.parse("demo-register.yaml", Demo.registerYaml()), rules);
        Duration length = scenario.length().isZero() ? Duration.ofDays(2) : scenario.length();
        Stream.concat(CoalMine.devices(1, START, scenario).stream(), OpenPit.devices(1, START, scenario).stream())
                .filter(GroundTruthTest::measures)
                .filter(device ->
                        length.toDays() < 3 || device.key().enterprise().equals(OpenPit.ENTERPRISE))
                .forEach(device -> play(device, plans, length));

        for (Danger danger : scenario.dangers()) {
            assertThat(found).as(danger.what().en()).anyMatch(step -> meets(danger, step));
        }
        assertThat(found)
                .filteredOn(step -> step.change() == Change.OPENED)
                .allMatch(step -> scenario.dangers().stream()
                        .anyMatch(danger -> danger.device().equals(step.device())));
    }

    private static boolean meets(Danger danger, BreachTransition step) {
        Duration since = Duration.between(START, step.at());
        return step.device().equals(danger.device())
                && (step.change() == Change.OPENED || step.change() == Change.RAISED)
                && (danger.level() == null || danger.level() == step.level())
                && since.compareTo(danger.earliest()) >= 0
                && since.compareTo(danger.latest()) <= 0;
    }

    /** Has a device speak, and event time pass second by second, or from one of its times to the next if those lie far apart. */
    private void play(SimulatedDevice device, Map<DeviceKey, DevicePlan> plans, Duration length) {
        long cadence = device.cadence().toMillis();
        Instant next = Instant.ofEpochMilli(Math.floorDiv(START.toEpochMilli(), cadence) * cadence)
                .plus(device.phase());
        Instant end = START.plus(length);
        long step = Math.min(cadence, 60_000) / 10;
        for (Instant now = START; now.isBefore(end); now = now.plusMillis(step)) {
            while (!next.isAfter(now)) {
                for (FeedMessage message : device.say(next)) {
                    observe(plans, device.key(), next, observations(message));
                }
                next = next.plusMillis(cadence);
            }
            look(plans, device.key(), now);
        }
    }

    private static boolean measures(SimulatedDevice device) {
        return !device.key().device().equals("positioning")
                && !device.key().device().startsWith("cam-");
    }

    private void observe(
            Map<DeviceKey, DevicePlan> plans, DeviceKey device, Instant now, List<Observation> observations) {
        var findings = new Findings(now);
        judge.observe(state(device), plans.get(device), new DeviceMessage(device, now, observations), findings);
        found.addAll(findings.transitions);
    }

    private void look(Map<DeviceKey, DevicePlan> plans, DeviceKey device, Instant now) {
        long millis = now.toEpochMilli();
        if (judge.nextLook(state(device), plans.get(device), millis) <= millis) {
            var findings = new Findings(now);
            judge.look(state(device), plans.get(device), device, millis, findings);
            found.addAll(findings.transitions);
        }
    }

    private DeviceState state(DeviceKey device) {
        return states.computeIfAbsent(device, key -> new DeviceState());
    }

    private static Map<DeviceKey, DevicePlan> plans(RegisterFile register, List<Rule> rules) {
        List<VersionedRule> versioned =
                rules.stream().map(rule -> new VersionedRule(1, rule)).toList();
        var plans = new HashMap<DeviceKey, DevicePlan>();
        Enterprise enterprise = null;
        Site site = null;
        for (var entry : register.entries()) {
            if (entry instanceof Enterprise of) {
                enterprise = of;
            } else if (entry instanceof Site of) {
                site = of;
            } else if (entry instanceof Device device) {
                plans.put(device.key(), Planner.plan(device, site, enterprise, versioned));
            }
        }
        return plans;
    }

    private static List<Observation> observations(FeedMessage message) {
        JsonNode json = json(message);
        if (message.channel() == Channel.STATUS) {
            var said = Status.State.valueOf(json.get("state").asText().toUpperCase(Locale.ROOT));
            return List.of(new Status(said, message.at(), TimeBasis.DEVICE));
        }
        var quality = Quality.valueOf(json.path("quality").asText("good").toUpperCase(Locale.ROOT));
        List<Observation> readings = new ArrayList<>();
        json.get("values")
                .fields()
                .forEachRemaining(value -> readings.add(new Reading(
                        value.getKey(), message.at(), value.getValue().asDouble(), quality, TimeBasis.DEVICE)));
        return readings;
    }

    private static JsonNode json(FeedMessage message) {
        try {
            return JSON.readTree(message.payload());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path recorded(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data").resolve(name);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        return null;
    }
}
