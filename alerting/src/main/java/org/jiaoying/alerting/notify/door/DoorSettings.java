package org.jiaoying.alerting.notify.door;

/**
 * Where the door is.
 *
 * @param port 0 for a free one
 * @param token part of the addresses that carriers are given, since they cannot sign in
 */
public record DoorSettings(String host, int port, String token) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
