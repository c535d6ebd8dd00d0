package org.jiaoying.alerting.report;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Fact;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;

/** What happened in one shift (值班交接报告): its warnings, calls, answers, reports, refused data, drills and hidden dangers. */
public final class ShiftReport {

    /** What it is made of; each list oldest first. */
    public record Material(
            List<JsonObject> handovers,
            List<JsonObject> warnings,
            List<JsonObject> calls,
            List<JsonObject> answers,
            List<JsonObject> reports,
            List<JsonObject> unreached,
            List<JsonObject> rejects,
            List<JsonObject> dangers) {}

    private final Material material;
    private final Language language;
    private final Words words;
    private final Paper.Builder out;

    private ShiftReport(Material material, Paper.Builder out, Words words) {
        this.material = material;
        this.language = out.language();
        this.words = words;
        this.out = out;
    }

    /** @param zone of the center */
    public static Paper paper(
            Material material, Instant from, Instant to, ZoneId zone, Language language, Instant made) {
        var words = new Words(language, zone);
        var out = new Paper.Builder(
                        language,
                        "shift-"
                                + from.atZone(zone).toLocalDateTime().toString().replace(":", ""),
                        language.of("值班交接报告", "Shift report"))
                .wide()
                .line(words.time(from) + " – " + words.time(to) + " (" + zone.getId() + ")")
                .line(language.of("生成于 ", "Made ") + words.time(made));
        var report = new ShiftReport(material, out, words);
        report.write(from);
        return out.build();
    }

    private void write(Instant from) {
        out.facts(counts(from));
        warnings("预警", "Warnings", false);
        warnings("演练", "Drills", true);
        calls();
        answers();
        reports();
        unreached();
        rejects();
        dangers();
        handovers();
    }

