package org.jiaoying.stream.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.observe.DeviceMessage;
import org.jiaoying.domain.observe.Observation;

/**
 * One thing that a device of a site said, at its place in the site's order of time.
 *
 * @param now milliseconds: where it stands in the order; never falls from one fact to the next. All durations are measured by it
 */
public record SiteFact(DeviceKey device, long now, Observation observation) {

    /** When it held, by the device's own clock as the gateway judged it, in milliseconds. */
    public long at() {
        return observation.at().toEpochMilli();
    }

    SiteFact notBefore(long time) {
        return now >= time ? this : new SiteFact(device, time, observation);
    }

    /** The observations of a message in the order of their own times. */
    public static List<SiteFact> of(DeviceMessage message, long now) {
        var facts = new ArrayList<SiteFact>(message.observations().size());
        for (Observation observation : message.observations()) {
            facts.add(new SiteFact(message.device(), now, observation));
        }
        facts.sort(Comparator.comparingLong(SiteFact::at));
        return facts;
    }
}
