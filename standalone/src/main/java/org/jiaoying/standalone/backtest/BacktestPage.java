package org.jiaoying.standalone.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiaoying.alerting.foresee.ForeseenCall;
import org.jiaoying.alerting.foresee.ForeseenWarning;
import org.jiaoying.alerting.foresee.TracedBreach;
import org.jiaoying.alerting.foresee.WarningLoad;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.domain.register.Device;
import org.jiaoying.domain.register.RegisterEntry;
import org.jiaoying.simulators.replay.ReplayLabel;
import org.jiaoying.simulators.replay.ReplayVerdict;

/** One page that needs nothing else: the answer first, then the pictures, then the lists. Chinese first, then English. */
public final class BacktestPage {
    private static final int SUBJECTS_DRAWN = 12;
    private static final int WARNINGS_DRAWN = 12;
    private static final int ROWS = 400;
    private static final int COLUMNS = 1_056;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Backtest backtest;
    private final BacktestReport report;
    private final StringBuilder html = new StringBuilder();
    private final Map<TracedBreach, Integer> numbers = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();

    private BacktestPage(Backtest backtest, BacktestReport report) {
        this.backtest = backtest;
        this.report = report;
        report.breaches().forEach(breach -> numbers.put(breach, numbers.size() + 1));
        for (RegisterEntry entry : backtest.register()) {
            if (entry instanceof Device device) {
                device.points().forEach(point -> units.put(device.key() + "/" + point.id(), point.unit()));
            }
        }
    }

    /** Writes it; goes through the observations once more for the curves. */
    public static String of(Backtest backtest, BacktestReport report) throws IOException {
        return new BacktestPage(backtest, report).write();
    }

