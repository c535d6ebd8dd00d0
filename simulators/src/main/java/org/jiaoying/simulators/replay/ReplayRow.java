package org.jiaoying.simulators.replay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.Quality;
import org.jiaoying.simulators.feed.FeedMessage;

/**
 * One row of a recorded file.
 *
 * @param at the time the row gives, also where it runs backwards
 * @param line of the file, from 1
 * @param devices what each device of the case says in this row; without those whose cells are all empty
 */
public record ReplayRow(Instant at, long line, List<DeviceValues> devices) {

    public ReplayRow {
        devices = List.copyOf(devices);
    }

    /** Values of one device's points. */
    public record DeviceValues(DeviceKey device, Map<String, Double> values) {}

    /** The row as messages of the feed contract, one for each device. */
    public List<FeedMessage> messages() {
        return devices.stream()
                .map(values -> FeedMessage.telemetry(values.device(), at, values.values(), Quality.GOOD))
                .toList();
    }
}
