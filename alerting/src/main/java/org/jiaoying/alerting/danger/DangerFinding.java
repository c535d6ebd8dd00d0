package org.jiaoying.alerting.danger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A hidden danger that somebody found.
 *
 * @param site absent: of the enterprise as a whole
 * @param grave 重大事故隐患 where true, 一般隐患 where not
 * @param foundOn absent: today
 * @param deadline until when it is to be rectified; absent: nobody has said yet
 * @param inspection the inspection that found it; absent: found by monitoring
 * @param warning the warning that showed it
 */
public record DangerFinding(
        String enterprise,
        @Nullable String site,
        String place,
        String what,
        boolean grave,
        @Nullable LocalDate foundOn,
        @Nullable LocalDate deadline,
        String responsible,
        @Nullable Long inspection,
        @Nullable String warning) {}
