package org.jiaoying.domain.observe;

import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;

/**
 * The accepted content of one MQTT message of a device: one record of the log.
 *
 * @param receivedAt the gateway's time of receipt
 */
public record DeviceMessage(DeviceKey device, Instant receivedAt, List<Observation> observations) {

    public DeviceMessage {
        observations = List.copyOf(observations);
    }
}
