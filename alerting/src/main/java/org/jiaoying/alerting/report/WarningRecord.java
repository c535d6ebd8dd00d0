package org.jiaoying.alerting.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.paper.Block;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Fact;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;
import org.jspecify.annotations.Nullable;

/**
 * The record of one warning (叫应记录), to be read, printed and filed: what was found, who was called when and how, who answered what,
 * and the lines of the audit log that prove it. Numbers masked.
 */
public final class WarningRecord {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /**
     * What it is made of.
     *
     * @param warning the API's {@code WarningDetail}
     * @param calls the API's {@code Call}s
     * @param figures the API's {@code Figures}
     * @param evidence the API's {@code Evidence}; absent: no curve could be had
     */
    public record Material(
            JsonObject warning,
            List<JsonObject> calls,
            JsonObject figures,
            @Nullable JsonObject evidence) {}

    private final Material material;
    private final JsonObject warning;
    private final Language language;
    private final ZoneId zone;
    private final Words words;
    private final Paper.Builder out;

    private WarningRecord(Material material, Paper.Builder out) {
        this.material = material;
        this.warning = material.warning();
        this.language = out.language();
        this.zone = zone(warning);
        this.words = new Words(language, zone);
        this.out = out;
    }

    static ZoneId zone(JsonObject warning) {
        return ZoneId.of(warning.getJsonObject("site").getString("timeZone", "Asia/Shanghai"));
    }

    /** @param made when it is made */
    public static Paper paper(Material material, Language language, Instant made) {
        String id = material.warning().getString("id");
        var out = new Paper.Builder(language, "record-" + id, language.of("叫应记录", "Record of a warning"));
        var record = new WarningRecord(material, out);
        out.line(language.of("编号 ", "Number ") + id)
                .line(language.of("生成于 ", "Made ") + record.words.time(made) + " (" + record.zone.getId() + ")");
        record.write();
        record.proof();
        return out.build();
    }

    /** The same within another paper. */
    static void write(Material material, Paper.Builder out) {
        new WarningRecord(material, out).write();
    }

    private void write() {
        if (warning.getBoolean("drill")) {
            out.warn("演练：并非真实险情。", "This was a drill.");
        }
        head();
        curve();
        breaches();
        calls();
        answers();
        reports();
        steps();
    }

    private void head() {
        var facts = new ArrayList<Fact>();
        JsonObject site = warning.getJsonObject("site");
        fact(
                facts,
                "场所",
                "Site",
                language.of(site.getJsonObject("enterpriseName")) + " · " + language.of(site.getJsonObject("name")));
        fact(
                facts,
                "级别",
                "Level",
                words.level(warning.getString("peakLevel")) + " · " + words.hazard(warning.getString("hazard")));
        fact(
                facts,
                "事由",
                "Cause",
                language.of(warning.getJsonObject("place")) + " " + language.of(warning.getJsonObject("reason")) + " "
                        + Words.value(warning));
        fact(facts, "状态", "State", words.state(warning.getString("state")));
        fact(facts, "发布", "Opened", words.time(warning.getString("openedAt")));
        fact(facts, "首次应答", "Acknowledged", after("acknowledgedAt"));
        fact(facts, "首报", "First report", after("firstReportAt"));
        fact(facts, "险情解除", "Cleared", after("clearedAt"));
        fact(facts, "终报", "Closing report", after("closingReportAt"));
        fact(facts, "关闭", "Closed", after("closedAt") + " " + Words.plain(warning, "closeReason"));
        JsonObject figures = material.figures();
        fact(
                facts,
                "叫应",
                "Called and answered",
                language.of("应叫 ", "called ")
                        + figures.getInteger("called")
                        + language.of(" 人，应答 ", ", answered ")
                        + figures.getInteger("answered")
                        + language.of(" 人", "")
                        + seconds(figures, "allCalledAfterSeconds", "；全部呼出 ", "; all called after ")
                        + seconds(figures, "answerMedianSeconds", "；应答中位 ", "; answered after (median) "));
        out.facts(facts);
    }

