package org.jiaoying.stream.detect;

import java.util.HashSet;
import java.util.Set;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;
import org.jiaoying.domain.observe.Reading;

/**
 * What the rules of a site want to hear of one device. A device of which nothing is wanted costs its messages one comparison.
 * Filled while a plan is made, only read afterwards.
 */
public final class Wanted {
    private final Set<Class<? extends Observation>> kinds = new HashSet<>(2);
    private final Set<String> points = new HashSet<>(2);

    /** Every observation of this kind: positions, scene events, statuses. */
    void all(Class<? extends Observation> kind) {
        kinds.add(kind);
    }

    /** The readings of this point. */
    void point(String id) {
        points.add(id);
    }

    public boolean isEmpty() {
        return kinds.isEmpty() && points.isEmpty();
    }

    /** Whether anything in the message is wanted. */
    public boolean in(DeviceMessage message) {
        if (isEmpty()) {
            return false;
        }
        for (Observation observation : message.observations()) {
            if (wants(observation)) {
                return true;
            }
        }
        return false;
    }

    boolean wants(Observation observation) {
        return observation instanceof Reading reading
                ? points.contains(reading.point())
                : kinds.contains(observation.getClass());
    }
}
