package org.jiaoying.alerting.rest;

import java.time.Duration;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * What is to rest, for how long, and why (ISA-18.2: suppressed by design, out of service).
 *
 * @param hazard absent: every hazard
 * @param device absent: every device of the site
 */
public record RestOrder(
        Kind kind,
        SiteKey site,
        @Nullable Hazard hazard,
        @Nullable String device,
        Duration time,
        String reason) {

    /** Why it may rest. */
    public enum Kind {
        /** The process is in a state in which this is no alarm; RED is never withheld by it. */
        SUPPRESSED(Duration.ofDays(1)),
        /** It is being repaired or is taken down: nothing it says is an alarm. */
        OUT_OF_SERVICE(Duration.ofDays(7));

        private final Duration longest;

        Kind(Duration longest) {
            this.longest = longest;
        }

        /** Afterwards what is still open warns. */
        public Duration longest() {
            return longest;
        }
    }
}
