package org.jiaoying.stream.detect;

import java.io.Serializable;
import java.time.Duration;

/**
 * How far out of order samples of one point may come and still be judged as if they had come in order.
 *
 * @param millis a sample older than the newest one by more than this is late
 * @param samples so many of the newest samples are kept at most; an older one is late
 */
public record ReorderBound(long millis, int samples) implements Serializable {
    /** A minute covers the redelivery after a gateway was killed; 32 samples bound the memory of fast points. */
    public static final ReorderBound DEFAULT =
            new ReorderBound(Duration.ofMinutes(1).toMillis(), 32);
}
