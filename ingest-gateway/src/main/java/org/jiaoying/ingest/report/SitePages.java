package org.jiaoying.ingest.report;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.ingest.history.History;
import org.jiaoying.ingest.history.HistoryUnavailableException;

/**
 * What was seen at a site. Where each card was last: {@code GET /whereabouts?site=E/S&from=…&to=…}, answered with {@code
 * {"cards": [{"card", "zone", "movement", "at"}, …]}}. What cameras saw, newest first: {@code GET
 * /scenes?site=E/S&from=…&to=…&max=50}, answered with {@code {"scenes": [{"at", "device", "zone", "type", "confidence",
 * "snapshot"}, …]}}. At most a week; {@code at} in milliseconds.
 */
public final class SitePages {
    private static final int DEFAULT_SCENES = 50;

    private SitePages() {}

    public static ReportServer.Page whereabouts(History history) {
        return parameters -> available(() -> {
            List<History.Whereabouts> cards = history.whereabouts(question(parameters));
            return Answer.json(200, json -> {
                json.writeArrayFieldStart("cards");
                for (History.Whereabouts card : cards) {
                    json.writeStartObject();
                    json.writeStringField("card", card.card());
                    json.writeStringField("zone", card.zone());
                    json.writeStringField("movement", card.movement());
                    json.writeNumberField("at", card.at().toEpochMilli());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        });
    }

    public static ReportServer.Page scenes(History history) {
        return parameters -> available(() -> {
            List<History.Seen> scenes = history.scenes(question(parameters), max(parameters.getOrDefault("max", "")));
            return Answer.json(200, json -> {
                json.writeArrayFieldStart("scenes");
                for (History.Seen seen : scenes) {
                    json.writeStartObject();
                    json.writeNumberField("at", seen.at().toEpochMilli());
                    json.writeStringField("device", seen.device());
                    json.writeStringField("zone", seen.zone());
                    json.writeStringField("type", seen.type());
                    json.writeNumberField("confidence", seen.confidence());
                    json.writeStringField("snapshot", seen.snapshot());
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        });
    }

    private interface Asking {
        Answer answer();
    }

    private static Answer available(Asking asking) {
        try {
            return asking.answer();
        } catch (HistoryUnavailableException e) {
            return Answer.problem(
                    503, "history-unavailable", "the store of the history does not answer; try again later");
        }
    }

    private static History.SiteQuestion question(Map<String, String> parameters) {
        return new History.SiteQuestion(
                SiteKey.parse(Parameters.required(parameters, "site")),
                Parameters.instant(parameters, "from"),
                Parameters.instant(parameters, "to"));
    }

    private static int max(String text) {
        if (text.isEmpty()) {
            return DEFAULT_SCENES;
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("'max' must be a whole number from 1 to 9999, but is '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
