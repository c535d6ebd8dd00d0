package org.jiaoying.stream.log;

/**
 * A record on its way out.
 *
 * @param key decides the partition, unless {@code partition} does
 * @param partition -1 for "by the key"
 */
public record Outgoing(String key, int partition, byte[] value) {

    public static Outgoing byKey(String key, byte[] value) {
        return new Outgoing(key, -1, value);
    }
}
