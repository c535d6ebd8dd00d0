package org.jiaoying.alerting.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;
import org.jiaoying.alerting.report.DangerHistory;
import org.jiaoying.alerting.report.MonthlyTable;
import org.jiaoying.alerting.report.ReportSetting;
import org.jiaoying.alerting.report.ReportingMonths;
import org.jiaoying.alerting.report.ShiftReport;
import org.jiaoying.alerting.report.StatisticsReport;
import org.jiaoying.alerting.report.WarningRecord;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.FigureViews.Group;
import org.jiaoying.alerting.store.InspectionStore;
import org.jiaoying.alerting.store.RegisterViews;
import org.jiaoying.alerting.store.ReportSettingStore;
import org.jiaoying.alerting.store.ReportViews;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningViews;
import org.jiaoying.alerting.view.Scope;
import org.jspecify.annotations.Nullable;

/** The monthly table and its setting, the shift report, how people answered, one danger's whole history. */
final class ReportRoutes {
    private static final int MAX_MONTHS = 36;
    private static final Duration LONGEST_SHIFT = Duration.ofHours(72);
    private static final Duration SHIFT = Duration.ofHours(12);
    private static final Duration USUAL = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final ReportViews views;
    private final ReportSettingStore settings;
    private final FigureViews figures;
    private final WarningViews warnings;
    private final RegisterViews register;
    private final InspectionStore inspections;
    private final DangerRoutes dangers;
    private final RecordRoute records;
    private final Transactions transactions;
    private final Papers papers;
    private final InstantSource clock;

    ReportRoutes(
            ReportViews views,
            ReportSettingStore settings,
            FigureViews figures,
            WarningViews warnings,
            RegisterViews register,
            InspectionStore inspections,
            DangerRoutes dangers,
            RecordRoute records,
            Transactions transactions,
            Papers papers,
            InstantSource clock) {
        this.views = views;
        this.settings = settings;
        this.figures = figures;
        this.warnings = warnings;
        this.register = register;
        this.inspections = inspections;
        this.dangers = dangers;
        this.records = records;
        this.transactions = transactions;
        this.papers = papers;
        this.clock = clock;
    }

