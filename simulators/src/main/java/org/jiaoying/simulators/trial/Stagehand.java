package org.jiaoying.simulators.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.Attributes;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.RegisterFile;
import org.jiaoying.domain.register.Site;
import org.jiaoying.simulators.site.CoalMine;
import org.jiaoying.simulators.site.Demo;
import org.jiaoying.simulators.site.Disturbance;
import org.jiaoying.simulators.site.OpenPit;
import org.jiaoying.simulators.site.Scenario;
import org.jiaoying.simulators.site.SimulatedDevice;
import org.jspecify.annotations.Nullable;

/** Sets the stage for one performance: chance by the seed, what is disturbed, who speaks besides, and what is true. For one thread. */
public final class Stagehand {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final Trial trial;
    private final long seed;
    private final Random chance;
    private final List<Disturbance> disturbances = new ArrayList<>();
    private final List<SimulatedDevice> voices = new ArrayList<>();
    private final List<DeclaredWindow> windows = new ArrayList<>();
    private final List<Performance.Danger> dangers = new ArrayList<>();
    private final Map<String, Map<String, String>> attributes = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private Instant start;
    private Duration length = Duration.ofHours(2);
    private Duration pastLength = Duration.ZERO;

    Stagehand(Trial trial, long seed) {
        this.trial = trial;
        this.seed = seed;
        this.chance = new Random(seed * 31 + trial.name().hashCode());
        this.start =
                MONDAY.plusDays(chance.nextInt(5)).atTime(9, 0).atZone(ZONE).toInstant();
    }

    /** It begins at this time of a working day; the first shift that digs coal goes from 8:30 to 15:45, the next to 23:30. */
    public void from(int hour, int minute) {
        start = start.atZone(ZONE).withHour(hour).withMinute(minute).toInstant();
    }

    public void lasts(Duration whole) {
        length = whole;
    }

    /** Evenly between two numbers. */
    public double between(double least, double most) {
        return least + (most - least) * chance.nextDouble();
    }

    public Duration between(Duration least, Duration most) {
        return Duration.ofSeconds(Math.round(between(least.toSeconds(), most.toSeconds())));
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[chance.nextInt(choices.length)];
    }

    public void disturb(Disturbance disturbance) {
        disturbances.add(disturbance);
    }

    /** A point shows something else than it measures. */
    public void shows(String device, String point, Duration from, Duration until, Disturbance.Shown shown) {
        disturb(new Disturbance.Distortion(device, point, from, until, shown));
    }

    public void speaks(SimulatedDevice voice) {
        voices.add(voice);
    }

    /** A window that is declared for the site. */
    public void declares(String kind, Duration from, Duration until) {
        windows.add(new DeclaredWindow(kind, start.plus(from), start.plus(until), "trial"));
    }

    /** What a device said for so long before is known, and what is usual for it can be learned. */
    public void remembers(String device, Duration past) {
        known.add(device);
        pastLength = past;
    }

    /** An attribute of a device that the demonstration does not have. */
    public void registers(String device, String attribute, String value) {
        attributes.computeIfAbsent(device, unseen -> new HashMap<>()).put(attribute, value);
    }

    /**
     * A danger that rules of this trial's kind must find.
     *
     * @param device whose breach it is; null where that is up to the rule
     */
    public void danger(@Nullable String device, Duration begins, Duration tooLate, String zh, String en) {
        danger(trial.kind(), null, device, begins, tooLate, zh, en);
    }

    /** Likewise, warned of as this hazard, wherever it is found. */
    public void dangerOf(Hazard hazard, Duration begins, Duration tooLate, String zh, String en) {
        danger(trial.kind(), hazard, null, begins, tooLate, zh, en);
    }

    public void danger(
            String kind,
            @Nullable Hazard hazard,
            @Nullable String device,
            Duration begins,
            Duration tooLate,
            String zh,
            String en) {
        DeviceKey key = device == null ? null : key(device);
        dangers.add(
                new Performance.Danger(kind, hazard, key, start.plus(begins), start.plus(tooLate), new Text(zh, en)));
    }

    DeviceKey key(String device) {
        return trial.place() == Trial.Place.COAL_MINE
                ? new DeviceKey(CoalMine.ENTERPRISE, "north", device)
                : new DeviceKey(OpenPit.ENTERPRISE, "east", device);
    }

    Instant at(Duration since) {
        return start.plus(since);
    }

    Performance performance() {
        var scenario = new Scenario(trial.name(), trial.title(), length, disturbances, List.of(), List.of());
        List<SimulatedDevice> devices = new ArrayList<>(devices(start, scenario));
        devices.addAll(voices);
        return new Performance(trial, seed, start, start.plus(length), register(), devices, dangers, past());
    }

    private Performance.Past past() {
        var calm = new Scenario(trial.name(), trial.title(), Duration.ZERO, List.of(), List.of(), List.of());
        return known.isEmpty()
                ? Performance.Past.NONE
                : new Performance.Past(
                        pastLength,
                        devices(start.minus(pastLength), calm).stream()
                                .filter(device -> known.contains(device.key().device()))
                                .toList());
    }

    private List<SimulatedDevice> devices(Instant from, Scenario scenario) {
        return trial.place() == Trial.Place.COAL_MINE
                ? CoalMine.devices(seed, from, scenario)
                : OpenPit.devices(seed, from, scenario);
    }

    private List<RegisterEntry> register() {
        String enterprise = key("any").enterprise();
        return RegisterFile.parse("demo", Demo.registerYaml()).entries().stream()
                .filter(entry -> entry.entryKey().matches("[a-z]+:" + enterprise + "(/.*)?"))
                .map(this::prepared)
                .toList();
    }

    private RegisterEntry prepared(RegisterEntry entry) {
        if (entry instanceof Site site) {
            var all = new ArrayList<>(site.windows());
            all.addAll(windows);
            return new Site(
                    site.key(),
                    site.name(),
                    site.kind(),
                    site.timeZone(),
                    site.region(),
                    site.attributes(),
                    site.zones(),
                    all);
        }
        Map<String, String> more =
                entry instanceof Device device ? attributes.get(device.key().device()) : null;
        return more == null ? entry : with((Device) entry, more);
    }

    private static Device with(Device device, Map<String, String> more) {
        var all = new HashMap<>(device.attributes().values());
        all.putAll(more);
        return new Device(
                device.key(),
                device.name(),
                device.kind(),
                device.zone(),
                new Attributes(all),
                device.points(),
                device.windows());
    }
}
