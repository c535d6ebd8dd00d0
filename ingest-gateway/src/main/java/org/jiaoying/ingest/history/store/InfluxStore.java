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
import java.util.List;
import okhttp3.OkHttpClient;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistorySettings;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.ingest.history.LineStore;
import org.jiaoying.ingest.history.Sample;

/** InfluxDB 2 through its own client: lines are written to a bucket, curves are read with InfluxQL. */
public final class InfluxStore implements LineStore, History {
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
                + question.point() + "' AND quality = 0 AND time >= "
                + question.from().toEpochMilli() + "ms AND time < "
                + question.to().toEpochMilli() + "ms";
    }

    private List<Sample> ask(String query) {
        try {
            InfluxQLQueryResult result =
                    queries.queryJSON(new InfluxQLQuery(query, bucket, InfluxQLQuery.AcceptHeader.JSON)
                            .setPrecision(InfluxQLQuery.InfluxQLPrecision.MILLISECONDS));
            var samples = new ArrayList<Sample>();
            for (InfluxQLQueryResult.Result statement : result.getResults()) {
                for (InfluxQLQueryResult.Series series : statement.getSeries()) {
                    series.getValues().forEach(row -> samples.add(sample(row)));
                }
            }
            return samples;
        } catch (InfluxException e) {
            throw new HistoryUnavailableException("the store does not answer: " + e.getMessage(), e);
        }
    }

    private static Sample sample(InfluxQLQueryResult.Series.Record row) {
        return new Sample(
                Instant.ofEpochMilli(new BigDecimal(String.valueOf(row.getValueByKey("time"))).longValue()),
                Double.parseDouble(String.valueOf(row.getValueByKey("value"))));
    }

    @Override
    public void close() {
        client.close();
    }
}
