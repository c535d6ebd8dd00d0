package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How far topics have been taken: written in the transaction of what was taken, so that nothing is taken twice. */
public final class OffsetStore {
    private final Pool pool;

    public OffsetStore(Pool pool) {
        this.pool = pool;
    }

    /** The next offset to read; empty if the partition was never read. */
    public Future<OptionalLong> next(String topic, int partition) {
        return Sql.run(
                        pool,
                        "select next_offset from consumed_offset where topic = $1 and partition = $2",
                        topic,
                        partition)
                .map(rows -> rows.size() == 0
                        ? OptionalLong.empty()
                        : OptionalLong.of(rows.iterator().next().getLong("next_offset")));
    }

    /**
     * Moves the position on.
     *
     * @param expected where this reader believes it to be; absent if the partition was never read
     * @return false if it is elsewhere: another reader took these records, this one must not
     */
    public Future<Boolean> advance(
            Work work, String topic, int partition, @Nullable Long expected, long next, @Nullable Instant progress) {
        if (expected == null) {
            return Sql.run(
                            work.connection(),
                            "insert into consumed_offset (topic, partition, next_offset, progress) values ($1, $2, $3, $4)"
                                    + " on conflict do nothing",
                            topic,
                            partition,
                            next,
                            progress)
                    .map(inserted -> inserted.rowCount() == 1);
        }
        return Sql.run(
                        work.connection(),
                        "update consumed_offset set next_offset = $4, progress = greatest(progress, $5)"
                                + " where topic = $1 and partition = $2 and next_offset = $3",
                        topic,
                        partition,
                        expected,
                        next,
                        progress)
                .map(updated -> updated.rowCount() == 1);
    }

    /** Up to when every partition that was ever read is complete; empty if one never said so. */
    public Future<Optional<Instant>> progress(String topic) {
        return Sql.run(
                        pool,
                        "select min(coalesce(progress, '-infinity')) > '-infinity' as told, min(progress) as progress"
                                + " from consumed_offset where topic = $1",
                        topic)
                .map(rows -> {
                    var row = rows.iterator().next();
                    return Boolean.TRUE.equals(row.getBoolean("told"))
                            ? Optional.ofNullable(Sql.instant(row, "progress"))
                            : Optional.empty();
                });
    }

    /** Sets a record aside that could not be taken. */
    public Future<Void> park(
            Work work, String topic, int partition, long offset, String reason, byte @Nullable [] bytes) {
        return Sql.run(
                        work.connection(),
                        "insert into parked_record (topic, partition, \"offset\", reason, bytes, at)"
                                + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                        topic,
                        partition,
                        offset,
                        reason,
                        bytes == null ? null : io.vertx.core.buffer.Buffer.buffer(bytes),
                        work.now())
                .mapEmpty();
    }
}
