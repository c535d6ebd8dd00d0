package org.jiaoying.alerting.roster.workbook;

import static org.jiaoying.alerting.roster.workbook.Column.list;
import static org.jiaoying.alerting.roster.workbook.Column.of;
import static org.jiaoying.alerting.roster.workbook.Column.text;
import static org.jiaoying.alerting.roster.workbook.Column.wordList;
import static org.jiaoying.alerting.roster.workbook.Column.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jiaoying.alerting.roster.OrganisationKind;
import org.jiaoying.alerting.roster.workbook.Column.Kind;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.calendar.DayType;
import org.jspecify.annotations.Nullable;

/**
 * How a part of the roster stands in a sheet. An entry is one row, or as many as it has parts (tiers, shifts): then the columns of
 * the entry stand in each of its rows.
 *
 * @param section of the roster file
 * @param title of the sheet
 * @param columns of the entry
 * @param key how many of the first columns tell entries apart, where an entry may have several rows
 * @param parts the field with the entry's parts; absent where an entry is one row
 * @param partColumns of a part
 */
record SheetForm(
        String section,
        String title,
        List<Column> columns,
        int key,
        @Nullable String parts,
        List<Column> partColumns) {
    private static final Map<String, String> FLAG = ordered("true", "是", "false", "否");
    private static final Map<String, String> LANGUAGE = ordered("zh", "中文", "en", "英文");
    private static final Map<String, String> ANSWERS = ordered("one", "一人", "all", "全部");
    private static final Map<String, String> CHANNELS = ordered(
            "sms",
            "短信",
            "voice",
            "语音",
            "email",
            "邮件",
            "dingtalk",
            "钉钉",
            "wecom",
            "企业微信",
            "webhook",
            "接口",
            "broadcast",
            "广播");

    static final List<SheetForm> ALL = List.of(
            new SheetForm(
                    "organisations",
                    "单位",
                    List.of(text("id", "编号"), text("name", "名称"), words("kind", "类别", kinds()), text("parent", "上级单位")),
                    1,
                    null,
                    List.of()),
            new SheetForm(
                    "people",
                    "人员",
                    List.of(
                            text("id", "编号"),
                            text("name", "姓名"),
                            text("post", "职务"),
                            text("organisation", "单位"),
                            text("enterprise", "企业"),
                            list("phones", "手机"),
                            list("contacts.voice", "语音号码"),
                            list("contacts.email", "邮箱"),
                            list("contacts.dingtalk", "钉钉"),
                            list("contacts.wecom", "企业微信"),
                            list("contacts.webhook", "接口地址"),
                            list("contacts.broadcast", "广播"),
                            text("superior", "上级"),
                            text("stand-in", "顶替人"),
                            words("language", "语言", LANGUAGE),
                            words("shared-phone", "共用手机", FLAG),
                            words("officer", "值班员", FLAG),
                            words("active", "启用", FLAG)),
                    1,
                    null,
                    List.of()),
            new SheetForm(
                    "chains",
                    "责任链",
                    List.of(
                            text("organisation", "单位"),
                            text("enterprise", "企业"),
                            text("site", "场所"),
                            words("hazard", "灾种", hazards())),
                    4,
                    "tiers",
                    List.of(
                            text("name", "层级"),
                            list("people", "人员"),
                            list("rosters", "值班表"),
                            wordList("levels", "级别", levels()),
                            wordList("channels", "渠道", CHANNELS),
                            words("answers", "须应答", ANSWERS),
                            text("answer.blue", "蓝色时限"),
                            text("answer.yellow", "黄色时限"),
                            text("answer.orange", "橙色时限"),
                            text("answer.red", "红色时限"))),
            new SheetForm(
                    "rosters",
                    "值班表",
                    List.of(
                            text("id", "编号"),
                            text("name", "名称"),
                            text("organisation", "单位"),
                            of("since", "起始日", Kind.DAY),
                            text("leader", "带班表"),
                            words("officers", "进入值班员名单", FLAG),
                            text("handover", "交接确认时限")),
                    1,
                    "shifts",
                    List.of(
                            text("name", "班次"),
                            of("from", "开始", Kind.TIME_OF_DAY),
                            of("to", "结束", Kind.TIME_OF_DAY),
                            wordList("days", "日期类别", days()),
                            list("people", "轮值人员"),
                            text("turn", "每人天数"))),
            new SheetForm(
                    "leaves",
                    "请假",
                    List.of(
                            text("person", "人员"),
                            of("from", "开始", Kind.MOMENT),
                            of("to", "结束", Kind.MOMENT),
                            text("stand-in", "顶替人"),
                            text("reason", "事由")),
                    1,
                    null,
                    List.of()),
            new SheetForm(
                    "overrides",
                    "换班",
                    List.of(
                            text("roster", "值班表"),
                            of("from", "开始", Kind.MOMENT),
                            of("to", "结束", Kind.MOMENT),
                            text("person", "人员"),
                            text("reason", "事由")),
                    1,
                    null,
                    List.of()),
            new SheetForm(
                    "policies",
                    "策略",
                    List.of(
                            words("level", "级别", levels()),
                            of("from", "生效日", Kind.DAY),
                            text("answer", "应答时限"),
                            text("repeats", "重呼次数"),
                            text("repeat-within", "重呼时长"),
                            words("together", "各层同时", FLAG),
                            text("first-report", "首报时限"),
                            text("closing-report", "终报时限"),
                            words("answers", "须应答", ANSWERS),
                            wordList("channels", "渠道", CHANNELS),
                            wordList("again", "再呼渠道", CHANNELS),
                            words("superior", "呼叫上级", FLAG)),
                    1,
                    null,
                    List.of()));

    static Optional<SheetForm> titled(String title) {
        return ALL.stream()
                .filter(form -> form.title().equals(title) || form.section().equals(title))
                .findFirst();
    }

    static Optional<SheetForm> ofSection(String section) {
        return ALL.stream().filter(form -> form.section().equals(section)).findFirst();
    }

    /** All columns in their order: the entry's, then its parts'. */
    List<Column> allColumns() {
        return java.util.stream.Stream.concat(columns.stream(), partColumns.stream())
                .toList();
    }

    private static Map<String, String> kinds() {
        var words = new LinkedHashMap<String, String>();
        for (OrganisationKind kind : OrganisationKind.values()) {
            words.put(kind.code(), kind.text().zh());
        }
        return words;
    }

    private static Map<String, String> hazards() {
        var words = new LinkedHashMap<String, String>();
        for (Hazard hazard : Hazard.values()) {
            words.put(hazard.code(), hazard.text().zh());
        }
        return words;
    }

    private static Map<String, String> levels() {
        var words = new LinkedHashMap<String, String>();
        for (Level level : Level.values()) {
            words.put(level.code(), level.text().zh());
        }
        return words;
    }

    private static Map<String, String> days() {
        var words = new LinkedHashMap<String, String>();
        for (DayType day : DayType.values()) {
            words.put(day.code(), day.text().zh());
        }
        return words;
    }

    private static Map<String, String> ordered(String... pairs) {
        var words = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return words;
    }
}
