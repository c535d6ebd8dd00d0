package org.jiaoying.ingest.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.SiteKey;

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

    /** The longest time that a {@link SiteQuestion} may span. */
    Duration LONGEST_LOOK = Duration.ofDays(7);

    /**
     * The question for what was seen at a site.
     *
     * @param from first instant inside
     * @param to first instant no longer inside
     */
    record SiteQuestion(SiteKey site, Instant from, Instant to) {
        public SiteQuestion {
            Identifiers.require(site.enterprise(), "the enterprise");
            Identifiers.require(site.site(), "the site");
            if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST_LOOK) > 0) {
                throw new IllegalArgumentException(
                        "'from' must lie before 'to', by at most " + LONGEST_LOOK.toDays() + " days");
            }
            if (from.isBefore(Instant.EPOCH)) {
                throw new IllegalArgumentException("the time must begin after 1970");
            }
        }
    }

    /**
     * Where a card (标识卡) was last seen.
     *
     * @param zone empty where its last sign named none
     * @param movement {@code enter}, {@code leave}, {@code fix} or {@code sos}
     */
    record Whereabouts(String card, String zone, String movement, Instant at) {}

    /**
     * What a camera saw.
     *
     * @param zone the camera's; empty where the register names none
     * @param snapshot where its picture is; empty for none
     */
    record Seen(Instant at, String device, String zone, String type, double confidence, String snapshot) {}

    /** The most cards or scene events of one answer. */
    int MAX_SEEN = 5_000;

    /**
     * The last sign of each card of a site, in the order of the cards' names; at most {@link #MAX_SEEN}.
     *
     * @throws HistoryUnavailableException if the store does not answer
     */
    List<Whereabouts> whereabouts(SiteQuestion question);

    /**
     * What the cameras of a site saw, newest first.
     *
     * @param max at most {@link #MAX_SEEN}
     * @throws HistoryUnavailableException if the store does not answer
     */
    List<Seen> scenes(SiteQuestion question, int max);

    @Override
    void close();
}
