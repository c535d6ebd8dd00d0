package org.jiaoying.stream.host;

import java.io.Serializable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clock that stamps detections, by name: what is sent to a Flink cluster is bytes, so a clock that is moved by hand has to
 * be found again where the operators run. That works within one process, which is where clocks are moved by hand.
 *
 * @param name empty for the system's clock
 */
public record Clock(String name) implements InstantSource, Serializable {
    public static final Clock SYSTEM = new Clock("");

    /** The time of the data itself, for data that is not judged when it happens: {@link #at} tells it, {@link #instant} is the epoch. */
    public static final Clock DATA = new Clock("data");

    private static final Map<String, InstantSource> HANDED = new ConcurrentHashMap<>();

    /** Makes a clock known in this process under a name that is its own. */
    public static Clock handed(String name, InstantSource source) {
        HANDED.put(name, source);
        return new Clock(name);
    }

    /**
     * The present, to somebody who judges data.
     *
     * @param dataMillis how far the data has come, in milliseconds
     */
    public Instant at(long dataMillis) {
        return equals(DATA) ? Instant.ofEpochMilli(dataMillis) : instant();
    }

    @Override
    public Instant instant() {
        if (name.isEmpty()) {
            return InstantSource.system().instant();
        }
        if (equals(DATA)) {
            return Instant.EPOCH;
        }
        InstantSource source = HANDED.get(name);
        if (source == null) {
            throw new IllegalStateException("clock '" + name + "' was not handed to this process");
        }
        return source.instant();
    }
}
