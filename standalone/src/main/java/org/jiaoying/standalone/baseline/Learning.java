package org.jiaoying.standalone.baseline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.BaselineLearner;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.domain.observe.Reading;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.domain.register.Site;
import org.jiaoying.messaging.codec.ObservationEntry;

/** Learns the baselines of all points that speak in a recording. For one thread. */
public final class Learning {
    private final Map<String, Device> devices = new HashMap<>();
    private final Map<String, Site> sites = new HashMap<>();
    private final Instant from;
    private final Instant to;
    private final Map<String, BaselineLearner> learners = new TreeMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /**
     * @param from earlier observations teach nothing
     * @param to nor do those from this instant on
     */
    public Learning(Collection<? extends RegisterEntry> register, Instant from, Instant to) {
        for (RegisterEntry entry : register) {
            if (entry instanceof Device device) {
                devices.put(device.key().toString(), device);
            } else if (entry instanceof Site site) {
                sites.put(site.key().toString(), site);
            }
        }
        this.from = from;
        this.to = to;
    }

    /** Goes through a recording, which whoever gives it closes; {@code progress} hears of each heartbeat. */
    public void learn(Stream<ObservationEntry> recorded, Consumer<Instant> progress) {
        recorded.forEach(entry -> {
            if (entry instanceof ObservationEntry.Message taken) {
                take(taken.message());
            } else if (entry instanceof ObservationEntry.Heartbeat heartbeat) {
                progress.accept(heartbeat.at());
            }
        });
    }

    private void take(DeviceMessage message) {
        message.observations().forEach(observation -> {
            // What came late is history too; what is not good is none.
            if (observation instanceof Reading reading && reading.quality() == Quality.GOOD && within(reading.at())) {
                Device device = devices.get(message.device().toString());
                if (device != null) {
                    first = reading.at().isBefore(first) ? reading.at() : first;
                    last = reading.at().isAfter(last) ? reading.at() : last;
                    learner(message.device(), reading.point())
                            .add(reading.at(), state(device, reading.at()), reading.value());
                }
            }
        });
    }

    private boolean within(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    private BaselineLearner learner(DeviceKey device, String point) {
        return learners.computeIfAbsent(Baseline.key(device, point), none -> new BaselineLearner(zone(device)));
    }

    private ZoneId zone(DeviceKey device) {
        Site site = sites.get(device.siteKey().toString());
        return site == null ? ZoneOffset.UTC : site.timeZone();
    }

    /** The first window open at a time, of the device and then of its site: as detection has it. */
    private String state(Device device, Instant at) {
        Site site = sites.get(device.key().siteKey().toString());
        List<DeclaredWindow> ofSite = site == null ? List.of() : site.windows();
        return Stream.concat(device.windows().stream(), ofSite.stream())
                .filter(window -> window.contains(at))
                .map(DeclaredWindow::kind)
                .findFirst()
                .orElse(Baseline.ORDINARY);
    }

    /**
     * What was learned, without points of which too little is known.
     *
     * @param known the version of each key that is in force; the new one is the next
     */
    public List<Baseline> learned(Map<String, Integer> known) {
        var baselines = new ArrayList<Baseline>();
        learners.forEach((key, learner) -> {
            int slash = key.lastIndexOf('/');
            Baseline baseline = learner.learned(
                    DeviceKey.parse(key.substring(0, slash)),
                    key.substring(slash + 1),
                    known.getOrDefault(key, 0) + 1,
                    first,
                    last.plusMillis(1));
            if (!baseline.cells().isEmpty()) {
                baselines.add(baseline);
            }
        });
        return baselines;
    }
}
