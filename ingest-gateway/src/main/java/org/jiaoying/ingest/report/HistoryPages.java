package org.jiaoying.ingest.report;

import java.util.Map;
import org.jiaoying.ingest.history.History;

/** The pages on which the history is read, wherever it is served: {@code /history}, {@code /whereabouts}, {@code /scenes}. */
public final class HistoryPages {
    private HistoryPages() {}

    /** By their paths. */
    public static Map<String, ReportServer.Page> of(History history) {
        return Map.of(
                "/history", new CurvePage(history),
                "/whereabouts", SitePages.whereabouts(history),
                "/scenes", SitePages.scenes(history));
    }
}
