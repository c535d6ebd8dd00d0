package org.jiaoying.alerting.report;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jiaoying.alerting.danger.DangerEvent;
import org.jiaoying.alerting.danger.DangerState;
import org.jiaoying.alerting.inspection.InspectionKind;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Fact;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;
import org.jspecify.annotations.Nullable;

/** One danger's whole history: what was found and by whom, each step until it was closed, and the warning that showed it. */
public final class DangerHistory {
    private DangerHistory() {}

    /**
     * @param danger the API's {@code DangerDetail}
     * @param inspection the API's {@code Inspection} that found it
     * @param warning what its warning's record is made of
     * @param zone of the center
     */
    public static Paper paper(
            JsonObject danger,
            @Nullable JsonObject inspection,
            WarningRecord.@Nullable Material warning,
            ZoneId zone,
            Language language,
            Instant made) {
        var words = new Words(language, zone);
        var out = new Paper.Builder(
                        language,
                        "danger-" + danger.getLong("id"),
                        language.of("隐患全过程", "A hidden danger's whole history"))
                .line(language.of("编号 ", "Number ") + danger.getLong("id"))
                .line(language.of("生成于 ", "Made ") + words.time(made) + " (" + zone.getId() + ")")
                .facts(facts(danger, inspection, language));
        if (danger.getBoolean("overdue")) {
            out.warn("已超过整改期限。", "Its deadline is past.");
        }
        steps(out, danger, words);
        if (warning != null) {
            out.heading(
                    "关联预警 " + warning.warning().getString("id"),
                    "Its warning " + warning.warning().getString("id"));
            WarningRecord.write(warning, out);
        }
        return out.build();
    }

    private static List<Fact> facts(JsonObject danger, @Nullable JsonObject inspection, Language language) {
        var facts = new ArrayList<Fact>();
        String site = language.of(danger.getJsonObject("siteName"));
        facts.add(new Fact(
                language.of("企业", "Enterprise"),
                language.of(danger.getJsonObject("enterpriseName")) + (site.isEmpty() ? "" : " · " + site)));
        facts.add(new Fact(language.of("地点", "Place"), danger.getString("place")));
        facts.add(new Fact(language.of("隐患", "Danger"), danger.getString("what")));
        facts.add(new Fact(
                language.of("等级", "Gravity"),
                danger.getBoolean("grave") ? language.of("重大事故隐患", "grave") : language.of("一般隐患", "general")));
        facts.add(new Fact(language.of("状态", "State"), state(danger.getString("state"), language)));
        facts.add(new Fact(
                language.of("发现", "Found"),
                danger.getString("foundOn") + " · " + foundBy(danger, language)
                        + (inspection == null ? "" : " · " + inspection.getString("inspector"))));
        facts.add(new Fact(language.of("整改期限", "Deadline"), Words.plain(danger, "deadline")));
        facts.add(new Fact(language.of("责任人", "Responsible"), danger.getString("responsible")));
        facts.add(new Fact(language.of("整改完成", "Rectified"), Words.plain(danger, "rectifiedOn")));
        return facts.stream().filter(fact -> !fact.value().isBlank()).toList();
    }

    private static String foundBy(JsonObject danger, Language language) {
        String by = danger.getString("foundBy");
        return by.equals("monitoring")
                ? language.of("监测预警", "by monitoring")
                : language.of(InspectionKind.of(by).text());
    }

    private static String state(String code, Language language) {
        return language.of(DangerState.valueOf(code.toUpperCase(Locale.ROOT)).text());
    }

    private static void steps(Paper.Builder out, JsonObject danger, Words words) {
        Language language = out.language();
        out.heading("治理过程", "Steps")
                .table(
                        List.of(3, 4, 4, 3, 3, 6, 4),
                        List.of(
                                language.of("日期", "Day"),
                                language.of("步骤", "Step"),
                                language.of("此后", "Then"),
                                language.of("期限", "Deadline"),
                                language.of("登记人", "By"),
                                language.of("说明", "Note"),
                                language.of("登记时间", "Entered")),
                        Words.objects(danger.getJsonArray("steps")).stream()
                                .map(step -> List.of(
                                        Cell.of(step.getString("day")),
                                        Cell.of(event(step.getString("event"), language)),
                                        Cell.of(state(step.getString("state"), language)),
                                        Cell.of(step.getString("deadline")),
                                        Cell.of(step.getJsonObject("by").getString("name")),
                                        Cell.of(step.getString("note")),
                                        Cell.of(words.time(step.getString("at")))))
                                .toList());
    }

    static String event(String code, Language language) {
        return code.equals("found")
                ? language.of("发现", "found")
                : language.of(DangerEvent.of(code).text());
    }
}
