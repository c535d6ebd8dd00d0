package org.jiaoying.ingest.intake;

import java.time.Instant;
import org.jiaoying.domain.DeviceKey;
import org.jspecify.annotations.Nullable;

/** How one device's clock behaves, as its messages show. Written by the intake of the device, read by whoever reports. */
final class DeviceClock {
    /** Times given to stampless observations run ahead of the clock by at most this, to keep them apart. */
    private static final long MAX_AHEAD_MILLIS = 1_000;

    private static final long TELL_EVERY_MILLIS = 60_000;
    private static final long NEVER = Long.MIN_VALUE;

    private long lastArrivalMillis = NEVER;
    private long newestStampMillis = NEVER;
    private long offsetMillis;
    private boolean stamped;
    private long replaced;
    private long backward;
    private long receivedMillis = NEVER;
    private long toldMillis = NEVER;

    /**
     * A time of arrival that this device's stampless observations have not had yet, so that two of them within a millisecond
     * are not taken for a repeat.
     */
    synchronized long nextArrival(long receivedMillis) {
        long next = Math.max(receivedMillis, lastArrivalMillis + 1);
        lastArrivalMillis = next > receivedMillis + MAX_AHEAD_MILLIS ? receivedMillis : next;
        return lastArrivalMillis;
    }

    /**
     * Notes a message's stamps.
     *
     * @param newestMillis the newest of them
     * @param replacedStamps how many of them had to be replaced
     */
    synchronized void note(long newestMillis, int replacedStamps, long receivedAtMillis) {
        replaced += replacedStamps;
        receivedMillis = receivedAtMillis;
        if (newestMillis == Stamps.ABSENT || newestMillis == Stamps.UNREADABLE) {
            return;
        }
        offsetMillis = newestMillis - receivedAtMillis;
        stamped = true;
        if (newestMillis < newestStampMillis) {
            backward++;
        }
        if (replacedStamps == 0) {
            newestStampMillis = Math.max(newestStampMillis, newestMillis);
        }
    }

    /** Whether the sender is to be told now that a stamp was replaced: once a minute, for a wrong clock is wrong in each message. */
    synchronized boolean tells(long receivedAtMillis) {
        boolean tells = toldMillis == NEVER || Math.abs(receivedAtMillis - toldMillis) >= TELL_EVERY_MILLIS;
        if (tells) {
            toldMillis = receivedAtMillis;
        }
        return tells;
    }

    /** By how much it was ahead at the last stamped message; null where there was none. */
    synchronized @Nullable Long offset() {
        return stamped ? offsetMillis : null;
    }

    /** What there is to say, or null if the clock gave no cause. */
    synchronized @Nullable ClockReport report(DeviceKey device) {
        return replaced == 0 && backward == 0
                ? null
                : new ClockReport(device, offsetMillis, replaced, backward, Instant.ofEpochMilli(receivedMillis));
    }
}
