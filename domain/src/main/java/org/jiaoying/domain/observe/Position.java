package org.jiaoying.domain.observe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a tag (a person's card) was seen.
 *
 * @param zone the zone's id, absent for a bare fix
 * @param x metres in the site's own grid; likewise {@code y} and {@code z}
 */
public record Position(
        String tag,
        @Nullable String zone,
        Movement movement,
        @Nullable Double x,
        @Nullable Double y,
        @Nullable Double z,
        Instant at,
        TimeBasis basis)
        implements Observation {

    /** What the tag did. */
    public enum Movement {
        ENTER,
        LEAVE,
        FIX,
        SOS
    }
}
