package org.jiaoying.stream.log;

/**
 * A record of topic {@code observations} on its way to the operator that judges its device: still in its bytes, so that it is
 * decoded once, there.
 *
 * @param device text form of the device's key; empty for a heartbeat
 * @param at milliseconds: a heartbeat's time, or when the message was received
 * @param value the record's bytes; empty for a heartbeat
 */
public record Observed(String device, long at, byte[] value) {

    public boolean heartbeat() {
        return device.isEmpty();
    }
}
