package org.jiaoying.alerting.dispatch;

import java.time.Instant;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What an outgoing text is about, in fields: for channels that speak from a template, or carry a document.
 *
 * @param why reason of the call, such as {@code CHASE_STARTED}
 * @param place site, zone and what is measured there
 * @param at event time of what caused the warning
 */
public record Particulars(
        String warningId,
        String code,
        Level level,
        Hazard hazard,
        SiteKey site,
        boolean drill,
        boolean cleared,
        String why,
        String language,
        Text place,
        Text reason,
        @Nullable Double value,
        @Nullable Double limit,
        String unit,
        Instant at) {

    public static Particulars of(Warning warning, PlannedCall planned) {
        return of(warning, planned.reason().name(), planned.callee().language());
    }

    public static Particulars of(Warning warning, String why, String language) {
        var cause = warning.cause();
        return new Particulars(
                warning.id(),
                warning.code(),
                warning.level(),
                warning.hazard(),
                warning.site(),
                warning.drill(),
                warning.state().cleared(),
                why,
                language,
                cause.place(),
                cause.reason(),
                cause.value(),
                cause.limit(),
                cause.unit(),
                cause.at());
    }

    /** The same warning as one that is over, whether its danger passed or an officer closed it. */
    public Particulars over() {
        return new Particulars(
                warningId, code, level, hazard, site, drill, true, why, language, place, reason, value, limit, unit,
                at);
    }
}
