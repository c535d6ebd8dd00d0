package org.jiaoying.stream.state;

import org.jspecify.annotations.Nullable;

/** Where one person's card is, as far as detection knows. For one thread. Times are in milliseconds; 0 for never. */
public final class CardState {
    /** The zone in which it is; empty for out of every zone. */
    public String zone = "";

    /** Since when it is there. */
    public long zoneSince;

    /** Since when it is at the site, short absences apart; 0 for never. */
    public long staySince;

    /** Since when it is out of every zone; 0 while it is in one. */
    public long outSince;

    /** The zone in which it seems to be, but not yet for long enough; null for none. */
    public @Nullable String candidate;

    public long candidateSince;

    /** When it was last read. */
    public long lastAt;

    /** The id of the device that last read it. */
    public String station = "";

    /** When that was by the station's own clock. */
    public long stamp;

    /** How often it has changed its zone. */
    public int moves;

    /** Where it was then, in metres of the site's grid. */
    public @Nullable Double x;

    public @Nullable Double y;

    /** Whether it is at the site now. */
    public boolean present() {
        return staySince != 0 && outSince == 0;
    }
}
