package org.jiaoying.alerting.report;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;

/** How soon people were reached, answered and reported (叫应统计): by level, by unit, by person. */
public final class StatisticsReport {
    private static final List<Integer> WIDTHS = List.of(5, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3);

    private StatisticsReport() {}

    /**
     * Of warnings opened in the time, or of drills.
     *
     * @param levels the API's {@code Statistic}s by level; likewise {@code units} and {@code people}
     * @param enterprises the names of enterprises by their ids, since a unit may be one
     */
    public static Paper paper(
            List<JsonObject> levels,
            List<JsonObject> units,
            List<JsonObject> people,
            Map<String, JsonObject> enterprises,
            Instant from,
            Instant to,
            boolean drills,
            ZoneId zone,
            Language language) {
        var words = new Words(language, zone);
        var builder = new Paper.Builder(
                        language,
                        "answers-" + to.atZone(zone).toLocalDate() + (drills ? "-drills" : ""),
                        drills
                                ? language.of("叫应统计（演练）", "How people answered: drills")
                                : language.of("叫应统计", "How people answered"))
                .wide()
                .line(words.time(from) + " – " + words.time(to) + " (" + zone.getId() + ")");
        if (drills) {
            builder.warn("演练数据，与真实预警分开统计。", "Drills only: they stand apart from real warnings.");
        }
        builder.note(
                "用时从第一次呼叫起算，单位秒；中位数与九成分位。",
                "Seconds are counted from the first call: the median, and what nine in ten stay under.");
        section(builder, "按级别", "By level", levels, row -> words.level(row.getString("key")));
        section(builder, "按单位", "By unit", units, row -> {
            JsonObject enterprise = enterprises.get(row.getString("key"));
            return enterprise == null ? row.getString("name") : language.of(enterprise);
        });
        section(builder, "按责任人", "By person", people, row -> row.getString("name"));
        return builder.build();
    }

    private static void section(
            Paper.Builder builder, String zh, String en, List<JsonObject> rows, Function<JsonObject, String> name) {
        Language language = builder.language();
        builder.heading(zh, en)
                .table(
                        WIDTHS,
                        List.of(
                                language.of("名称", "Name"),
                                language.of("应叫", "Called"),
                                language.of("送达", "Reached"),
                                language.of("应答", "Answered"),
                                language.of("首报", "Reported"),
                                language.of("送达中位", "Reach median"),
                                language.of("送达九成", "Reach 90 %"),
                                language.of("应答中位", "Answer median"),
                                language.of("应答九成", "Answer 90 %"),
                                language.of("报告中位", "Report median"),
                                language.of("报告九成", "Report 90 %")),
                        rows.stream()
                                .map(row -> List.of(
                                        Cell.of(name.apply(row)),
                                        Cell.count(row.getInteger("called")),
                                        Cell.count(row.getInteger("reached")),
                                        Cell.count(row.getInteger("answered")),
                                        Cell.count(row.getInteger("reported")),
                                        Cell.seconds(row.getDouble("reachMedianSeconds")),
                                        Cell.seconds(row.getDouble("reachP90Seconds")),
                                        Cell.seconds(row.getDouble("answerMedianSeconds")),
                                        Cell.seconds(row.getDouble("answerP90Seconds")),
                                        Cell.seconds(row.getDouble("reportMedianSeconds")),
                                        Cell.seconds(row.getDouble("reportP90Seconds"))))
                                .toList());
    }
}
