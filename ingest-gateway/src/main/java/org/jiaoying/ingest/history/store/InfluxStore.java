package org.jiaoying.ingest.history.store;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.InfluxQLQueryApi;
import com.influxdb.client.WriteApiBlocking;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.Archive;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.ingest.history.LineStore;
import org.jiaoying.ingest.history.Sample;
import org.jspecify.annotations.Nullable;

/** InfluxDB 2 through its own client: lines are written to a bucket, curves are read with InfluxQL. */
public final class InfluxStore implements LineStore, History, Archive {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final InfluxDBClient client;
    private final WriteApiBlocking writes;
    private final InfluxQLQueryApi queries;
    private final String organization;
    private final String bucket;

    private InfluxStore(InfluxDBClient client, String organization, String bucket) {
        this.client = client;
        this.writes = client.getWriteApiBlocking();
        this.queries = client.getInfluxQLQueryApi();
        this.organization = organization;
        this.bucket = bucket;
    }

    /** Makes the client; connects when it is used. */
    public static InfluxStore open(HistorySettings settings) {
        return open(settings, new OkHttpClient.Builder());
    }

    static InfluxStore open(HistorySettings settings, OkHttpClient.Builder http) {
        var options = InfluxDBClientOptions.builder()
                .url(settings.url())
                .org(settings.organization())
                .bucket(settings.bucket())
                .okHttpClient(http.connectTimeout(Duration.ofSeconds(5))
                        .readTimeout(TIMEOUT)
                        .writeTimeout(TIMEOUT));
        if (!settings.token().isEmpty()) {
            options.authenticateToken(settings.token().toCharArray());
        }
        return new InfluxStore(
                InfluxDBClientFactory.create(options.build()), settings.organization(), settings.bucket());
    }

    @Override
    public void write(String lines) {
        try {
            writes.writeRecord(bucket, organization, WritePrecision.MS, lines);
        } catch (InfluxException e) {
            throw switch (e.status()) {
                case 400, 413, 422 -> new BadLinesException("the store refused lines: " + e.getMessage(), e);
                default -> new HistoryUnavailableException("the store takes nothing: " + e.getMessage(), e);
            };
        }
    }

    @Override
    public List<Sample> curve(Question question) {
        List<Sample> readings = ask("SELECT value FROM readings WHERE " + where(question) + " ORDER BY time ASC LIMIT "
                + (question.maxSamples() + 1));
        if (readings.size() <= question.maxSamples()) {
            return readings;
        }
        long interval = question.intervalMillis();
        long offset = question.from().toEpochMilli() % interval;
        return ask("SELECT " + function(question.aggregate()) + "(value) AS value FROM readings WHERE "
                + where(question) + " GROUP BY time(" + interval + "ms, " + offset + "ms) fill(none)");
    }

    private static String function(Aggregate aggregate) {
        return aggregate.code();
    }

    /** Ids hold no quotes: {@link History.Question} sees to that. */
    private static String where(Question question) {
        return "enterprise = '" + question.device().enterprise() + "' AND site = '"
                + question.device().site() + "' AND device = '"
                + question.device().device() + "' AND point = '"
                + question.point() + "' AND quality = 0 AND "
                + between(question.from(), question.to());
    }

    @Override
    public List<Whereabouts> whereabouts(SiteQuestion question) {
        // One series for each zone a card was in: the youngest of a card tells where it is.
        var last = new TreeMap<String, Whereabouts>();
        String query =
                "SELECT last(movement) AS movement FROM positions WHERE " + where(question) + " GROUP BY card, zone";
        for (InfluxQLQueryResult.Series series : series(json(query))) {
            String card = series.getTags().getOrDefault("card", "");
            String zone = series.getTags().getOrDefault("zone", "");
            for (InfluxQLQueryResult.Series.Record row : series.getValues()) {
                last.merge(
                        card,
                        new Whereabouts(card, zone, text(row, "movement"), at(row)),
                        (one, other) -> one.at().isAfter(other.at()) ? one : other);
            }
        }
        return last.values().stream().limit(MAX_SEEN).toList();
    }

