package org.jiaoying.ingest.intake;

import java.time.Duration;
import java.time.Instant;
import org.jiaoying.domain.settings.Settings;

/**
 * The bounds within which a message is taken. Their largest values keep what is taken of a message below the megabyte that
 * Kafka takes as one record.
 *
 * @param maxPayloadBytes a larger message is refused unread
 * @param maxObjects objects in the array of one message
 * @param maxValues values in one message
 * @param futureTolerance how far a device's clock may be ahead of the gateway's
 * @param latenessBound an observation older than this is late: kept, but never a live warning. The detection job holds event
 *     time back by the same bound, so the two settings must agree
 * @param earliest a stamp before this is no plausible past
 */
public record IntakeSettings(
        int maxPayloadBytes,
        int maxObjects,
        int maxValues,
        Duration futureTolerance,
        Duration latenessBound,
        Instant earliest) {

    public static final IntakeSettings DEFAULTS = new IntakeSettings(
            256 * 1024,
            1_000,
            10_000,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Instant.parse("2000-01-01T00:00:00Z"));

    /** Reads the intake's part of a gateway's settings. */
    public static IntakeSettings from(Settings settings) {
        return new IntakeSettings(
                settings.number(
                        "MAX_PAYLOAD_BYTES",
                        DEFAULTS.maxPayloadBytes,
                        1_024,
                        384 * 1024,
                        "a larger message is refused unread"),
                settings.number("MAX_OBJECTS", DEFAULTS.maxObjects, 1, 20_000, "objects in the array of one message"),
                settings.number("MAX_VALUES", DEFAULTS.maxValues, 1, 20_000, "values in one message"),
                settings.duration(
                        "FUTURE_TOLERANCE",
                        DEFAULTS.futureTolerance,
                        Duration.ZERO,
                        Duration.ofHours(1),
                        "how far a device's clock may be ahead"),
                settings.duration(
                        "LATENESS",
                        DEFAULTS.latenessBound,
                        Duration.ofSeconds(1),
                        Duration.ofDays(1),
                        "an observation older than this is late; must equal the detection job's bound"),
                DEFAULTS.earliest);
    }
}
