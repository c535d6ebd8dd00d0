package org.jiaoying.domain.observe;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What video analytics saw, or what became of the camera itself ({@code offline}, {@code online}, {@code occluded}, {@code frozen}).
 *
 * @param id the source's id of the event, if it gives one; a later message with the same id tells how it went on
 * @param type what was seen, such as {@code no_helmet}
 * @param confidence 0 to 1
 * @param snapshot address of a picture
 * @param course what has become of it
 */
public record SceneEvent(
        @Nullable String id,
        String type,
        double confidence,
        @Nullable String snapshot,
        Course course,
        Instant at,
        TimeBasis basis)
        implements Observation {

    /** How an event went on; only an event with an id goes on. */
    public enum Course {
        /** It was seen. A repeat of the same id is no second event. */
        SEEN,
        /** It is over. */
        ENDED,
        /** Somebody looked, and it was not so. */
        FALSE_ALARM
    }

    /** An event that was seen. */
    public SceneEvent(
            @Nullable String id,
            String type,
            double confidence,
            @Nullable String snapshot,
            Instant at,
            TimeBasis basis) {
        this(id, type, confidence, snapshot, Course.SEEN, at, basis);
    }
}
