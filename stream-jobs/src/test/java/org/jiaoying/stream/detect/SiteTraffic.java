package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Position;
import org.jiaoying.domain.observe.Position.Movement;
import org.jiaoying.domain.observe.SceneEvent;
import org.jiaoying.domain.observe.SceneEvent.Course;
import org.jiaoying.domain.observe.TimeBasis;
import org.jiaoying.domain.rule.Rule;

/** People and cameras of a site at random, with rules that find something in it. */
public final class SiteTraffic {
    public static final Rule[] RULES = {
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
    public static final int SECONDS = 120;

    private static Rule rule(String id, String fields) {
        return WholeSite.rule(id, "occupancy", fields);
    }

    private SiteTraffic() {}

    /** The site of the tests with its zones, stations, camera and cards. */
    public static WholeSite site() {
        return new WholeSite(RULES)
                .zone("face", Map.of("x", "0", "y", "0", "dwell", "2s"))
                .zone("shaft", Map.of("x", "500", "y", "0", "dwell", "2s"))
                .zone("goaf", Map.of("dwell", "0s"))
                .device("chief", "card", null, Map.of("role", "leader"))
                .device("cam-1", "camera", "face", Map.of())
                .device("station-1", "positioning-station", "face", Map.of())
                .device("station-2", "positioning-station", "shaft", Map.of());
    }

    /** What is said at a site in two minutes, in the order in which it is received. */
    public static List<DeviceMessage> said(Random random, SiteKey site) {
        var said = new ArrayList<DeviceMessage>();
        for (int i = 0; i < 90; i++) {
            double at = random.nextInt(SECONDS * 10) / 10.0;
            Observation observation = random.nextInt(4) == 0 ? scene(random, at) : position(random, at);
            String device = observation instanceof SceneEvent ? "cam-1" : "station-" + (1 + random.nextInt(2));
            said.add(new DeviceMessage(
                    new DeviceKey(site.enterprise(), site.site(), device), Mine.at(at), List.of(observation)));
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
}
