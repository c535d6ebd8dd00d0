package org.jiaoying.ingest.report;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.ingest.forward.RejectJson;

/** What was refused lately: {@code GET /rejects?enterprise=E&max=100}, the latest first; without an enterprise, of all. */
public final class RejectsPage implements ReportServer.Page {
    private static final int DEFAULT_MAX = 100;

    private final BiFunction<String, Integer, List<Reject>> latest;

    /** @param latest of an enterprise (empty: of all), at most so many */
    public RejectsPage(BiFunction<String, Integer, List<Reject>> latest) {
        this.latest = latest;
    }

    @Override
    public Answer answer(Map<String, String> parameters) {
        int max = max(parameters.getOrDefault("max", Integer.toString(DEFAULT_MAX)));
        List<Reject> rejects = latest.apply(parameters.getOrDefault("enterprise", ""), max);
        return Answer.json(200, json -> {
            json.writeArrayFieldStart("rejects");
            for (Reject reject : rejects) {
                RejectJson.write(reject, json);
            }
            json.writeEndArray();
        });
    }

    private static int max(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("'max' must be a whole number from 1 to 9999, but is '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
