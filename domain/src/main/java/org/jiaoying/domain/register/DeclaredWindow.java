package org.jiaoying.domain.register;

import java.time.Instant;

/**
 * A time for which something was declared or ordered for a site or device, such as {@code ordered-stop} or {@code calibration}.
 *
 * @param from first instant inside
 * @param to first instant no longer inside
 */
public record DeclaredWindow(String kind, Instant from, Instant to, String note) {

    public DeclaredWindow {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("window '" + kind + "' must end after it starts: " + from + " to " + to);
        }
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
