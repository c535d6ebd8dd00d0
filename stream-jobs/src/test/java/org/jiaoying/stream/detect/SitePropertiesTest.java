package org.jiaoying.stream.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;

/** What holds of a site's breaches whatever comes in whatever order. */
class SitePropertiesTest {
    private static final Rule[] RULES = {
        rule("crowd", "find: too-many, levels: {yellow: 1, red: 3}, for: 5s"),
        rule("crowd-site", "find: too-many, over: site, levels: {orange: 3}"),
        rule("stay", "find: too-long, levels: {yellow: 0.01}"),
        rule("alone", "find: alone, level: blue, for: 20s"),
        rule("vanished", "find: vanished, level: orange, polls: 2, every: 10s"),
        rule("together", "find: together, level: blue, times: 2, within: 5s"),
        rule("fast", "find: too-fast, levels: {yellow: 5}, times: 2"),
        rule("leader", "find: no-leader, level: orange, for: 15s"),
        WholeSite.rule("helmet", "scene", "level: yellow, types: [no_helmet], times: 2, within: 20s, quiet: 15s"),
        WholeSite.rule("dark", "scene", "level: blue, types: [offline, frozen], for: 10s"),
    };
    private static final String[] ZONES = {"face", "shaft", "goaf"};
    private static final String[] TAGS = {"a", "b", "c", "chief"};
    private static final int SECONDS = 120;

    private static Rule rule(String id, String fields) {
        return WholeSite.rule(id, "occupancy", fields);
    }

    @Property(tries = 150)
    void theOrderOfArrivalAndRepeatsChangeNothing(@ForAll Random random) {
        List<DeviceMessage> said = said(random);
        List<String> inOrder = told(play(said, 1, random));
        assertThat(inOrder).isNotEmpty();

        List<DeviceMessage> other = new ArrayList<>();
        for (DeviceMessage message : said) {
            other.add(other.isEmpty() ? 0 : Math.max(0, other.size() - random.nextInt(8)), message);
            if (random.nextInt(4) == 0) {
                other.add(message);
            }
        }
        assertThat(told(play(other, 1, random))).isEqualTo(inOrder);
    }

    @Property(tries = 150)
    void howFarTimeJumpsChangesNothing(@ForAll Random random) {
        List<DeviceMessage> said = said(random);
        assertThat(told(play(said, 1 + random.nextInt(60), random))).isEqualTo(told(play(said, 1, random)));
    }

    @Property(tries = 150)
    void everyBreachLivesByTheTableAndIsOpenedOnce(@ForAll Random random) {
        Map<String, BreachTransition> last = new LinkedHashMap<>();
        for (BreachTransition step : play(said(random), 3, random)) {
            BreachTransition before = last.put(step.breachId(), step);
            assertThat(step.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
            assertThat(step.change() == Change.OPENED).isEqualTo(before == null);
            assertThat(before == null || before.change() != Change.CLEARED).isTrue();
            assertThat(before == null || !step.at().isBefore(before.at())).isTrue();
            assertThat(before == null || step.device().equals(before.device())).isTrue();
        }
    }

    private static List<DeviceMessage> said(Random random) {
        var said = new ArrayList<DeviceMessage>();
        for (int i = 0; i < 90; i++) {
            double at = random.nextInt(SECONDS * 10) / 10.0;
            Observation observation = random.nextInt(4) == 0 ? scene(random, at) : position(random, at);
            String device = observation instanceof SceneEvent ? "cam-1" : "station-" + (1 + random.nextInt(2));
            said.add(new DeviceMessage(WholeSite.key(device), Mine.at(at), List.of(observation)));
        }
        said.sort(java.util.Comparator.comparing(DeviceMessage::receivedAt));
        return said;
    }

    private static Observation scene(Random random, double at) {
        String type = List.of("no_helmet", "offline", "frozen", "online").get(random.nextInt(4));
        Course course = random.nextInt(4) == 0 ? Course.values()[random.nextInt(3)] : Course.SEEN;
        return new SceneEvent("e" + random.nextInt(6), type, 0.9, null, course, Mine.at(at), TimeBasis.DEVICE);
    }

    private static Observation position(Random random, double at) {
        Movement movement = random.nextInt(5) == 0 ? Movement.LEAVE : Movement.FIX;
        return new Position(
                TAGS[random.nextInt(TAGS.length)],
                ZONES[random.nextInt(ZONES.length)],
                movement,
                null,
                null,
                null,
                Mine.at(at),
                TimeBasis.DEVICE);
    }

    /** Messages come some time before event time does, which goes on by {@code step} seconds; the state goes through its bytes. */
    private static List<BreachTransition> play(List<DeviceMessage> said, int step, Random random) {
        var site = new WholeSite(RULES)
                .zone("face", Map.of("x", "0", "y", "0", "dwell", "2s"))
                .zone("shaft", Map.of("x", "500", "y", "0", "dwell", "2s"))
                .zone("goaf", Map.of("dwell", "0s"))
                .device("chief", "card", null, Map.of("role", "leader"))
                .device("cam-1", "camera", "face", Map.of())
                .device("station-1", "positioning-station", "face", Map.of())
                .device("station-2", "positioning-station", "shaft", Map.of());
        site.until(0);
        List<DeviceMessage> later = new ArrayList<>(said);
        for (int now = step; now < SECONDS + 200 + step; now += step) {
            long until = Mine.at(now).toEpochMilli();
            later.removeIf(message -> {
                boolean comes = message.receivedAt().toEpochMilli() <= until;
                if (comes) {
                    site.receives(message);
                }
                return comes;
            });
            site.until(now);
        }
        site.until(2 * SECONDS + 300);
        return site.transitions;
    }

    private static List<String> told(List<BreachTransition> transitions) {
        return transitions.stream()
                .map(step -> step.breachId() + " " + step.ruleId() + " " + step.revision() + " " + step.change() + " "
                        + step.level() + " " + step.at() + " " + step.device() + " " + step.zone() + " "
                        + step.value() + " " + step.reason())
                .sorted()
                .toList();
    }
}
