package org.jiaoying.simulators.site;

import java.time.Duration;
import org.jiaoying.domain.DeviceKey;

/** When within its interval a device speaks: each at its own moment, always the same. */
final class Phases {
    private Phases() {}

    static Duration of(DeviceKey key, Duration cadence) {
        return Duration.ofMillis(Math.floorMod(key.toString().hashCode() * 31L, cadence.toMillis()));
    }
}
