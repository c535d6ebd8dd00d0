package org.jiaoying.stream.detect;

import java.util.List;
import org.jiaoying.domain.register.DeclaredWindow;

/** Declared windows, by times in milliseconds. */
final class Windows {
    private Windows() {}

    static boolean anyContains(List<DeclaredWindow> windows, long at) {
        for (DeclaredWindow window : windows) {
            if (at >= window.from().toEpochMilli() && at < window.to().toEpochMilli()) {
                return true;
            }
        }
        return false;
    }

    /** The first time from {@code at} on that lies in none of them. */
    static long firstOutside(List<DeclaredWindow> windows, long at) {
        long outside = at;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (DeclaredWindow window : windows) {
                if (outside >= window.from().toEpochMilli()
                        && outside < window.to().toEpochMilli()) {
                    outside = window.to().toEpochMilli();
                    moved = true;
                }
            }
        }
        return outside;
    }

    /** When the next of them begins or ends after {@code now}; {@link Long#MAX_VALUE} if none does. */
    static long nextEdge(List<DeclaredWindow> windows, long now) {
        long next = Long.MAX_VALUE;
        for (DeclaredWindow window : windows) {
            long from = window.from().toEpochMilli();
            long to = window.to().toEpochMilli();
            next = from > now ? Math.min(next, from) : next;
            next = to > now ? Math.min(next, to) : next;
        }
        return next;
    }
}
