package org.jiaoying.alerting.warning;

import java.time.Instant;
import org.jiaoying.domain.Level;
import org.jspecify.annotations.Nullable;

/**
 * Where the calling of people stands.
 *
 * @param number grows each time people are called anew from the first stage
 * @param calledLevel the level whose chain is called
 * @param stage the stage called last, from 1; 0 before the first
 * @param attempt 1 for the first call of each stage, then one more for each repetition
 * @param endsAt when those called last have had their time; absent: the chase is over
 * @param asked whether somebody asked for the next stage
 * @param unreachedAt since when the whole chain, or one of those who must answer, was called in vain
 */
public record Chase(
        int number,
        Level calledLevel,
        Instant startedAt,
        int stage,
        @Nullable Instant stageStartedAt,
        Phase phase,
        int attempt,
        @Nullable Instant endsAt,
        boolean asked,
        @Nullable Instant unreachedAt) {

    /** A chase in which nobody has been called yet; the first stage is due at once. */
    public static Chase fresh(int number, Level level, Instant now) {
        return new Chase(number, level, now, 0, null, Phase.STAGES, 1, now, false, null);
    }

    /** The next stage was called. */
    public Chase toStage(int next, Instant now, Instant until) {
        return new Chase(number, calledLevel, startedAt, next, now, Phase.STAGES, 1, until, false, unreachedAt);
    }

    /** Some were called once more. */
    public Chase repeated(Phase in, int nextAttempt, Instant now, Instant until) {
        return new Chase(number, calledLevel, startedAt, stage, now, in, nextAttempt, until, false, unreachedAt);
    }

    /** The whole chain, or one of those who must answer, was called in vain. */
    public Chase unreached(Instant now) {
        Instant since = unreachedAt == null ? now : unreachedAt;
        return new Chase(number, calledLevel, startedAt, stage, stageStartedAt, phase, attempt, endsAt, asked, since);
    }

    /** The next stage is due at once. */
    public Chase hurried(Instant now) {
        return new Chase(number, calledLevel, startedAt, stage, stageStartedAt, phase, attempt, now, true, unreachedAt);
    }

    /** Nobody is waited for any more; who was unreached stays so only while not all have answered. */
    public Chase over(boolean answered) {
        return new Chase(
                number,
                calledLevel,
                startedAt,
                stage,
                stageStartedAt,
                phase,
                attempt,
                null,
                false,
                answered ? null : unreachedAt);
    }
}
