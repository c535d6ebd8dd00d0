package org.jiaoying.alerting.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import org.jiaoying.alerting.compose.RecordPage;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.WarningDetails;

/** The record of one warning (叫应记录), to be read and filed. */
final class RecordRoute {
    private final WarningRoutes warnings;
    private final WarningDetails details;
    private final FigureViews figures;
    private final InstantSource clock;

    RecordRoute(WarningRoutes warnings, WarningDetails details, FigureViews figures, InstantSource clock) {
        this.warnings = warnings;
        this.details = details;
        this.figures = figures;
        this.clock = clock;
    }

    void get(RoutingContext context) {
        warnings.visible(context)
                .compose(warning -> details.detail(warning)
                        .compose(detail -> details.calls(warning.id())
                                .compose(calls -> figures.ofWarning(warning.id(), warning.openedAt())
                                        .map(found -> RecordPage.of(detail, calls, found, clock.instant())))))
                .onComplete(
                        page -> {
                            context.response()
                                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                                    // The page has one style and nothing else; whatever slipped in could do nothing.
                                    .putHeader(
                                            "Content-Security-Policy",
                                            "default-src 'none'; style-src 'unsafe-inline'; sandbox");
                            context.end(page);
                        },
                        context::fail);
    }
}
