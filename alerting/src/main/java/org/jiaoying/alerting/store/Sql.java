package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every statement needs: instants as the driver takes them, rows as records. */
final class Sql {
    private Sql() {}

    /** Runs one statement; parameters may be null, instants and enums are converted. */
    static Future<RowSet<Row>> run(SqlClient client, String statement, @Nullable Object... parameters) {
        return client.preparedQuery(statement).execute(tuple(parameters));
    }

    static Tuple tuple(@Nullable Object... parameters) {
        var values = new ArrayList<@Nullable Object>(parameters.length);
        for (Object parameter : parameters) {
            values.add(converted(parameter));
        }
        return Tuple.from(values);
    }

    private static @Nullable Object converted(@Nullable Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof Enum<?> constant) {
            return constant.name();
        }
        if (parameter instanceof String text && text.indexOf('\0') >= 0) {
            // PostgreSQL refuses this one character; what people and devices send may have it.
            return text.replace('\0', ' ');
        }
        return parameter;
    }

    /** Runs the same statement for each set of parameters, in one round trip. */
    static Future<Void> runEach(SqlClient client, String statement, List<Tuple> parameters) {
        return parameters.isEmpty()
                ? Future.succeededFuture()
                : client.preparedQuery(statement).executeBatch(parameters).mapEmpty();
    }

    static <T> Future<List<T>> list(Future<RowSet<Row>> rows, Function<Row, T> read) {
        return rows.map(set -> {
            var list = new ArrayList<T>(set.size());
            for (Row row : set) {
                list.add(read.apply(row));
            }
            return list;
        });
    }

    static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    static Instant requiredInstant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
