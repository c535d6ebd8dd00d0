package org.jiaoying.simulators.site;

import java.time.Duration;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens at the simulated sites, with what is true about it written down. Times count from its start.
 *
 * @param length after which everything is as it was, or, for a slope, lost
 * @param dangers what must be warned of
 * @param lookAlikes what must not be
 */
public record Scenario(
        String name,
        Text title,
        Duration length,
        List<Disturbance> disturbances,
        List<Danger> dangers,
        List<LookAlike> lookAlikes) {

    public Scenario {
        disturbances = List.copyOf(disturbances);
        dangers = List.copyOf(dangers);
        lookAlikes = List.copyOf(lookAlikes);
    }

    /**
     * A breach that must be found.
     *
     * @param point null where the device itself is the subject
     * @param kind of the rule that finds it
     * @param level it opens at or is raised to; null where that is up to the rules
     * @param earliest it is no danger before this
     * @param latest it must have been found by then
     */
    public record Danger(
            DeviceKey device,
            @Nullable String point,
            String kind,
            @Nullable Level level,
            Duration earliest,
            Duration latest,
            Text what) {}

    /** What looks like a danger and is none. */
    public record LookAlike(DeviceKey device, @Nullable String point, Duration from, Duration until, Text what) {}
}
