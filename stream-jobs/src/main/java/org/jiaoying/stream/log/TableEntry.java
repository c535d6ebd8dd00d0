package org.jiaoying.stream.log;

/**
 * An entry of the rules or the register, from its compacted topic.
 *
 * @param topic name of the topic
 * @param offset place in it: what was read before is known by it
 * @param value the record's bytes; empty where the key was removed
 */
public record TableEntry(String topic, String key, long offset, byte[] value) {

    public boolean removed() {
        return value.length == 0;
    }
}
