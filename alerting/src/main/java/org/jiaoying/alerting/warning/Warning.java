package org.jiaoying.alerting.warning;

import java.time.Instant;
import org.jiaoying.alerting.call.FrozenChain;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jspecify.annotations.Nullable;

/**
 * What people see and answer (预警): the open breaches of one hazard at one site, at their highest level. One value is one
 * moment of it; {@link WarningSteps} makes the next.
 *
 * @param id follows from the breach step that opened it
 * @param revision of the row this value was read from; grows with each change that is saved
 * @param code what people put into their answers
 * @param level the highest of its open breaches, or of those open last
 * @param levelSince event time since which it has been at its level, or clear
 * @param clearedAt event time at which the last open breach cleared
 */
public record Warning(
        String id,
        int revision,
        SiteKey site,
        Hazard hazard,
        boolean drill,
        String code,
        Instant openedAt,
        WarningState state,
        Level level,
        Level peakLevel,
        Instant levelSince,
        @Nullable Instant clearedAt,
        Cause cause,
        FrozenChain chain,
        Chase chase,
        Reports reports,
        @Nullable Shelf shelf,
        @Nullable Closing closing) {

    public Warning in(WarningState next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                next,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                cause,
                chain,
                chase,
                reports,
                shelf,
                closing);
    }

    /** At another level, or clear. */
    Warning at(Level next, Instant since, @Nullable Instant cleared) {
        Level peak = next.graverThan(peakLevel) ? next : peakLevel;
        return new Warning(
                id, revision, site, hazard, drill, code, openedAt, state, next, peak, since, cleared, cause, chain,
                chase, reports, shelf, closing);
    }

    Warning with(Cause next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                state,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                next,
                chain,
                chase,
                reports,
                shelf,
                closing);
    }

    public Warning with(Chase next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                state,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                cause,
                chain,
                next,
                reports,
                shelf,
                closing);
    }

    public Warning with(Reports next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                state,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                cause,
                chain,
                chase,
                next,
                shelf,
                closing);
    }

    Warning with(@Nullable Shelf next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                state,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                cause,
                chain,
                chase,
                reports,
                next,
                closing);
    }

    Warning with(Closing next) {
        return new Warning(
                id,
                revision,
                site,
                hazard,
                drill,
                code,
                openedAt,
                state,
                level,
                peakLevel,
                levelSince,
                clearedAt,
                cause,
                chain,
                chase,
                reports,
                shelf,
                next);
    }
}
