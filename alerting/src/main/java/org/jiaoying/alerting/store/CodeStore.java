package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The codes in texts. A code is held by one warning while that is open, and then rests for {@link #REST}, so that a late
 * answer to an old warning can never acknowledge a new one.
 */
public final class CodeStore {
    static final Duration REST = Duration.ofDays(7);

    private static final String HOLD = """
            insert into code (code, warning_id, held_since)
            select candidate.code::text, $1, $2
            from generate_series($3::int, $4::int) as candidate (code)
            where not exists (
              select 1 from code held where held.code = candidate.code::text
                and (held.released_at is null or held.released_at > $5))
            order by (candidate.code - $6 + 100000) % ($4 - $3 + 1)
            limit 1
            on conflict (code) do update set warning_id = $1, held_since = $2, released_at = null
              where code.released_at <= $5
            returning code
            """;

    /** Takes a free code: four digits, or five where too many of four are held or at rest. */
    public Future<String> hold(Work work, String warningId) {
        return hold(work, warningId, 1000, 9999)
                .compose(code -> code.map(Future::succeededFuture)
                        .orElseGet(() -> hold(work, warningId, 10_000, 99_999).map(Optional::orElseThrow)));
    }

    private Future<Optional<String>> hold(Work work, String warningId, int first, int last) {
        // Where to begin follows from the warning, so that a replay gives the same code.
        int begin = first + Math.floorMod(warningId.hashCode(), last - first + 1);
        Instant restedSince = work.now().minus(REST);
        return Sql.run(work.connection(), HOLD, warningId, work.now(), first, last, restedSince, begin)
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getString("code")));
    }

    /** The code's rest begins. */
    public Future<Void> release(Work work, String code) {
        return Sql.run(work.connection(), "update code set released_at = $2 where code = $1", code, work.now())
                .mapEmpty();
    }
}
