package org.jiaoying.ingest.history.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.ingest.history.Sample;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Reads curves from QuestDB with SQL over its PostgreSQL port. Its tables are made before the first line is written, since only a
 * table that knows its keys takes the same reading twice for one.
 */
public final class QuestHistory implements History, Archive {
    private static final List<String> TABLES = List.of(
            table("readings", "point symbol, quantity symbol, zone symbol, value double, quality double", "point"),
            table("positions", "card symbol, zone symbol, movement varchar, x double, y double, z double", "card"),
            table(
                    "scene_events",
                    "type symbol, zone symbol, confidence double, id varchar, snapshot varchar, course varchar",
                    "type"),
            table("statuses", "state varchar", ""));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    private QuestHistory(String jdbcUrl) {
        database.setUrl(jdbcUrl);
        database.setConnectTimeout(5);
        database.setSocketTimeout(30);
    }

    /**
     * Opens the history and makes its tables where they are missing.
     *
     * @throws HistoryUnavailableException if QuestDB cannot be reached
     */
    public static QuestHistory open(String jdbcUrl) {
        var history = new QuestHistory(jdbcUrl);
        history.makeTables();
        return history;
    }

    private static String table(String name, String columns, String key) {
        return "create table if not exists " + name
                + " (timestamp timestamp, enterprise symbol, site symbol, device symbol, " + columns
                + ") timestamp(timestamp) partition by day wal dedup upsert keys (timestamp, enterprise, site, device"
                + (key.isEmpty() ? "" : ", " + key) + ")";
    }

    private void makeTables() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
            addCourse(statement);
        } catch (SQLException e) {
            throw new HistoryUnavailableException("QuestDB's tables cannot be made: " + e.getMessage(), e);
        }
    }

    /** Stores of the first version do not have this column. */
    private static void addCourse(Statement statement) throws SQLException {
        try (ResultSet known = statement.executeQuery(
                "select \"column\" from table_columns('scene_events') where \"column\" = 'course'")) {
            if (known.next()) {
                return;
            }
        }
        statement.execute("alter table scene_events add column course varchar");
    }

    @Override
    public List<Sample> curve(Question question) {
        List<Sample> readings = ask(
                "select cast(timestamp as long) / 1000 at, value from readings where " + where(question)
                        + " order by timestamp limit " + (question.maxSamples() + 1),
                question);
        if (readings.size() <= question.maxSamples()) {
            return readings;
        }
        long from = question.from().toEpochMilli();
        long interval = question.intervalMillis();
        String bucket =
                "(cast(timestamp as long) / 1000 - " + from + ") / " + interval + " * " + interval + " + " + from;
        return ask(
                "select at, " + function(question.aggregate()) + "(value) value from (select " + bucket
                        + " at, value from readings where " + where(question) + ") group by at order by at",
                question);
    }

    private static String function(Aggregate aggregate) {
        return aggregate == Aggregate.MEAN ? "avg" : aggregate.code();
    }

    private static String where(Question question) {
        return "enterprise = ? and site = ? and device = ? and point = ? and quality = 0 and "
                + between(question.from(), question.to());
    }

    @Override
    public List<Whereabouts> whereabouts(SiteQuestion question) {
        return rows(
                "select card, zone, movement, cast(timestamp as long) / 1000 at from positions where " + where(question)
                        + " latest on timestamp partition by card order by card limit " + MAX_SEEN,
                List.of(question.site().enterprise(), question.site().site()),
                row -> new Whereabouts(text(row, 1), text(row, 2), text(row, 3), Instant.ofEpochMilli(row.getLong(4))));
    }

    @Override
    public List<Seen> scenes(SiteQuestion question, int max) {
        return rows(
                "select cast(timestamp as long) / 1000 at, device, zone, type, confidence, snapshot from scene_events where "
                        + where(question) + " order by timestamp desc limit " + Math.min(max, MAX_SEEN),
                List.of(question.site().enterprise(), question.site().site()),
                row -> new Seen(
                        Instant.ofEpochMilli(row.getLong(1)),
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        row.getDouble(5),
                        text(row, 6)));
    }

    private static String where(SiteQuestion question) {
        return "enterprise = ? and site = ? and timestamp >= '" + TIME.format(question.from()) + "' and timestamp < '"
                + TIME.format(question.to()) + "'";
    }

    private static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private List<Sample> ask(String sql, Question question) {
        return rows(
                sql,
                List.of(
                        question.device().enterprise(),
                        question.device().site(),
                        question.device().device(),
                        question.point()),
                row -> new Sample(Instant.ofEpochMilli(row.getLong(1)), row.getDouble(2)));
    }

    private interface Shape<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String sql, List<String> parameters, Shape<T> shape) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                select.setString(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                var found = new ArrayList<T>();
                while (rows.next()) {
                    found.add(shape.of(rows));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new HistoryUnavailableException("QuestDB does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<List<Said>> said(@Nullable SiteKey site, Instant from, Instant to, int most) {
        var said = new ArrayList<Said>();
        try (Connection connection = database.getConnection()) {
            for (KeptRow.Measurement measurement : KeptRow.MEASUREMENTS) {
                List<Said> rows = rows(connection, measurement, site, from, to, most + 1);
                if (rows.size() > most) {
                    return Optional.empty();
                }
                said.addAll(rows);
            }
        } catch (SQLException e) {
            throw new HistoryUnavailableException("QuestDB does not answer: " + e.getMessage(), e);
        }
        said.sort(Comparator.comparing(one -> one.observation().at()));
        return Optional.of(said);
    }

    private static List<Said> rows(
            Connection connection,
            KeptRow.Measurement measurement,
            @Nullable SiteKey site,
            Instant from,
            Instant to,
            int limit)
            throws SQLException {
        String sql = "select cast(timestamp as long) / 1000 at, enterprise, site, device, "
                + String.join(", ", measurement.columns()) + " from " + measurement.name() + " where "
                + (site == null ? "" : "enterprise = ? and site = ? and ") + between(from, to)
                + " order by timestamp limit " + limit;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            if (site != null) {
                select.setString(1, site.enterprise());
                select.setString(2, site.site());
            }
            try (ResultSet rows = select.executeQuery()) {
                var said = new ArrayList<Said>();
                while (rows.next()) {
                    said.add(measurement.said(Instant.ofEpochMilli(rows.getLong(1)), column -> cell(rows, column)));
                }
                return said;
            }
        }
    }

    private static @Nullable Object cell(ResultSet rows, String column) {
        try {
            return rows.getObject(column);
        } catch (SQLException e) {
            throw new HistoryUnavailableException("QuestDB does not answer: " + e.getMessage(), e);
        }
    }

    private static String between(Instant from, Instant to) {
        return "timestamp >= '" + TIME.format(from) + "' and timestamp < '" + TIME.format(to) + "'";
    }

    @Override
    public void close() {
        // Each question has a connection of its own.
    }
}
