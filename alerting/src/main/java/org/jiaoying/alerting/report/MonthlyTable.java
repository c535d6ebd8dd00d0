package org.jiaoying.alerting.report;

import java.util.ArrayList;
import java.util.List;
import org.jiaoying.alerting.paper.Block;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Head;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;

/**
 * The monthly table (工作清单) in the form in which counties report: a line for each month, three groups of columns for who inspected,
 * fifteen figures, and their sum.
 */
public final class MonthlyTable {
    /** So many figures has a month. */
    public static final int COLUMNS = 15;

    private static final List<String> TITLES_ZH = List.of(
            "现场督导检查（次）",
            "发现问题隐患（个）",
            "自查（家次）",
            "发现问题隐患（个）",
            "整改（个）",
            "其中重大隐患（个）",
            "整改（个）",
            "检查经营单位（家次）",
            "发现问题隐患（个）",
            "整改（个）",
            "其中重大隐患（个）",
            "整改（个）",
            "责令停产整顿/关闭取缔（家）",
            "曝光、约谈、联合惩戒企业（家）",
            "责任倒查/追究问责（人）");
    private static final List<String> TITLES_EN = List.of(
            "On-site checks",
            "Dangers found",
            "Self-checks",
            "Dangers found",
            "Rectified",
            "Of them grave",
            "Grave rectified",
            "Units checked",
            "Dangers found",
            "Rectified",
            "Of them grave",
            "Grave rectified",
            "Stopped or shut down (enterprises)",
            "Exposed, summoned, jointly punished (enterprises)",
            "Held accountable (people)");
    private static final int GOVERNMENT = 2;
    private static final int SELF = 5;
    private static final int DEPARTMENT = 8;

    private MonthlyTable() {}

    public static Paper paper(ReportSetting setting, List<MonthlyFigures> months, Language language) {
        var rows = new ArrayList<List<Cell>>();
        int[] sums = new int[COLUMNS];
        int monitored = 0;
        for (MonthlyFigures month : months) {
            var row = new ArrayList<Cell>();
            row.add(Cell.of(month.period().month()));
            for (int i = 0; i < COLUMNS; i++) {
                sums[i] += month.counts().get(i);
                row.add(Cell.count(month.counts().get(i)));
            }
            monitored += month.monitored();
            rows.add(row);
        }
        var sum = new ArrayList<Cell>();
        sum.add(Cell.of(language.of("合计", "Total")));
        for (int count : sums) {
            sum.add(Cell.count(count));
        }
        rows.add(sum);
        var builder = new Paper.Builder(
                        language,
                        "monthly-" + months.get(months.size() - 1).period().month(),
                        setting.title())
                .wide()
                .line(span(setting, months, language))
                .add(new Block.Table(head(language), widths(), rows, true));
        if (monitored > 0) {
            builder.note(
                    "另有监测预警发现的隐患 " + monitored + " 个，不属于任何一类检查，未计入上表。",
                    monitored + " further dangers were found by monitoring, by no inspection, and stand in no column.");
        }
        return builder.note(
                        "整改按整改完成之日计入当月，复查退回的不计；同一企业同月多次处罚计一家。",
                        "Rectified counts in the month in which it was done, and not where it was sent back; an enterprise punished"
                                + " several times in a month is one.")
                .build();
    }

    private static String span(ReportSetting setting, List<MonthlyFigures> months, Language language) {
        var begin = months.get(0).period().begin();
        var last = months.get(months.size() - 1).period().end().minusDays(1);
        int day = setting.months().day(months.get(months.size() - 1).period().month());
        return language.of(
                "统计期：" + begin + " 至 " + last + "（" + setting.zone().getId() + "），每月 " + day + " 日报送",
                "From " + begin + " to " + last + " (" + setting.zone().getId() + "), reported on day " + day
                        + " of each month");
    }

    private static List<List<Head>> head(Language language) {
        var groups = List.of(
                new Head(language.of("月份", "Month"), 1, 2),
                new Head(language.of("党委政府带队检查", "Inspections led by party committee or government"), GOVERNMENT, 1),
                new Head(language.of("企业自查自纠", "Enterprises inspecting themselves"), SELF, 1),
                new Head(language.of("部门督导检查", "Inspections by departments"), DEPARTMENT, 1));
        return List.of(
                groups,
                (language == Language.EN ? TITLES_EN : TITLES_ZH)
                        .stream().map(title -> new Head(title, 1, 1)).toList());
    }

    private static List<Integer> widths() {
        var widths = new ArrayList<Integer>();
        widths.add(3);
        for (int i = 0; i < COLUMNS; i++) {
            widths.add(i >= COLUMNS - 3 ? 3 : 2);
        }
        return widths;
    }
}