    private Future<ReportSetting> setting() {
        return settings.inForce(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private YearMonth monthNow(ReportSetting setting) {
        return setting.months().monthOf(LocalDate.ofInstant(clock.instant(), setting.zone()));
    }

    void getSetting(RoutingContext context) {
        Answers.json(context, setting().map(setting -> document(setting, monthNow(setting))));
    }

    private static JsonObject document(ReportSetting setting, YearMonth now) {
        return new JsonObject()
                .put("title", setting.title())
                .put("timeZone", setting.zone().getId())
                .put("firstMonth", setting.firstMonth().toString())
                .put("reportingDay", setting.months().day(now))
                .put("month", now.toString())
                .put("nextReportingDay", setting.months().day(now.plusMonths(1)));
    }

    void putSetting(RoutingContext context) {
        JsonObject body = Answers.body(context);
        ZoneId zone = zone(body.getString("timeZone"));
        YearMonth first = month(body.getString("firstMonth"));
        YearMonth from = month(body.getString("fromMonth"));
        int day = body.getInteger("reportingDay");
        var setting = new ReportSetting(body.getString("title"), zone, first, ReportingMonths.CALENDAR);
        var actor = Guard.account(context).actor();
        Answers.done(context, transactions.run(work -> {
            work.record(actor, "report.set", "report-monthly", body);
            return settings.put(work, setting, from, day, actor);
        }));
    }

    void monthly(RoutingContext context) {
        Language language = Papers.language(context);
        papers.send(
                context,
                setting().compose(setting -> {
                    List<ReportingMonths.Period> periods = periods(context, setting);
                    return views.months(periods).map(months -> MonthlyTable.paper(setting, months, language));
                }),
                "report-monthly",
                "json");
    }

    private List<ReportingMonths.Period> periods(RoutingContext context, ReportSetting setting) {
        String askedFrom = Answers.query(context, "from");
        String askedTo = Answers.query(context, "to");
        YearMonth now = monthNow(setting);
        YearMonth to = askedTo == null ? now : month(askedTo);
        YearMonth earliest = to.minusMonths(MAX_MONTHS - 1L);
        YearMonth usual = setting.firstMonth().isAfter(to) ? to : setting.firstMonth();
        YearMonth from = askedFrom == null ? (usual.isBefore(earliest) ? earliest : usual) : month(askedFrom);
        long months = from.until(to, ChronoUnit.MONTHS) + 1;
        if (months < 1 || months > MAX_MONTHS) {
            throw tooLong(
                    "from 须不晚于 to，且最多 " + MAX_MONTHS + " 个月。",
                    "from must not be after to, and at most " + MAX_MONTHS + " months.");
        }
        return Stream.iterate(from, month -> month.plusMonths(1))
                .limit(months)
                .map(setting.months()::period)
                .toList();
    }

    void shift(RoutingContext context) {
        Language language = Papers.language(context);
        Instant now = clock.instant();
        Instant to = time(Answers.query(context, "to"), now);
        Instant from = time(Answers.query(context, "from"), to.minus(SHIFT));
        requireSpan(from, to, LONGEST_SHIFT, "72 小时", "72 hours");
        papers.send(
                context,
                setting()
                        .compose(setting -> views.shift(from, to, setting.zone())
                                .map(material -> ShiftReport.paper(material, from, to, setting.zone(), language, now))),
                "report-shift",
                "json");
    }

    void statistics(RoutingContext context) {
        Language language = Papers.language(context);
        Instant to = time(Answers.query(context, "to"), clock.instant());
        Instant from = time(Answers.query(context, "from"), to.minus(USUAL));
        requireSpan(from, to, LONGEST, "400 天", "400 days");
        boolean drills = "true".equals(Answers.query(context, "drills"));
        Future<List<JsonObject>> levels = figures.statistics(Group.LEVEL, drills, from, to);
        Future<List<JsonObject>> units = figures.statistics(Group.UNIT, drills, from, to);
        Future<List<JsonObject>> people = figures.statistics(Group.PERSON, drills, from, to);
        Future<Map<String, JsonObject>> enterprises = register.sites(Scope.ALL).map(ReportRoutes::enterprises);
        Future<Paper> paper = Future.all(levels, units, people, enterprises)
                .compose(all -> setting())
                .map(setting -> StatisticsReport.paper(
                        levels.result(),
                        units.result(),
                        people.result(),
                        enterprises.result(),
                        from,
                        to,
                        drills,
                        setting.zone(),
                        language));
        papers.send(context, paper, "report-answers", "json");
    }

    private static Map<String, JsonObject> enterprises(List<JsonObject> sites) {
        var names = new HashMap<String, JsonObject>();
        sites.forEach(site -> names.put(site.getString("enterprise"), site.getJsonObject("enterpriseName")));
        return names;
    }

    void history(RoutingContext context) {
        Language language = Papers.language(context);
        Scope scope = Scope.of(Guard.account(context));
        Future<Paper> paper = dangers.visible(context)
                .compose(danger -> inspection(danger, scope)
                        .compose(inspection -> warning(danger, scope)
                                .compose(warning -> setting()
                                        .map(setting -> DangerHistory.paper(
                                                danger,
                                                inspection.getLong("id") == null ? null : inspection,
                                                warning,
                                                setting.zone(),
                                                language,
                                                clock.instant())))));
        papers.send(context, paper, "danger-" + Answers.path(context, "id"), "html");
    }

    /** The inspection that found it; an empty document where there is none. */
    private Future<JsonObject> inspection(JsonObject danger, Scope scope) {
        Long id = danger.getLong("inspection");
        return id == null
                ? Future.succeededFuture(new JsonObject())
                : inspections.find(id, scope.enterprise()).map(found -> found.orElseGet(JsonObject::new));
    }

    private Future<WarningRecord.@Nullable Material> warning(JsonObject danger, Scope scope) {
        String id = danger.getString("warning");
        if (id == null) {
            return Future.succeededFuture(null);
        }
        return warnings.find(scope, id)
                .compose(found -> found.map(records::material).orElseGet(() -> Future.succeededFuture(null)));
    }

    private static void requireSpan(Instant from, Instant to, Duration longest, String zh, String en) {
        if (!from.isBefore(to) || from.isBefore(to.minus(longest))) {
            throw tooLong("from 须早于 to，且间隔不超过 " + zh + "。", "from must be before to, by at most " + en + ".");
        }
    }

    private static ApiException tooLong(String zh, String en) {
        return new ApiException(400, "range-too-long", zh, en);
    }

    private static Instant time(@Nullable String text, Instant absent) {
        try {
            return text == null
                    ? absent
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw ApiException.invalid(
                    "时间格式应为 2026-10-01T08:00:00+08:00。", "A time is written 2026-10-01T08:00:00+08:00.");
        }
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw ApiException.invalid("月份格式应为 2026-03。", "A month is written 2026-03.");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw ApiException.invalid("没有这个时区。", "There is no such time zone.");
        }
    }
}
