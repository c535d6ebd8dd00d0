package org.jiaoying.simulators.trial;

import java.util.function.Consumer;
import org.jiaoying.domain.Text;

/**
 * Something that happens, or only looks as if it did, at a simulated site; each seed plays it a little differently.
 *
 * @param kind of rule that finds it, or must not
 * @param play sets the stage for one seed
 */
public record Trial(String name, Text title, String kind, Place place, Consumer<Stagehand> play) {

    /** Where it is played. */
    public enum Place {
        COAL_MINE,
        OPEN_PIT
    }

    /** Plays it; the same seed plays the same. */
    public Performance with(long seed) {
        var stagehand = new Stagehand(this, seed);
        play.accept(stagehand);
        return stagehand.performance();
    }
}
