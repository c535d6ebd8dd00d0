package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.register.DeclaredWindow;
import org.jiaoying.domain.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * One absence rule at one point or device.
 *
 * @param holdsFrom milliseconds
 * @param planned what falls due in these is due when they are over; for a rule that only records, nothing else is due
 */
record SilenceWatch(
        Rule rule,
        int version,
        Level level,
        long afterMillis,
        Subject subject,
        long holdsFrom,
        List<DeclaredWindow> planned) {
    /** A link that is reported lost may come back; this long it is given. */
    private static final long GRACE_MILLIS = 10_000;

    @Nullable
    String pointId() {
        return subject.point() == null ? null : subject.point().id();
    }

    /**
     * When the silence becomes a breach, if nothing is heard until then.
     *
     * @param lastHeard milliseconds; 0 for never, which is no silence: what never spoke cannot stop
     * @param offlineSince since when the link is reported lost; 0 if it is not
     */
    long dueAt(long lastHeard, long offlineSince) {
        if (lastHeard == 0) {
            return Long.MAX_VALUE;
        }
        long due = lastHeard + afterMillis;
        if (offlineSince != 0) {
            due = Math.min(due, offlineSince + Math.min(afterMillis, GRACE_MILLIS));
        }
        due = Math.max(due, holdsFrom);
        if (Planned.recordsOnly(rule)) {
            return Windows.anyContains(planned, due) ? due : Long.MAX_VALUE;
        }
        return Windows.firstOutside(planned, due);
    }
}
