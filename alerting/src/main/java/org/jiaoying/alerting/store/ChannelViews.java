package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What became of the texts of each channel lately. */
public final class ChannelViews {
    private static final Duration LATELY = Duration.ofDays(1);

    private final Pool pool;

    public ChannelViews(Pool pool) {
        this.pool = pool;
    }

    /**
     * Of one channel, in the last day.
     *
     * @param waiting texts that are due and have not gone out
     * @param waitingSince when the first of them fell due
     * @param error the last text that failed or could not go out yet
     */
    public record Lately(
            int waiting,
            @Nullable Instant waitingSince,
            int handedOver,
            int failed,
            @Nullable Instant lastHandedOver,
            @Nullable Trouble error) {
        /** Nothing was sent by it. */
        public static final Lately NOTHING = new Lately(0, null, 0, 0, null, null);
    }

    /** Why a text did not go out. */
    public record Trouble(Instant at, String code, String reason) {}

    /** By the channel's name; a channel that nobody was called by lately is missing. */
    public Future<Map<String, Lately>> lately(Instant now) {
        return Sql.list(Sql.run(pool, """
                                with texts as (select * from outbox where created_at > $2),
                                error as (
                                  select distinct on (channel) channel, coalesce(ended_at, due) as at, failure_code, failure_reason
                                  from texts where failure_code is not null and state in ('FAILED', 'PENDING', 'SUBMITTING')
                                  order by channel, coalesce(ended_at, due) desc, id)
                                select texts.channel,
                                  count(*) filter (where state in ('PENDING', 'SUBMITTING') and due <= $1)::int as waiting,
                                  min(created_at) filter (where state in ('PENDING', 'SUBMITTING') and due <= $1) as waiting_since,
                                  count(submitted_at)::int as handed_over,
                                  count(*) filter (where state = 'FAILED')::int as failed, max(submitted_at) as last_handed_over,
                                  max(error.at) as error_at, max(error.failure_code) as error_code,
                                  max(error.failure_reason) as error_reason
                                from texts left join error on error.channel = texts.channel group by texts.channel
                                """, now, now.minus(LATELY)), row -> row)
                .map(rows ->
                        rows.stream().collect(Collectors.toMap(row -> row.getString("channel"), ChannelViews::read)));
    }

    private static Lately read(Row row) {
        Instant errorAt = Sql.instant(row, "error_at");
        String reason = row.getString("error_reason");
        return new Lately(
                row.getInteger("waiting"),
                Sql.instant(row, "waiting_since"),
                row.getInteger("handed_over"),
                row.getInteger("failed"),
                Sql.instant(row, "last_handed_over"),
                errorAt == null
                        ? null
                        : new Trouble(errorAt, row.getString("error_code"), reason == null ? "" : reason));
    }
}