    private List<Fact> counts(Instant from) {
        List<JsonObject> real = material.warnings().stream()
                .filter(one -> !one.getBoolean("drill"))
                .toList();
        long opened = real.stream()
                .filter(one -> !Instant.parse(one.getString("openedAt")).isBefore(from))
                .count();
        long open = real.stream()
                .filter(one -> !one.getString("state").equals("closed"))
                .count();
        int calls = material.calls().stream()
                .mapToInt(one -> one.getInteger("calls"))
                .sum();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact(language.of("本班新发预警", "Warnings opened in the shift"), Long.toString(opened)));
        facts.add(new Fact(language.of("目前未关闭", "Not closed now"), Long.toString(open)));
        facts.add(new Fact(language.of("呼叫（次）", "Calls"), Integer.toString(calls)));
        facts.add(new Fact(
                language.of("应答（次）", "Answers"),
                Integer.toString(material.answers().size())));
        facts.add(new Fact(
                language.of("反馈报告", "Reports"),
                Integer.toString(material.reports().size())));
        facts.add(new Fact(
                language.of("演练", "Drills"),
                Integer.toString(material.warnings().size() - real.size())));
        return facts;
    }

    private void warnings(String zh, String en, boolean drills) {
        out.heading(zh, en)
                .table(
                        List.of(4, 5, 2, 2, 6, 3, 4, 4, 4),
                        words.titles(
                                "发布|Opened",
                                "场所|Site",
                                "灾种|Hazard",
                                "级别|Level",
                                "事由|Cause",
                                "目前|Now",
                                "应答|Acknowledged",
                                "首报|First report",
                                "关闭|Closed"),
                        material.warnings().stream()
                                .filter(one -> one.getBoolean("drill") == drills)
                                .map(one -> List.of(
                                        Cell.of(words.time(one.getString("openedAt"))),
                                        Cell.of(language.of(one.getJsonObject("enterpriseName")) + " "
                                                + language.of(one.getJsonObject("siteName"))),
                                        Cell.of(words.hazard(one.getString("hazard"))),
                                        Cell.of(words.level(one.getString("level"))),
                                        Cell.of(language.of(one.getJsonObject("place")) + " "
                                                + language.of(one.getJsonObject("reason")) + " " + Words.value(one)),
                                        Cell.of(words.state(one.getString("state"))),
                                        Cell.of(words.time(one.getString("acknowledgedAt"))),
                                        Cell.of(words.time(one.getString("firstReportAt"))),
                                        Cell.of(words.time(one.getString("closedAt")))))
                                .toList());
    }

    private void calls() {
        out.heading("呼叫（按责任人）", "Calls, by person")
                .table(
                        List.of(4, 5, 2, 2, 2, 2),
                        words.titles(
                                "责任人|Person",
                                "岗位|Post",
                                "呼叫|Calls",
                                "送达|Delivered",
                                "应答|Answered",
                                "未送达|Not delivered"),
                        material.calls().stream()
                                .map(one -> List.of(
                                        Cell.of(one.getString("name")
                                                + (one.getBoolean("drill") ? language.of("（演练）", " (drill)") : "")),
                                        Cell.of(one.getString("post")),
                                        Cell.count(one.getInteger("calls")),
                                        Cell.count(one.getInteger("delivered")),
                                        Cell.count(one.getInteger("answered")),
                                        Cell.count(one.getInteger("failed"))))
                                .toList());
    }

    private void answers() {
        out.heading("应答与求援", "Answers, and help asked for")
                .table(
                        List.of(4, 3, 3, 9, 5),
                        words.titles("时间|Time", "人|Person", "应答|Answer", "内容|Words", "预警|Warning"),
                        material.answers().stream()
                                .map(one -> List.of(
                                        Cell.of(words.time(one.getString("at"))),
                                        Cell.of(one.getString("name")),
                                        Cell.of(words.of("response", one.getString("kind"))),
                                        Cell.of(one.getString("text")),
                                        Cell.of(one.getString("warning"))))
                                .toList());
    }

    private void reports() {
        out.heading("反馈报告", "Reports");
        words.feedback(out, material.reports());
    }

    private void unreached() {
        out.heading("仍未联系上", "Still unreached")
                .table(
                        List.of(4, 4, 5, 2, 6),
                        words.titles("自|Since", "责任人|Person", "岗位|Post", "上门|Knocks", "预警|Warning"),
                        material.unreached().stream()
                                .map(one -> List.of(
                                        Cell.of(words.time(one.getString("since"))),
                                        Cell.of(one.getString("name")),
                                        Cell.of(one.getString("post")),
                                        Cell.count(one.getInteger("knocks")),
                                        Cell.of(one.getString("warning"))))
                                .toList());
    }

    private void rejects() {
        out.heading("数据拒收（当日累计）", "Refused data, of the whole day")
                .table(
                        List.of(3, 5, 5, 2),
                        words.titles("日期|Day", "企业|Enterprise", "原因|Reason", "次数|Times"),
                        material.rejects().stream()
                                .map(one -> List.of(
                                        Cell.of(one.getString("day")),
                                        Cell.of(language.of(one.getJsonObject("enterpriseName"))),
                                        Cell.of(one.getString("code")),
                                        Cell.count(Math.toIntExact(Math.min(Integer.MAX_VALUE, one.getLong("count"))))))
                                .toList());
    }

    private void dangers() {
        out.heading("本班登记的隐患治理步骤", "Steps about hidden dangers entered in the shift")
                .table(
                        List.of(4, 5, 7, 4, 3),
                        words.titles("登记时间|Entered", "企业|Enterprise", "隐患|Danger", "步骤|Step", "登记人|By"),
                        material.dangers().stream()
                                .map(one -> List.of(
                                        Cell.of(words.time(one.getString("at"))),
                                        Cell.of(language.of(one.getJsonObject("enterpriseName"))),
                                        Cell.of("#" + one.getLong("id") + " " + one.getString("what")),
                                        Cell.of(DangerHistory.event(one.getString("event"), language)),
                                        Cell.of(one.getString("name"))))
                                .toList());
    }

    private void handovers() {
        out.heading("交接班", "Handovers")
                .table(
                        List.of(4, 5, 3, 3, 4, 6),
                        words.titles("时间|Time", "值班表|Roster", "交班|From", "接班|To", "确认|Confirmed", "备注|Note"),
                        material.handovers().stream()
                                .map(one -> List.of(
                                        Cell.of(words.time(one.getString("at"))),
                                        Cell.of(one.getString("roster")),
                                        Cell.of(one.getString("from")),
                                        Cell.of(one.getString("to")),
                                        Cell.of(
                                                one.getString("confirmedAt") == null
                                                        ? language.of("未确认", "not confirmed")
                                                        : words.time(one.getString("confirmedAt"))),
                                        Cell.of(one.getString("note"))))
                                .toList());
    }
}
