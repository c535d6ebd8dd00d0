package org.jiaoying.ingest.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.ingest.history.Aggregate;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistoryUnavailableException;
import org.jiaoying.ingest.history.Sample;

/**
 * The curve of a point: {@code GET /history?device=E/S/D&point=ch4&from=…&to=…&points=300&show=max}, answered with {@code
 * {"values": [[millis, value], …]}}. Times are ISO 8601 with offset, or milliseconds; {@code show} is {@code max}, {@code min}
 * or {@code mean}: what an interval shows if there are more readings than {@code points}.
 */
public final class CurvePage implements ReportServer.Page {
    private static final int DEFAULT_POINTS = 300;

    private final History history;

    public CurvePage(History history) {
        this.history = history;
    }

    @Override
    public Answer answer(Map<String, String> parameters) {
        List<Sample> samples;
        try {
            samples = history.curve(question(parameters));
        } catch (HistoryUnavailableException e) {
            return Answer.problem(
                    503, "history-unavailable", "the store of the history does not answer; try again later");
        }
        return Answer.json(200, json -> {
            json.writeArrayFieldStart("values");
            for (Sample sample : samples) {
                json.writeStartArray();
                json.writeNumber(sample.at().toEpochMilli());
                json.writeNumber(sample.value());
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    private static History.Question question(Map<String, String> parameters) {
        return new History.Question(
                DeviceKey.parse(Parameters.required(parameters, "device")),
                Parameters.required(parameters, "point"),
                Parameters.instant(parameters, "from"),
                Parameters.instant(parameters, "to"),
                points(parameters.getOrDefault("points", "")),
                show(parameters.getOrDefault("show", "max")));
    }

    private static int points(String text) {
        if (text.isEmpty()) {
            return DEFAULT_POINTS;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'points' must be a whole number, but is '" + text + "'", e);
        }
    }

    private static Aggregate show(String text) {
        for (Aggregate aggregate : Aggregate.values()) {
            if (aggregate.code().equals(text.toLowerCase(Locale.ROOT))) {
                return aggregate;
            }
        }
        throw new IllegalArgumentException("'show' must be max, min or mean, but is '" + text + "'");
    }
}
