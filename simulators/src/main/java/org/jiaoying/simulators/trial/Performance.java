package org.jiaoying.simulators.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.site.SimulatedDevice;
import org.jspecify.annotations.Nullable;

/**
 * One trial with one seed: who speaks, from when to when, and what is true.
 *
 * @param register of its site only, with the windows that are declared in it
 * @param dangers what must be warned of; nothing else must be
 * @param past what can be learned from
 */
public record Performance(
        Trial trial,
        long seed,
        Instant start,
        Instant end,
        List<RegisterEntry> register,
        List<SimulatedDevice> devices,
        List<Danger> dangers,
        Past past) {

    public Performance {
        register = List.copyOf(register);
        devices = List.copyOf(devices);
        dangers = List.copyOf(dangers);
    }

    /**
     * What must be found.
     *
     * @param kind of the rule that finds it
     * @param hazard it is warned of as; null for any
     * @param device whose breach it is; null where that is up to the rule
     * @param begins it is none before
     * @param tooLate from then on, finding it is of no use
     */
    public record Danger(
            String kind,
            @Nullable Hazard hazard,
            @Nullable DeviceKey device,
            Instant begins,
            Instant tooLate,
            Text what) {}

    /**
     * What was before the performance, undisturbed.
     *
     * @param length of it; it ends where the performance begins
     * @param devices of which the past is known
     */
    public record Past(Duration length, List<SimulatedDevice> devices) {
        static final Past NONE = new Past(Duration.ZERO, List.of());

        public Past {
            devices = List.copyOf(devices);
        }
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public SiteKey site() {
        return devices.get(0).key().siteKey();
    }

    /** What is said in each second, by the second's end, when it has reached the gateway. */
    public SortedMap<Instant, List<FeedMessage>> messages() {
        return said(devices, start, end);
    }

    /** What was said before it began, likewise. */
    public SortedMap<Instant, List<FeedMessage>> pastMessages() {
        return said(past.devices(), start.minus(past.length()), start);
    }

    private static SortedMap<Instant, List<FeedMessage>> said(
            List<SimulatedDevice> devices, Instant from, Instant until) {
        var bySecond = new TreeMap<Instant, List<FeedMessage>>();
        for (SimulatedDevice device : devices) {
            for (Instant at = first(device, from); at.isBefore(until); at = at.plus(device.cadence())) {
                for (FeedMessage message : device.say(at)) {
                    Instant second = Instant.ofEpochSecond(message.at().getEpochSecond() + 1);
                    bySecond.computeIfAbsent(second, unseen -> new ArrayList<>())
                            .add(message);
                }
            }
        }
        bySecond.values().forEach(said -> said.sort(Comparator.comparing(FeedMessage::at)));
        return bySecond;
    }

    private static Instant first(SimulatedDevice device, Instant from) {
        long cadence = device.cadence().toMillis();
        long since = from.toEpochMilli() - device.phase().toMillis();
        return Instant.ofEpochMilli(
                -Math.floorDiv(-since, cadence) * cadence + device.phase().toMillis());
    }
}
