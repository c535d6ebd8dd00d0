package org.jiaoying.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.Status;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.Site;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.feed.FeedMessage.Channel;
import org.jiaoying.simulators.site.CoalMine;
import org.jiaoying.simulators.site.Demo;
import org.jiaoying.simulators.site.Scenario;
import org.jiaoying.simulators.site.Scenarios;
import org.jiaoying.simulators.site.SimulatedDevice;
import org.jiaoying.stream.detect.Findings;
import org.jiaoying.stream.detect.SiteFact;
import org.jiaoying.stream.detect.SiteJudge;
import org.jiaoying.stream.detect.SitePlan;
import org.jiaoying.stream.detect.SitePlanner;
import org.jiaoying.stream.detect.VersionedRule;
import org.jiaoying.stream.state.SiteState;
import org.junit.jupiter.api.Test;

/** Two days of a mine where three shifts change, come and go, and cameras see what they usually see. */
class QuietMineTest {
    private static final Instant START = Instant.parse("2026-03-02T01:00:00Z");
    private static final Duration LENGTH = Duration.ofDays(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void nobodyIsCalledOverPeopleWhoOnlyWork() throws IOException {
        Scenario calm = Scenarios.list().stream()
                .filter(scenario -> scenario.name().equals(Scenarios.CALM))
                .findFirst()
                .orElseThrow();
        List<SiteFact> facts = new ArrayList<>();
        for (SimulatedDevice device : CoalMine.devices(7, START, calm)) {
            String id = device.key().device();
            if (id.equals("positioning") || id.startsWith("cam-")) {
                say(device, facts);
            }
        }
        facts.sort(Comparator.comparingLong(SiteFact::now));
        assertThat(facts).hasSizeGreaterThan(10_000);

        assertThat(judge(facts)).isEmpty();
    }

    private static void say(SimulatedDevice device, List<SiteFact> facts) throws IOException {
        long cadence = device.cadence().toMillis();
        Instant at = Instant.ofEpochMilli(Math.floorDiv(START.toEpochMilli(), cadence) * cadence)
                .plus(device.phase());
        for (; at.isBefore(START.plus(LENGTH)); at = at.plusMillis(cadence)) {
            for (FeedMessage message : device.say(at)) {
                var said = new DeviceMessage(device.key(), message.at(), List.of(observation(message)));
                facts.addAll(SiteFact.of(said, message.at().toEpochMilli()));
            }
        }
    }

    private static List<BreachTransition> judge(List<SiteFact> facts) {
        SitePlan plan = plan();
        var state = new SiteState();
        var judge = new SiteJudge();
        var findings = new Findings(START);
        judge.advance(state, plan, facts, START.plus(LENGTH).toEpochMilli(), true, Instant::ofEpochMilli, findings);
        assertThat(findings.failures).isEmpty();
        return findings.transitions;
    }

    /** The demo's mine, with limits for people and a leader for each shift. */
    private static SitePlan plan() {
        List<Device> devices = new ArrayList<>();
        Site mine = null;
        for (var entry :
                RegisterFile.parse("demo-register.yaml", Demo.registerYaml()).entries()) {
            if (entry instanceof Site site && site.key().enterprise().equals("demo-mine")) {
                mine = site;
            } else if (entry instanceof Device device
                    && device.key().enterprise().equals("demo-mine")) {
                devices.add(device);
            }
        }
        assertThat(mine).isNotNull();
        for (String leader : List.of("P1000", "P1100", "P1200")) {
            devices.add(new Device(
                    new org.jiaoying.domain.DeviceKey(
                            mine.key().enterprise(), mine.key().site(), leader),
                    org.jiaoying.domain.Text.same(leader),
                    "card",
                    null,
                    new Attributes(java.util.Map.of("role", "leader")),
                    List.of(),
                    List.of()));
        }
        var limited = new Site(
                mine.key(),
                mine.name(),
                mine.kind(),
                mine.timeZone(),
                mine.region(),
                new Attributes(java.util.Map.of("max-people", "40", "max-hours", "10")),
                mine.zones(),
                mine.windows());
        return SitePlanner.plan(
                limited,
                null,
                devices,
                Stream.of("personnel", "video")
                        .flatMap(pack -> RulePacks.load(pack).stream())
                        .map(rule -> new VersionedRule(1, rule))
                        .toList());
    }

    private static Observation observation(FeedMessage message) throws IOException {
        JsonNode json = JSON.readTree(message.payload());
        if (message.channel() == Channel.STATUS) {
            var said = Status.State.valueOf(json.get("state").asText().toUpperCase(Locale.ROOT));
            return new Status(said, message.at(), TimeBasis.DEVICE);
        }
        if (message.channel() == Channel.EVENT) {
            return new SceneEvent(
                    json.path("id").asText(null),
                    json.get("type").asText(),
                    json.get("confidence").asDouble(),
                    null,
                    message.at(),
                    TimeBasis.DEVICE);
        }
        return new Position(
                json.get("tag").asText(),
                json.get("zone").asText(),
                Position.Movement.valueOf(json.get("event").asText().toUpperCase(Locale.ROOT)),
                json.get("x").asDouble(),
                json.get("y").asDouble(),
                0.0,
                message.at(),
                TimeBasis.DEVICE);
    }
}