    @Override
    public List<Seen> scenes(SiteQuestion question, int max) {
        return rows("SELECT device, zone, type, confidence, snapshot FROM scene_events WHERE " + where(question)
                        + " ORDER BY time DESC LIMIT " + Math.min(max, MAX_SEEN))
                .stream()
                .map(row -> new Seen(
                        at(row),
                        text(row, "device"),
                        text(row, "zone"),
                        text(row, "type"),
                        Double.parseDouble(text(row, "confidence")),
                        text(row, "snapshot")))
                .toList();
    }

    private static String where(SiteQuestion question) {
        return "enterprise = '" + question.site().enterprise() + "' AND site = '"
                + question.site().site() + "' AND " + between(question.from(), question.to());
    }

    private List<Sample> ask(String query) {
        return records(json(query)).stream().map(InfluxStore::sample).toList();
    }

    private Supplier<InfluxQLQueryResult> json(String query) {
        var json = new InfluxQLQuery(query, bucket, InfluxQLQuery.AcceptHeader.JSON);
        return () -> queries.queryJSON(json.setPrecision(InfluxQLQuery.InfluxQLPrecision.MILLISECONDS));
    }

    @Override
    public Optional<List<Said>> said(@Nullable SiteKey site, Instant from, Instant to, int most) {
        var said = new ArrayList<Said>();
        for (KeptRow.Measurement measurement : KeptRow.MEASUREMENTS) {
            // Keys hold no quotes: domain.Identifiers sees to that.
            String where = site == null
                    ? ""
                    : "enterprise = '" + site.enterprise() + "' AND site = '" + site.site() + "' AND ";
            List<InfluxQLQueryResult.Series.Record> rows = rows("SELECT enterprise, site, device, "
                    + String.join(", ", measurement.columns()) + " FROM " + measurement.name() + " WHERE " + where
                    + between(from, to) + " ORDER BY time ASC LIMIT " + (most + 1));
            if (rows.size() > most) {
                return Optional.empty();
            }
            rows.forEach(row -> said.add(measurement.said(at(row), row::getValueByKey)));
        }
        said.sort(Comparator.comparing(one -> one.observation().at()));
        return Optional.of(said);
    }

    private static String between(Instant from, Instant to) {
        return "time >= " + from.toEpochMilli() + "ms AND time < " + to.toEpochMilli() + "ms";
    }

    /** As CSV: the client cannot read JSON in which a cell is empty. */
    private List<InfluxQLQueryResult.Series.Record> rows(String query) {
        var csv = new InfluxQLQuery(query, bucket, InfluxQLQuery.AcceptHeader.CSV);
        return records(() -> queries.queryCSV(csv.setPrecision(InfluxQLQuery.InfluxQLPrecision.MILLISECONDS)));
    }

    private List<InfluxQLQueryResult.Series.Record> records(Supplier<InfluxQLQueryResult> query) {
        return series(query).stream()
                .flatMap(series -> series.getValues().stream())
                .toList();
    }

    private static List<InfluxQLQueryResult.Series> series(Supplier<InfluxQLQueryResult> query) {
        try {
            return query.get().getResults().stream()
                    .flatMap(statement -> statement.getSeries().stream())
                    .toList();
        } catch (InfluxException e) {
            throw new HistoryUnavailableException("the store does not answer: " + e.getMessage(), e);
        }
    }

    private static String text(InfluxQLQueryResult.Series.Record row, String column) {
        Object value = row.getValueByKey(column);
        return value == null ? "" : String.valueOf(value);
    }

    private static Sample sample(InfluxQLQueryResult.Series.Record row) {
        return new Sample(at(row), Double.parseDouble(String.valueOf(row.getValueByKey("value"))));
    }

    private static Instant at(InfluxQLQueryResult.Series.Record row) {
        return Instant.ofEpochMilli(new BigDecimal(String.valueOf(row.getValueByKey("time"))).longValue());
    }

    @Override
    public void close() {
        client.close();
    }
}