    private String write() throws IOException {
        put("<!doctype html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n");
        put("<meta name=\"viewport\" content=\"width=device-width\">\n<title>回测 Backtest: %s</title>\n", report.id());
        put("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
        head();
        load();
        curves();
        warnings();
        breaches();
        labels();
        faults();
        put("</body>\n</html>\n");
        return html.toString();
    }

    private void head() {
        put(
                "<header><h1>回测：%s <small>Backtest: %s</small></h1>\n",
                report.title().zh(), report.title().en());
        ZoneId zone = report.zones().values().stream().findFirst().orElse(ZoneOffset.UTC);
        put(
                "<p>%s — %s（%s，%s）；%,d 条消息 messages，%d 条规则 rules</p>\n",
                TIME.format(report.from().atZone(zone)),
                TIME.format(report.to().atZone(zone)),
                Words.duration(Duration.between(report.from(), report.to())),
                zone,
                report.messages(),
                report.rules());
        put("<div class=\"tiles\">\n");
        tile("warnings", Integer.toString(report.warnings().size()), "预警", "warnings");
        for (Level level : List.of(Level.RED, Level.ORANGE, Level.YELLOW, Level.BLUE)) {
            long of = report.warnings().stream()
                    .filter(warning -> warning.peak() == level)
                    .count();
            if (of > 0) {
                tile(
                        level.code(),
                        Long.toString(of),
                        level.text().zh(),
                        level.text().en());
            }
        }
        tile("breaches", Integer.toString(report.breaches().size()), "越限", "breaches");
        ReplayVerdict verdict = report.verdict();
        if (verdict != null) {
            int wanted = verdict.found().size() + verdict.missed().size();
            tile("found", verdict.found().size() + "/" + wanted, "应发现已发现", "found of those labelled");
            tile(
                    verdict.missed().isEmpty() ? "good" : "bad",
                    "" + verdict.missed().size(),
                    "漏报",
                    "missed");
            tile(
                    verdict.unexpected().isEmpty() ? "good" : "bad",
                    "" + verdict.unexpected().size(),
                    "误报",
                    "false");
        }
        put("</div></header>\n");
    }

    private void tile(String kind, String number, String zh, String en) {
        put("<div class=\"tile %s\"><b>%s</b><span>%s<small>%s</small></span></div>\n", kind, number, zh, en);
    }

    private void load() {
        title("每人负荷", "Load of each person");
        if (report.loads().isEmpty()) {
            put("<p>没有人会被叫到。<small>Nobody would have been called.</small></p>\n");
            return;
        }
        put("<table><tr><th>人员<small>person</small><th>呼叫<small>calls</small>");
        put("<th>10 分钟内最多<small>most in 10 min</small><th>平均每 10 分钟<small>per 10 min</small>");
        put("<th>洪泛时间<small>time in flood</small><th>ISA-18.2<th>几点被叫<small>hour of day of the calls</small></tr>\n");
        for (WarningLoad load : report.loads()) {
            put(
                    "<tr><td>%s<td>%d<td>%d<td>%.3f<td>%.2f %%<td class=\"%s\">%s<td>%s</tr>\n",
                    load.person(),
                    load.notifications(),
                    load.most(),
                    load.perTenMinutes(),
                    100 * load.flooded(),
                    load.bearable() ? "good" : "bad",
                    load.bearable() ? "可承受 bearable" : "过重 too much",
                    new Raw(hours(load.person())));
        }
        put("</table>\n<p class=\"note\">每 10 分钟约 1 次可接受，最多 2 次；10 分钟超过 10 次为洪泛，应少于 1% 的时间。");
        put(
                "<small>ISA-18.2: about 1 in 10 minutes is acceptable, 2 at most; over 10 is a flood, under 1 %% of the time.</small></p>\n");
    }

    /** 24 small bars. */
    private String hours(String person) {
        int[] calls = new int[24];
        for (ForeseenWarning warning : report.warnings()) {
            for (ForeseenCall call : warning.calls()) {
                if (call.atOnce() && call.person().equals(person)) {
                    calls[call.at().atZone(zone(warning)).getHour()]++;
                }
            }
        }
        int most = java.util.Arrays.stream(calls).max().orElse(1);
        var bars = new StringBuilder("<svg viewBox=\"0 0 240 34\" class=\"hours\">");
        for (int hour = 0; hour < 24; hour++) {
            double height = calls[hour] == 0 ? 0.8 : 4 + 18.0 * calls[hour] / Math.max(1, most);
            bars.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.1f\" width=\"8\" height=\"%.1f\"><title>%02d: %d</title></rect>",
                    hour * 10 + 1,
                    23 - height,
                    height,
                    hour,
                    calls[hour]));
            if (hour % 6 == 0) {
                bars.append(String.format("<text x=\"%d\" y=\"33\">%d</text>", hour * 10 + 1, hour));
            }
        }
        return bars.append("</svg>").toString();
    }

    private void curves() throws IOException {
        Map<String, List<TracedBreach>> bySubject = new LinkedHashMap<>();
        report.breaches()
                .forEach(breach -> bySubject
                        .computeIfAbsent(breach.subject(), unseen -> new ArrayList<>())
                        .add(breach));
        for (ReplayLabel label : labelled()) {
            bySubject.computeIfAbsent(subject(label), unseen -> new ArrayList<>());
        }
        var wanted = new HashMap<String, List<Curve>>();
        var overviews = new LinkedHashMap<String, Curve>();
        bySubject.keySet().stream()
                .filter(units::containsKey)
                .limit(SUBJECTS_DRAWN)
                .forEach(subject -> overviews.put(subject, new Curve(report.from(), report.to(), COLUMNS)));
        overviews.forEach((subject, curve) ->
                wanted.computeIfAbsent(subject, unseen -> new ArrayList<>()).add(curve));
        var details = new LinkedHashMap<ForeseenWarning, Curve>();
        for (ForeseenWarning warning : gravest()) {
            Curve curve = around(warning);
            details.put(warning, curve);
            wanted.computeIfAbsent(warning.breaches().get(0).subject(), unseen -> new ArrayList<>())
                    .add(curve);
        }
        backtest.draw(wanted);
        if (!overviews.isEmpty()) {
            title("全程曲线", "The whole time");
            put("<p class=\"note\">色带为越限期间，颜色为级别，数字见越限清单；绿条为标注的应发现时段。");
            put(
                    "<small>Bands: breaches in the colour of their level, numbered as in the list; green: labelled as to be found.");
            put("</small></p>\n");
            overviews.forEach(
                    (subject, curve) -> figure(subject, curve, bySubject.getOrDefault(subject, List.of()), ""));
            left(bySubject.keySet().stream().filter(units::containsKey).count(), SUBJECTS_DRAWN);
        }
        if (details.values().stream().anyMatch(curve -> !curve.isEmpty())) {
            title("逐个预警放大", "Each warning, close up");
            details.forEach((warning, curve) -> {
                String subject = warning.breaches().get(0).subject();
                figure(subject, curve, bySubject.getOrDefault(subject, List.of()), heading(warning));
            });
            left(report.warnings().size(), WARNINGS_DRAWN);
        }
    }

    private List<ForeseenWarning> gravest() {
        return report.warnings().stream()
                .filter(warning -> units.containsKey(warning.breaches().get(0).subject()))
                .sorted(Comparator.comparing(ForeseenWarning::peak).reversed())
                .limit(WARNINGS_DRAWN)
                .sorted(Comparator.comparing(ForeseenWarning::from))
                .toList();
    }

    private Curve around(ForeseenWarning warning) {
        Duration whole = Duration.between(report.from(), report.to());
        Duration length = Duration.between(warning.from(), warning.until());
        Duration pad = List.of(length, whole.dividedBy(200), Duration.ofMinutes(5)).stream()
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant from = warning.from().minus(pad);
        Instant to = warning.until().plus(pad);
        return new Curve(
                from.isBefore(report.from()) ? report.from() : from,
                to.isAfter(report.to()) ? report.to() : to,
                COLUMNS);
    }

    private String heading(ForeseenWarning warning) {
        Text reason = warning.breaches().get(0).opened().reason();
        return "%s　%s".formatted(warning.peak().text().zh(), reason.zh());
    }

    private void figure(String subject, Curve curve, List<TracedBreach> breaches, String heading) {
        if (curve.isEmpty()) {
            return;
        }
        Text name = report.names().getOrDefault(subject, Text.same(subject));
        String unit = units.getOrDefault(subject, "");
        put("<figure><figcaption>");
        if (!heading.isEmpty()) {
            put("<b>%s</b> ", heading);
        }
        put("%s <small>%s, %s</small></figcaption>\n", name.zh(), name.en(), unit);
        List<ReplayLabel> labels = labelled().stream()
                .filter(label -> subject(label).equals(subject))
                .toList();
        html.append(CurveDrawing.svg(
                curve, breaches, labels, breach -> numbers.getOrDefault(breach, 0), unit, zone(subject), report.to()));
        put("</figure>\n");
    }

    private void warnings() {
        title("会发出的预警和呼叫", "Warnings and calls that would have been");
        if (report.warnings().isEmpty()) {
            put("<p>没有。<small>None.</small></p>\n");
            return;
        }
        put("<table><tr><th>时间<small>time</small><th>持续<small>for</small><th>级别<small>level</small>");
        put("<th>场所<small>site</small><th>内容<small>what</small><th>呼叫<small>who is called, and when</small></tr>\n");
        report.warnings().stream().limit(ROWS).forEach(warning -> {
            Text site = report.names()
                    .getOrDefault(
                            warning.site().toString(), Text.same(warning.site().toString()));
            Text what = warning.breaches().get(0).opened().reason();
            int more = warning.breaches().size() - 1;
            put(
                    "<tr><td>%s<td>%s<td><span class=\"chip %s\">%s</span><td>%s<td>%s%s<small>%s</small><td>%s</tr>\n",
                    time(warning.from(), zone(warning)),
                    Words.duration(Duration.between(warning.from(), warning.until())),
                    warning.peak().code(),
                    warning.peak().text().zh(),
                    site.zh(),
                    what.zh(),
                    more > 0 ? "（另 %d 条越限 and %1$d more）".formatted(more) : "",
                    what.en(),
                    new Raw(calls(warning)));
        });
        put("</table>\n");
        left(report.warnings().size(), ROWS);
        put("<p class=\"note\">灰色为无人应答时才会叫到的人。<small>Grey: called only if nobody before has answered.</small></p>\n");
    }

    private String calls(ForeseenWarning warning) {
        if (warning.calls().isEmpty()) {
            return "<span class=\"bad\">没有责任链 no chain is set</span>";
        }
        var calls = new StringBuilder();
        for (ForeseenCall call : warning.calls()) {
            calls.append("<div class=\"%s\">%s %s <small>%s</small></div>"
                    .formatted(
                            call.atOnce() ? "call" : "call later",
                            clock(call.at(), warning),
                            Html.escape(call.person()),
                            Html.escape(call.tierName())));
        }
        return calls.toString();
    }

    /** The time of a call, with its day where that is not the day on which the warning opened. */
    private String clock(Instant at, ForeseenWarning warning) {
        ZonedDateTime local = at.atZone(zone(warning));
        boolean sameDay =
                local.toLocalDate().equals(warning.from().atZone(zone(warning)).toLocalDate());
        return DateTimeFormatter.ofPattern(sameDay ? "HH:mm" : "MM-dd HH:mm").format(local);
    }

    private void breaches() {
        title("越限清单", "Breaches");
        put("<table><tr><th>#<th>开始<small>opened</small><th>解除<small>cleared</small><th>最高<small>peak</small>");
        put("<th>规则<small>rule</small><th>对象<small>subject</small><th>内容<small>what</small></tr>\n");
        report.breaches().stream().limit(ROWS).forEach(breach -> {
            BreachTransition opened = breach.opened();
            BreachTransition cleared = breach.cleared();
            ZoneId zone = zone(breach.subject());
            Text name = report.names().getOrDefault(breach.subject(), Text.same(breach.subject()));
            put(
                    "<tr><td>%d<td>%s%s<td>%s<td><span class=\"chip %s\">%s</span><td>%s<td>%s<td>%s<small>%s</small></tr>\n",
                    numbers.getOrDefault(breach, 0),
                    time(opened.at(), zone),
                    opened.late() ? "（补传 late）" : "",
                    cleared == null ? "未解除 still open" : time(cleared.at(), zone),
                    breach.peak().code(),
                    breach.peak().text().zh(),
                    opened.ruleId(),
                    name.zh(),
                    opened.reason().zh(),
                    opened.reason().en());
        });
        put("</table>\n");
        left(report.breaches().size(), ROWS);
    }

    private void labels() {
        ReplayVerdict verdict = report.verdict();
        if (verdict == null) {
            return;
        }
        title("与标注对照", "Against the labels");
        put("<table><tr><th>结果<small>result</small><th>规则<small>rule</small><th>从<small>from</small>");
        put("<th>到<small>to</small><th>提前<small>lead before the end</small><th>说明<small>note</small></tr>\n");
        verdict.missed().forEach(label -> label("漏报 missed", "bad", label, "—"));
        verdict.found().forEach(label -> label("发现 found", "good", label, Words.duration(report.lead(label))));
        for (BreachTransition unexpected : verdict.unexpected()) {
            put(
                    "<tr><td class=\"bad\">误报 false<td>%s<td>%s<td>—<td>—<td>%s</tr>\n",
                    unexpected.ruleId(),
                    time(unexpected.at(), zone(unexpected.device().toString())),
                    unexpected.reason().zh());
        }
        put("</table>\n");
    }

    private void label(String result, String kind, ReplayLabel label, String lead) {
        ZoneId zone = zone(label.device().toString());
        put(
                "<tr><td class=\"%s\">%s<td>%s<td>%s<td>%s<td>%s<td>%s</tr>\n",
                kind, result, label.rule(), time(label.from(), zone), time(label.to(), zone), lead, label.note());
    }

    private void faults() {
        if (report.ruleFaults().isEmpty()) {
            return;
        }
        title("未能评判的规则", "Rules that could not judge");
        put("<ul>\n");
        report.ruleFaults().stream()
                .limit(ROWS)
                .forEach(fault -> put("<li>%s %s: %s\n", fault.ruleId(), fault.code(), fault.reason()));
        put("</ul>\n");
        left(report.ruleFaults().size(), ROWS);
    }

    private void left(long all, int shown) {
        if (all > shown) {
            put("<p class=\"note\">共 %d，只示前 %d。<small>%1$d in all, %2$d are shown.</small></p>\n", all, shown);
        }
    }

    private List<ReplayLabel> labelled() {
        List<ReplayLabel> labels = backtest.labels();
        return labels == null ? List.of() : labels;
    }

    private static String subject(ReplayLabel label) {
        return label.point() == null ? label.device().toString() : label.device() + "/" + label.point();
    }

    private ZoneId zone(ForeseenWarning warning) {
        return report.zones().getOrDefault(warning.site(), ZoneOffset.UTC);
    }

    private ZoneId zone(String subject) {
        String[] parts = subject.split("/");
        DeviceKey device = new DeviceKey(parts[0], parts[1], parts[2]);
        return report.zones().getOrDefault(device.siteKey(), ZoneOffset.UTC);
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone));
    }

    private void title(String zh, String en) {
        put("<h2>%s <small>%s</small></h2>\n", zh, en);
    }

    /** Markup of our own; everything else that is put in is escaped. */
    private record Raw(String markup) {
        @Override
        public String toString() {
            return markup;
        }
    }

    private StringBuilder put(String format, Object... values) {
        Object[] safe = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            safe[i] = values[i] instanceof String || values[i] instanceof ZoneId
                    ? Html.escape(values[i].toString())
                    : values[i];
        }
        return html.append(values.length == 0 ? format.replace("%%", "%") : String.format(Locale.ROOT, format, safe));
    }

    private static String style() {
        try (InputStream in = BacktestPage.class.getResourceAsStream("backtest.css")) {
            if (in == null) {
                throw new IllegalStateException("backtest.css is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
