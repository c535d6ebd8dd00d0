package org.jiaoying.ingest.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaoying.domain.DeviceKey;
import org.jspecify.annotations.Nullable;

/** The clocks of the devices that sent to this gateway; at most one for each device of the register. Safe for threads. */
public final class DeviceClocks {
    private final Map<DeviceKey, DeviceClock> clocks = new ConcurrentHashMap<>();

    DeviceClock of(DeviceKey device) {
        return clocks.computeIfAbsent(device, key -> new DeviceClock());
    }

    /** By how much a device's clock was ahead at its last stamped message; null where it has not sent one. */
    public @Nullable Long offsetMillis(DeviceKey device) {
        DeviceClock clock = clocks.get(device);
        return clock == null ? null : clock.offset();
    }

    /** The devices whose clocks gave cause for concern, the furthest off first. */
    public List<ClockReport> reports(int max) {
        return clocks.entrySet().stream()
                .map(entry -> entry.getValue().report(entry.getKey()))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong((ClockReport report) -> Math.abs(report.offsetMillis()))
                        .reversed())
                .limit(max)
                .toList();
    }
}
