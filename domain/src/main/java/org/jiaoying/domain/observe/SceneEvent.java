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
 */
public record SceneEvent(
        @Nullable String id,
        String type,
        double confidence,
        @Nullable String snapshot,
        Instant at,
        TimeBasis basis) implements Observation {}
