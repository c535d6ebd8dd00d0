package org.jiaoying.alerting.compose;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The record of one warning (叫应记录) as a page to be read, printed and filed: what was found, who was called when and how, who
 * answered what, and the lines of the audit log that prove it. One self-contained file, without scripts; numbers masked.
 */
public final class RecordPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final Map<String, String> LEVELS =
            Map.of("blue", "蓝色 blue", "yellow", "黄色 yellow", "orange", "橙色 orange", "red", "红色 red");
    private static final Map<String, String> STATES = Map.of(
            "pending", "待发 pending",
            "submitted", "已发出 handed over",
            "delivered", "已送达 delivered",
            "failed", "未送达 failed",
            "answered", "已应答 answered",
            "help-asked", "求援 help asked",
            "withdrawn", "不再需要 not needed");
    private static final String STYLE = """
            body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1a1a1a;max-width:60em;margin:2em auto;padding:0 1em}
            h1{font-size:1.6em;border-bottom:3px solid #b3261e;padding-bottom:.3em}h2{font-size:1.15em;margin-top:1.6em}
            table{border-collapse:collapse;width:100%;font-size:.9em}th,td{border:1px solid #999;padding:.25em .5em;text-align:left;vertical-align:top}
            th{background:#eee}.drill{border:3px dashed #1a1a1a;padding:.4em 1em;font-weight:700}code{font-size:.85em;word-break:break-all}
            @page{size:A4;margin:15mm}@media print{body{margin:0}tr{break-inside:avoid}}
            """;

    private final ZoneId zone;
    private final StringBuilder out = new StringBuilder();

    private RecordPage(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param warning the API's {@code WarningDetail}
     * @param calls the API's {@code Call}s
     * @param figures the API's {@code Figures}
     * @param made when the page is made
     */
    public static String of(JsonObject warning, List<JsonObject> calls, JsonObject figures, Instant made) {
        ZoneId zone = ZoneId.of(warning.getJsonObject("site").getString("timeZone", "Asia/Shanghai"));
        return new RecordPage(zone).page(warning, calls, figures, made);
    }

    private String page(JsonObject warning, List<JsonObject> calls, JsonObject figures, Instant made) {
        String id = warning.getString("id");
        out.append("<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>叫应记录 ")
                .append(escaped(id))
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>叫应记录 <small>Record of a warning</small></h1>");
        if (warning.getBoolean("drill")) {
            out.append("<p class=\"drill\">演练：并非真实险情。This was a drill.</p>");
        }
        head(warning, figures);
        table(
                "越限 Breaches",
                objects(warning.getJsonArray("breaches")),
                column("设备 device", breach -> text(breach, "deviceName") + " " + plain(breach, "point")),
                column("级别 level", breach -> level(breach.getString("level"))),
                column("起 opened", breach -> time(breach.getString("openedAt"))),
                column("止 cleared", breach -> time(breach.getString("clearedAt"))),
                column("数值／限值 value / limit", RecordPage::value),
                column("依据 rule", breach -> plain(breach, "rule") + " v" + breach.getInteger("ruleVersion")),
                column("说明 reason", breach -> text(breach, "reason")));
        table(
                "呼叫 Calls",
                calls,
                column("时间 time", call -> time(call.getString("createdAt"))),
                column(
                        "责任人 person",
                        call -> plain(call.getJsonObject("person"), "name") + " "
                                + plain(call.getJsonObject("person"), "post")),
                column("方式 by", call -> plain(call, "channel") + " " + plain(call, "address")),
                column("级次 tier / 次 attempt", call -> call.getInteger("tier") + " / " + call.getInteger("attempt")),
                column("送达 delivered", call -> time(call.getString("deliveredAt"))),
                column("应答 answered", call -> time(call.getString("answeredAt"))),
                column(
                        "结果 outcome",
                        call -> STATES.getOrDefault(call.getString("state"), call.getString("state")) + " "
                                + plain(call, "failureReason")));
        table(
                "应答 Answers",
                objects(warning.getJsonArray("responses")),
                column("时间 time", answer -> time(answer.getString("at"))),
                column("人 person", answer -> plain(answer, "name")),
                column("内容 words", answer -> plain(answer, "kind") + " " + plain(answer, "text")),
                column(
                        "途径 via",
                        answer -> plain(answer, "via")
                                + (answer.getBoolean("onBehalf")
                                        ? "（代录 on behalf, by " + plain(answer, "by") + "）"
                                        : "")));
        table(
                "反馈 Reports",
                objects(warning.getJsonArray("reports")),
                column("时间 time", report -> time(report.getString("at"))),
                column("报告 report", report -> plain(report, "kind")),
                column("人 person", report -> plain(report, "name")),
                column("指挥人 commander", report -> plain(report, "commander")),
                column("影响 affected", report -> plain(report, "affected")),
                column("转移人数 moved", report -> plain(report, "peopleMoved")),
                column("处置 done", report -> plain(report, "done")));
        table(
                "全过程 Steps",
                objects(warning.getJsonArray("steps")),
                column("号 no.", step -> String.valueOf(step.getLong("seq"))),
                column("时间 time", step -> time(step.getString("at"))),
                column("步骤 step", step -> plain(step, "action")),
                column("人 by", step -> plain(step, "name")),
                column("原因 reason", step -> plain(step, "reason")));
        proof(warning, made);
        return out.append("</body></html>\n").toString();
    }

    private void head(JsonObject warning, JsonObject figures) {
        out.append("<table>");
        line("编号 id", plain(warning, "id"));
        line("场所 site", text(warning.getJsonObject("site"), "name"));
        line("级别 level", level(warning.getString("peakLevel")) + " · " + plain(warning, "hazard"));
        line("事由 cause", text(warning, "place") + " " + text(warning, "reason") + " " + value(warning));
        line("发布 opened", time(warning.getString("openedAt")));
        line("首次应答 acknowledged", time(warning.getString("acknowledgedAt")));
        line("首报 first report", time(warning.getString("firstReportAt")));
        line("恢复 cleared", time(warning.getString("clearedAt")));
        line("终报 closing report", time(warning.getString("closingReportAt")));
        line("关闭 closed", time(warning.getString("closedAt")) + " " + plain(warning, "closeReason"));
        line(
                "叫应 called / answered",
                "呼叫 " + figures.getInteger("called") + " 人，应答 " + figures.getInteger("answered") + " 人；全部呼出 "
                        + plain(figures, "allCalledAfterSeconds") + " s；应答中位 median "
                        + plain(figures, "answerMedianSeconds") + " s");
        out.append("</table>");
    }

    private void proof(JsonObject warning, Instant made) {
        List<JsonObject> steps = objects(warning.getJsonArray("steps"));
        String last = steps.isEmpty()
                ? ""
                : String.valueOf(steps.get(steps.size() - 1).getLong("seq"));
        out.append("<h2>凭证 Proof</h2><p>以上步骤取自逐条以哈希相连的审计日志，末条号 ")
                .append(escaped(last))
                .append("。导出审计日志（GET /api/v1/audit/export）后用 <code>./jiaoying audit verify 文件</code> 可离线核验。")
                .append(
                        "The steps are lines of the audit log, each chained to the one before by its hash; an export of the log"
                                + " is verified offline.</p><p>生成时间 made: ")
                .append(time(made.toString()))
                .append("（")
                .append(escaped(zone.getId()))
                .append("）</p>");
    }

    // ------------------------------------------------------------------------------------------------------- pieces

    private record Column(String title, Function<JsonObject, String> cell) {}

    /** @param cell gives plain text; it is escaped when written */
    private static Column column(String title, Function<JsonObject, String> cell) {
        return new Column(title, cell);
    }

    private void table(String title, List<JsonObject> rows, Column... columns) {
        out.append("<h2>").append(title).append("</h2>");
        if (rows.isEmpty()) {
            out.append("<p>无 none</p>");
            return;
        }
        out.append("<table><tr>");
        for (Column column : columns) {
            out.append("<th>").append(column.title()).append("</th>");
        }
        out.append("</tr>");
        for (JsonObject row : rows) {
            out.append("<tr>");
            for (Column column : columns) {
                out.append("<td>").append(escaped(column.cell().apply(row))).append("</td>");
            }
            out.append("</tr>");
        }
        out.append("</table>");
    }

    private void line(String title, String value) {
        out.append("<tr><th>")
                .append(title)
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>");
    }

    private static List<JsonObject> objects(JsonArray array) {
        return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).toList();
    }

    private String time(@Nullable String instant) {
        return instant == null ? "" : TIME.format(Instant.parse(instant).atZone(zone));
    }

    private static String plain(JsonObject in, String key) {
        Object value = in.getValue(key);
        return value == null ? "" : value.toString();
    }

    /** Both languages, once where they are the same. */
    private static String text(JsonObject in, String key) {
        JsonObject text = in.getJsonObject(key);
        String zh = text.getString("zh", "");
        String en = text.getString("en", "");
        return zh.equals(en) ? zh : zh + " " + en;
    }

    private static String value(JsonObject in) {
        Double value = in.getDouble("value");
        Double limit = in.getDouble("limit");
        String unit = in.getString("unit", "");
        return value == null
                ? ""
                : CallText.number(value) + unit + (limit == null ? "" : " / " + CallText.number(limit) + unit);
    }

    private static String level(String code) {
        return LEVELS.getOrDefault(code, code);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
