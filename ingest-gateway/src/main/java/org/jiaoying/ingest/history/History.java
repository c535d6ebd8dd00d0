package org.jiaoying.ingest.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;

/** Reads what points have measured. Safe for several threads. */
public interface History extends AutoCloseable {
    /** The most samples of one curve. */
    int MAX_SAMPLES = 10_000;

    /**
     * The question for the curve of one point.
     *
     * @param from first instant inside
     * @param to first instant no longer inside
     * @param maxSamples if there are more readings than this, each sample is an interval of equal length
     */
    record Question(DeviceKey device, String point, Instant from, Instant to, int maxSamples, Aggregate aggregate) {
        public Question {
            Identifiers.require(device.enterprise(), "the enterprise");
            Identifiers.require(device.site(), "the site");
            Identifiers.require(device.device(), "the device");
            Identifiers.require(point, "the point");
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("'from' must lie before 'to'");
            }
            if (from.isBefore(Instant.EPOCH) || Duration.between(from, to).toDays() > 36_600) {
                throw new IllegalArgumentException("the time must begin after 1970 and span at most a hundred years");
            }
            if (maxSamples < 1 || maxSamples > MAX_SAMPLES) {
                throw new IllegalArgumentException("a curve has 1 to " + MAX_SAMPLES + " samples");
            }
        }

        /** The length of an interval that makes at most {@link #maxSamples} of them, in milliseconds. */
        public long intervalMillis() {
            long span = Duration.between(from, to).toMillis();
            return Math.max(1, (span + maxSamples - 1) / maxSamples);
        }
    }

    /**
     * The readings of good quality, in the order of time.
     *
     * @throws HistoryUnavailableException if the store does not answer
     */
    List<Sample> curve(Question question);

    @Override
    void close();
}
