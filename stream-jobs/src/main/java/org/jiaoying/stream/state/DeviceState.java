package org.jiaoying.stream.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What detection remembers of one device between two of its messages. For one thread. Times are in milliseconds; 0 for never. */
public final class DeviceState {
    /** When the device was last heard. */
    public long lastHeard;

    /** Since when the link is reported lost. */
    public long offlineSince;

    /** Since when the device says that it is being calibrated. */
    public long calibratingSince;

    /** The earliest time at which the job will look at the device again by itself. */
    public long wakeAt;

    public final Map<String, PointState> points = new TreeMap<>();

    /** Open breaches of absence rules. */
    public final List<Silence> silences = new ArrayList<>(0);

    public PointState point(String id) {
        return points.computeIfAbsent(id, unseen -> new PointState());
    }

    /** Whether any breach is open that should be looked after. */
    public boolean hasOpenBreach() {
        if (!silences.isEmpty()) {
            return true;
        }
        for (PointState point : points.values()) {
            for (RuleTrace trace : point.traces) {
                if (trace.open() != null) {
                    return true;
                }
            }
        }
        return false;
    }
}
