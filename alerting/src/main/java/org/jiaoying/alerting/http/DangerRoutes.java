package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jiaoying.alerting.danger.DangerEvent;
import org.jiaoying.alerting.danger.DangerFinding;
import org.jiaoying.alerting.danger.DangerStep;
import org.jiaoying.alerting.danger.Dangers;
import org.jiaoying.alerting.inspection.Inspection;
import org.jiaoying.alerting.inspection.InspectionKind;
import org.jiaoying.alerting.inspection.Inspections;
import org.jiaoying.alerting.inspection.Measure;
import org.jiaoying.alerting.inspection.MeasureKind;
import org.jiaoying.alerting.store.DangerStore;
import org.jiaoying.alerting.store.InspectionStore;
import org.jiaoying.alerting.store.ReportSettingStore;
import org.jiaoying.alerting.view.Scope;
import org.jspecify.annotations.Nullable;

/** Inspections and hidden dangers: enterprises their own, officers and administrators all. */
final class DangerRoutes {
    private final Dangers dangers;
    private final Inspections inspections;
    private final DangerStore store;
    private final InspectionStore inspected;
    private final ReportSettingStore settings;
    private final InstantSource clock;

    DangerRoutes(
            Dangers dangers,
            Inspections inspections,
            DangerStore store,
            InspectionStore inspected,
            ReportSettingStore settings,
            InstantSource clock) {
        this.dangers = dangers;
        this.inspections = inspections;
        this.store = store;
        this.inspected = inspected;
        this.settings = settings;
        this.clock = clock;
    }

    private static Scope scope(RoutingContext context) {
        return Scope.of(Guard.account(context));
    }

    /** The day it is in the center's zone. */
    Future<LocalDate> today() {
        var now = clock.instant();
        return settings.inForce(LocalDate.ofInstant(now, ZoneOffset.UTC))
                .map(setting -> LocalDate.ofInstant(now, setting.zone()));
    }

    void list(RoutingContext context) {
        String own = scope(context).enterprise();
        String asked = Answers.query(context, "state");
        String state = asked == null ? "active" : asked;
        String grave = Answers.query(context, "grave");
        boolean active = state.equals("active") || state.equals("overdue");
        var filter = new DangerStore.Filter(
                own == null ? Answers.query(context, "enterprise") : own,
                active || state.equals("all") ? null : state.toUpperCase(Locale.ROOT),
                active,
                state.equals("overdue"),
                grave == null ? null : Boolean.valueOf(grave),
                Answers.query(context, "warning"),
                Answers.queryLong(context, "before"));
        int limit = Answers.query(context, "limit", 50);
        Answers.json(
                context,
                today().compose(today -> store.list(filter, today, limit)).map(page -> page.document()));
    }

    void get(RoutingContext context) {
        Answers.json(context, visible(context));
    }

    /** The danger of the path, if the reader may see it. */
    Future<JsonObject> visible(RoutingContext context) {
        long id = Long.parseLong(Answers.path(context, "id"));
        return today().compose(today -> store.find(id, scope(context).enterprise(), today))
                .map(found -> found.orElseThrow(ApiException::notFound));
    }

    void enter(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var found = new DangerFinding(
                body.getString("enterprise"),
                body.getString("site"),
                body.getString("place", ""),
                body.getString("what"),
                body.getBoolean("grave", false),
                day(body, "foundOn"),
                day(body, "deadline"),
                body.getString("responsible", ""),
                body.getLong("inspection"),
                body.getString("warning"));
        Answers.json(
                context,
                dangers.enter(found, scope(context), Guard.account(context).actor())
                        .map(id -> new JsonObject().put("id", id)));
    }

    void step(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var step = new DangerStep(
                DangerEvent.of(body.getString("event")),
                day(body, "day"),
                day(body, "deadline"),
                body.getString("responsible"),
                body.getString("note"));
        Answers.done(
                context,
                dangers.take(
                        Long.parseLong(Answers.path(context, "id")),
                        step,
                        scope(context),
                        Guard.account(context).actor()));
    }

    void listInspections(RoutingContext context) {
        String own = scope(context).enterprise();
        String kind = Answers.query(context, "kind");
        Answers.json(
                context,
                inspected
                        .list(
                                own == null ? Answers.query(context, "enterprise") : own,
                                kind == null ? null : InspectionKind.of(kind),
                                Answers.queryLong(context, "before"),
                                Answers.query(context, "limit", 50))
                        .map(page -> page.document()));
    }

    void getInspection(RoutingContext context) {
        long id = Long.parseLong(Answers.path(context, "id"));
        Answers.json(
                context,
                inspected
                        .find(id, scope(context).enterprise())
                        .map(found -> found.orElseThrow(ApiException::notFound))
                        .compose(found -> today().compose(today -> store.ofInspection(id, today))
                                .map(of -> found.put("found", new JsonArray(of)))));
    }

    void enterInspection(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var inspection = new Inspection(
                InspectionKind.of(body.getString("kind")),
                body.getString("enterprise"),
                body.getString("site"),
                day(body, "day"),
                body.getString("inspector"),
                body.getString("summary", ""));
        Answers.json(
                context,
                inspections
                        .enter(
                                inspection,
                                scope(context),
                                Guard.account(context).actor())
                        .map(id -> new JsonObject().put("id", id)));
    }

    void noteMeasure(RoutingContext context) {
        JsonObject body = Answers.body(context);
        var measure = new Measure(
                MeasureKind.of(body.getString("kind")),
                day(body, "day"),
                body.getInteger("people", 0),
                body.getString("note"));
        Answers.done(
                context,
                inspections.note(
                        Long.parseLong(Answers.path(context, "id")),
                        measure,
                        Guard.account(context).actor()));
    }

    void withdrawInspection(RoutingContext context) {
        Answers.done(
                context,
                inspections.withdraw(
                        Long.parseLong(Answers.path(context, "id")),
                        scope(context),
                        Guard.account(context).actor(),
                        Answers.body(context).getString("reason")));
    }

    static @Nullable LocalDate day(JsonObject body, String field) {
        String text = body.getString(field);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.invalid(field + " 不是日期（如 2026-03-01）。", field + " is no date (such as 2026-03-01).");
        }
    }
}
