package org.jiaoying.ingest.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.observe.Observation;
import org.jspecify.annotations.Nullable;

/** Reads back everything that devices said, as it was kept. Safe for several threads. */
public interface Archive extends AutoCloseable {

    /** What a device said. How its time was judged is not kept: it counts as the device's own. */
    record Said(DeviceKey device, Observation observation) {}

    /**
     * What was said from one instant until before another, in the order of time; what devices say of themselves before what
     * they measured at the same time.
     *
     * @param site null for all
     * @param most of each measurement
     * @return nothing if there is more than that: ask for a shorter time
     * @throws HistoryUnavailableException if the store does not answer
     */
    Optional<List<Said>> said(@Nullable SiteKey site, Instant from, Instant to, int most);

    @Override
    void close();
}