    private void fact(List<Fact> facts, String zh, String en, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(language.of(zh, en), value.strip()));
        }
    }

    /** A time, and how long after opening. */
    private String after(String key) {
        String at = warning.getString(key);
        if (at == null) {
            return "";
        }
        long seconds = Duration.between(Instant.parse(warning.getString("openedAt")), Instant.parse(at))
                .toSeconds();
        return words.time(at) + " (+" + seconds / 60 + ":" + String.format("%02d", seconds % 60) + ")";
    }

    private String seconds(JsonObject figures, String key, String zh, String en) {
        Double value = figures.getDouble(key);
        return value == null ? "" : language.of(zh, en) + Words.number(value) + language.of(" 秒", " s");
    }

    private void curve() {
        JsonObject evidence = material.evidence();
        JsonArray values = evidence == null ? null : evidence.getJsonArray("values");
        if (evidence == null || values == null || values.isEmpty()) {
            return;
        }
        var points = new ArrayList<Block.Point>();
        for (int i = 0; i < values.size(); i++) {
            JsonArray pair = values.getJsonArray(i);
            if (pair.getValue(1) != null) {
                points.add(new Block.Point(pair.getLong(0), pair.getDouble(1)));
            }
        }
        if (points.isEmpty()) {
            return;
        }
        List<Block.Limit> limits = Words.objects(evidence.getJsonArray("limits")).stream()
                .map(limit -> new Block.Limit(
                        words.level(limit.getString("level")),
                        limit.getDouble("value"),
                        colour(limit.getString("level"))))
                .toList();
        out.heading("曲线", "Curve")
                .add(new Block.Curve(
                        language.of(evidence.getJsonObject("name")),
                        evidence.getString("unit", ""),
                        points,
                        limits,
                        Instant.parse(evidence.getString("causedAt")).toEpochMilli(),
                        ticks(points)));
    }

    private static String colour(String level) {
        return switch (level) {
            case "red" -> "#b3141b";
            case "orange" -> "#a34a00";
            case "yellow" -> "#735f00";
            default -> "#0b5cad";
        };
    }

    private List<Block.Tick> ticks(List<Block.Point> points) {
        long from = points.get(0).at();
        long to = points.get(points.size() - 1).at();
        var ticks = new ArrayList<Block.Tick>();
        for (int i = 0; i <= 4; i++) {
            long at = from + (to - from) * i / 4;
            ticks.add(new Block.Tick(at, CLOCK.format(Instant.ofEpochMilli(at).atZone(zone))));
        }
        return ticks;
    }

    private void breaches() {
        out.heading("越限", "Breaches")
                .table(
                        List.of(4, 2, 4, 4, 3, 4, 6),
                        words.titles(
                                "设备|Device",
                                "级别|Level",
                                "起|Opened",
                                "止|Cleared",
                                "值/限值|Value / limit",
                                "依据|Rule",
                                "说明|Reason"),
                        rows(
                                warning.getJsonArray("breaches"),
                                breach -> List.of(
                                        Cell.of(language.of(breach.getJsonObject("deviceName")) + " "
                                                + Words.plain(breach, "point")),
                                        Cell.of(words.level(breach.getString("level"))),
                                        Cell.of(words.time(breach.getString("openedAt"))),
                                        Cell.of(words.time(breach.getString("clearedAt"))),
                                        Cell.of(Words.value(breach)),
                                        Cell.of(Words.plain(breach, "rule") + " v" + breach.getInteger("ruleVersion")),
                                        Cell.of(language.of(breach.getJsonObject("reason"))))));
    }

    private void calls() {
        out.heading("呼叫", "Calls")
                .table(
                        List.of(4, 4, 4, 2, 4, 4, 4),
                        words.titles(
                                "时间|Time",
                                "责任人|Person",
                                "方式|By",
                                "层/次|Tier / attempt",
                                "送达|Delivered",
                                "应答|Answered",
                                "结果|Outcome"),
                        material.calls().stream()
                                .map(call -> List.of(
                                        Cell.of(words.time(call.getString("createdAt"))),
                                        Cell.of(Words.plain(call.getJsonObject("person"), "name") + " "
                                                + Words.plain(call.getJsonObject("person"), "post")),
                                        Cell.of(words.of("channel", call.getString("channel")) + " "
                                                + Words.plain(call, "address")),
                                        Cell.of(call.getInteger("tier") + " / " + call.getInteger("attempt")),
                                        Cell.of(words.time(call.getString("deliveredAt"))),
                                        Cell.of(words.time(call.getString("answeredAt"))),
                                        Cell.of(words.of("call", call.getString("state")) + " "
                                                + Words.plain(call, "failureReason"))))
                                .toList());
    }

    private void answers() {
        out.heading("应答", "Answers")
                .table(
                        List.of(4, 3, 8, 5),
                        words.titles("时间|Time", "人|Person", "内容|Words", "途径|Via"),
                        rows(
                                warning.getJsonArray("responses"),
                                answer -> List.of(
                                        Cell.of(words.time(answer.getString("at"))),
                                        Cell.of(Words.plain(answer, "name")),
                                        Cell.of(words.of("response", answer.getString("kind")) + " "
                                                + Words.plain(answer, "text")),
                                        Cell.of(words.of("channel", answer.getString("via"))
                                                + (answer.getBoolean("onBehalf")
                                                        ? language.of("（代录：", " (on behalf, by ")
                                                                + Words.plain(answer, "by")
                                                                + language.of("）", ")")
                                                        : "")))));
    }

    private void reports() {
        out.heading("反馈", "Reports");
        words.feedback(out, Words.objects(warning.getJsonArray("reports")));
    }

    private void steps() {
        out.heading("全过程", "Steps")
                .table(
                        List.of(2, 4, 6, 3, 7),
                        words.titles("号|No.", "时间|Time", "步骤|Step", "人|By", "原因|Reason"),
                        rows(
                                warning.getJsonArray("steps"),
                                step -> List.of(
                                        Cell.of(step.getLong("seq")),
                                        Cell.of(words.time(step.getString("at"))),
                                        Cell.of(words.of("step", step.getString("action"))),
                                        Cell.of(
                                                step.getString("actor").startsWith("part:")
                                                        ? language.of("系统", "system")
                                                        : Words.plain(step, "name")),
                                        Cell.of(words.of("reason", Words.plain(step, "reason"))))));
    }

    private void proof() {
        List<JsonObject> steps = Words.objects(warning.getJsonArray("steps"));
        String last = steps.isEmpty() ? "" : Words.plain(steps.get(steps.size() - 1), "seq");
        out.heading("凭证", "Proof")
                .note(
                        "以上步骤取自逐条以哈希相连的审计日志，末条号 " + last
                                + "。导出审计日志（GET /api/v1/audit/export）后用 ./jiaoying audit verify 文件 可离线核验。电话号码已隐去中段。",
                        "The steps are lines of the audit log, each chained to the one before by its hash, the last number "
                                + last
                                + "; an export of the log (GET /api/v1/audit/export) is verified offline by ./jiaoying audit verify FILE."
                                + " Phone numbers are masked.");
    }

    private interface Shape {
        List<Cell> of(JsonObject one);
    }

    private static List<List<Cell>> rows(@Nullable JsonArray array, Shape shape) {
        return Words.objects(array).stream().map(shape::of).toList();
    }
}
