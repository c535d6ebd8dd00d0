package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.report.WarningRecord;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.WarningDetails;
import org.jiaoying.alerting.view.WarningView;

/** The record of one warning (叫应记录), to be read and filed. */
final class RecordRoute {
    private final WarningRoutes warnings;
    private final WarningDetails details;
    private final FigureViews figures;
    private final EvidenceRoute evidence;
    private final Papers papers;
    private final InstantSource clock;

    RecordRoute(
            WarningRoutes warnings,
            WarningDetails details,
            FigureViews figures,
            EvidenceRoute evidence,
            Papers papers,
            InstantSource clock) {
        this.warnings = warnings;
        this.details = details;
        this.figures = figures;
        this.evidence = evidence;
        this.papers = papers;
        this.clock = clock;
    }

    void get(RoutingContext context) {
        Language language = Papers.language(context);
        papers.send(
                context,
                warnings.visible(context)
                        .compose(this::material)
                        .map(material -> WarningRecord.paper(material, language, clock.instant())),
                "record-" + Answers.path(context, "id"),
                "html");
    }

    /** What the record of a warning is made of; without a curve where none can be had. */
    Future<WarningRecord.Material> material(WarningView warning) {
        return details.detail(warning)
                .compose(detail -> details.calls(warning.id())
                        .compose(calls -> figures.ofWarning(warning.id(), warning.openedAt())
                                .compose(found -> evidence.ifThere(warning)
                                        .map(curve -> new WarningRecord.Material(
                                                detail, calls, found, curve.orElse(null))))));
    }
}
