package org.jiaoying.simulators.load;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.Enterprise;
import org.jiaoying.domain.register.InitialUser;
import org.jiaoying.domain.register.Point;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.Site;

/**
 * Which devices load the system, and how fast.
 *
 * @param enterprise all devices are its; its user and password have the same name
 * @param sites the devices are spread over so many, and with them over the log's partitions
 * @param connections over which they send
 * @param messagesPerSecond altogether; each holds ten values
 */
public record LoadPlan(String enterprise, int sites, int devicesPerSite, int connections, int messagesPerSecond) {
    /** Values in a message. */
    public static final int VALUES = 10;

    /** The points of each device; the first is the one in which breaches are injected. */
    public static final List<String> POINTS =
            IntStream.range(0, VALUES).mapToObj(i -> "v" + i).toList();

    /** What an ordinary value stays under. */
    public static final double LIMIT = 1.0;

    public LoadPlan {
        if (sites < 1 || devicesPerSite < 1 || connections < 1 || messagesPerSecond < 1) {
            throw new IllegalArgumentException("a load needs sites, devices, connections and a rate");
        }
        // A device must not send twice in a millisecond: the second would be taken for a repeat.
        if ((long) messagesPerSecond > 500L * sites * devicesPerSite) {
            throw new IllegalArgumentException("too few devices for " + messagesPerSecond + " messages a second");
        }
    }

    /** A load of 1,000 devices at 8 sites over 4 connections. */
    public static LoadPlan of(int messagesPerSecond) {
        return new LoadPlan("load", 8, 125, 4, messagesPerSecond);
    }

    public int devices() {
        return sites * devicesPerSite;
    }

    DeviceKey device(int index) {
        return new DeviceKey(enterprise, "site-" + index % sites, "device-" + index / sites);
    }

    /** What must be registered for the load to be accepted: coal mines whose sensors measure methane at places T1, and the user. */
    public RegisterFile register() {
        var entries = new ArrayList<RegisterEntry>();
        entries.add(new Enterprise(enterprise, Text.same(enterprise)));
        for (int site = 0; site < sites; site++) {
            entries.add(new Site(
                    new SiteKey(enterprise, "site-" + site),
                    Text.same("site-" + site),
                    "coal-mine",
                    ZoneId.of("Asia/Shanghai"),
                    "",
                    Attributes.NONE,
                    List.of(),
                    List.of()));
        }
        var points = points();
        // A load that ends is no failure of its sensors.
        var notMissed = new Attributes(Map.of("silent-after", "none"));
        for (int i = 0; i < devices(); i++) {
            DeviceKey key = device(i);
            entries.add(new Device(key, Text.same(key.device()), "gas-sensor", null, notMissed, points, List.of()));
        }
        return new RegisterFile(entries, List.of(new InitialUser(enterprise, enterprise, enterprise, null)));
    }

    private static List<Point> points() {
        var limits = new Attributes(Map.of("place", "T1", "alarm", "1.0", "cut", "1.5", "restore", "1.0"));
        return POINTS.stream()
                .map(id -> new Point(id, Text.same(id), "ch4", "%CH4", 0.0, 4.0, Set.of(), limits))
                .toList();
    }
}
