package org.jiaoying.alerting.report;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Language;
import org.jiaoying.alerting.paper.Paper;
import org.jiaoying.alerting.warning.WarningState;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/** The words of reports for what the API's documents hold as codes, in one language; times in one zone. */
final class Words {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Map<String, Text> KNOWN = Map.ofEntries(
            word("call-pending", "待发", "not sent yet"),
            word("call-submitted", "已发出", "handed over"),
            word("call-delivered", "已送达", "delivered"),
            word("call-failed", "未送达", "not delivered"),
            word("call-answered", "已应答", "answered"),
            word("call-help-asked", "求援", "help asked"),
            word("call-withdrawn", "不再需要", "not needed"),
            word("kind-call", "叫应", "call"),
            word("kind-reminder", "催报", "reminder"),
            word("kind-officer", "通知值班员", "duty officer told"),
            word("channel-sms", "短信", "SMS"),
            word("channel-voice", "语音", "voice"),
            word("channel-broadcast", "广播", "broadcast"),
            word("channel-dingtalk", "钉钉", "DingTalk"),
            word("channel-wecom", "企业微信", "WeCom"),
            word("channel-mail", "邮件", "e-mail"),
            word("channel-page", "网页", "page"),
            word("channel-link", "短信链接", "link"),
            word("channel-desk", "值班台", "desk"),
            word("response-acknowledged", "收到", "received"),
            word("response-handled", "已处置", "handled"),
            word("response-help", "求援", "help asked for"),
            word("report-first", "首报", "first report"),
            word("report-further", "续报", "further report"),
            word("report-closing", "终报", "closing report"),
            word("step-warning.opened", "预警发生", "warning opened"),
            word("step-warning.raised", "级别上升", "level raised"),
            word("step-warning.lowered", "级别下降", "level lowered"),
            word("step-warning.cleared", "险情解除", "danger over"),
            word("step-warning.returned", "险情再次出现", "danger came back"),
            word("step-warning.joined", "新的越限并入", "a further breach joined"),
            word("step-warning.acknowledged", "应答", "acknowledged"),
            word("step-warning.help-asked", "求援", "help asked for"),
            word("step-warning.reported", "反馈", "reported"),
            word("step-warning.reported-closing", "终报", "closing report"),
            word("step-warning.escalated", "升级", "escalated"),
            word("step-warning.shelved", "搁置", "shelved"),
            word("step-warning.closed", "关闭预警", "warning closed"),
            word("step-escalation.unreached", "责任链无人应答，转人工", "nobody of the chain answered"),
            word("step-escalation.no_chain", "没有设置责任链，转人工", "no chain is set"),
            word("step-person.unreached", "联系不上，列入名单", "unreached, put on the list"),
            word("step-person.knocked", "上门核实", "knocked on the door"),
            word("step-call.made", "呼叫", "called"),
            word("step-call.submitted", "已交运营商", "with the carrier"),
            word("step-call.delivered", "已送达", "delivered"),
            word("step-call.failed", "未送达", "not delivered"),
            word("step-call.answered", "应答呼叫", "call answered"),
            word("step-call.withdrawn", "撤回未发出的呼叫", "unsent call withdrawn"),
            word("step-reply.taken", "收到回复短信", "reply received"),
            word("reason-CHASE_STARTED", "预警发生，开始叫应", "the warning opened"),
            word("reason-NO_ANSWER", "上一层未按时应答", "the tier before did not answer in time"),
            word("reason-NOT_DELIVERED", "上一层未送达", "the tier before was not reached"),
            word("reason-NEXT_TIER_ASKED", "要求叫下一层", "the next tier was asked for"),
            word("reason-SOME_UNREACHED", "部分责任人未应答", "some of those who must did not answer"),
            word("reason-SUPERIOR_OF_UNREACHED", "下级联系不上", "a subordinate is not reached"),
            word("reason-REPEATED", "无人应答，再次呼叫", "nobody answered: called again"),
            word("reason-UNREACHED", "责任链无人应答", "nobody of the chain answered"),
            word("reason-NO_CHAIN", "该场所没有设置责任链", "no chain is set"),
            word("reason-FIRST_REPORT_POOR", "首报不完整", "the first report lacks facts"),
            word("reason-FIRST_REPORT_OVERDUE", "首报超时", "the first report is overdue"),
            word("reason-CLOSING_REPORT_OVERDUE", "终报超时", "the closing report is overdue"));

    private final Language language;
    private final ZoneId zone;

    Words(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    private static Map.Entry<String, Text> word(String key, String zh, String en) {
        return Map.entry(key, new Text(zh, en));
    }

    /** The word of a code of that family; the code itself where it has none. */
    String of(String family, @Nullable String code) {
        Text known = code == null ? null : KNOWN.get(family + "-" + code);
        return known == null ? (code == null ? "" : code) : language.of(known);
    }

    String level(@Nullable String code) {
        return code == null ? "" : language.of(Level.valueOf(constant(code)).text());
    }

    String hazard(@Nullable String code) {
        return code == null ? "" : language.of(Hazard.valueOf(constant(code)).text());
    }

    /** Whether people have answered. */
    String state(String code) {
        return language.of(WarningState.valueOf(constant(code)).text());
    }

    String time(@Nullable String instant) {
        return instant == null ? "" : time(Instant.parse(instant));
    }

    String time(Instant instant) {
        return TIME.format(instant.atZone(zone));
    }

    private static String constant(String code) {
        return code.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** The titles of columns, each given as {@code 中文|English}. */
    List<String> titles(String... both) {
        return Stream.of(both)
                .map(title -> title.split("\\|", 2))
                .map(title -> language.of(title[0], title[1]))
                .toList();
    }

    /** Reports on a warning: who commands, what is affected, who was moved, what was done. */
    void feedback(Paper.Builder out, List<JsonObject> reports) {
        out.table(
                List.of(4, 2, 3, 3, 5, 2, 7),
                titles("时间|Time", "报告|Report", "人|Person", "指挥人|Commander", "影响|Affected", "转移人数|Moved", "处置|Done"),
                reports.stream()
                        .map(report -> List.of(
                                Cell.of(time(report.getString("at"))),
                                Cell.of(of("report", report.getString("kind"))),
                                Cell.of(plain(report, "name")),
                                Cell.of(plain(report, "commander")),
                                Cell.of(plain(report, "affected")),
                                Cell.of(plain(report, "peopleMoved")),
                                Cell.of(plain(report, "done"))))
                        .toList());
    }

    static String plain(JsonObject in, String key) {
        Object value = in.getValue(key);
        return value == null ? "" : value.toString();
    }

    /** A value against its limit, with the unit. */
    static String value(JsonObject in) {
        Double value = in.getDouble("value");
        Double limit = in.getDouble("limit");
        String unit = in.getString("unit", "");
        return value == null ? "" : number(value) + unit + (limit == null ? "" : " / " + number(limit) + unit);
    }

    static String number(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    static List<JsonObject> objects(@Nullable JsonArray array) {
        return array == null
                ? List.of()
                : IntStream.range(0, array.size())
                        .mapToObj(array::getJsonObject)
                        .toList();
    }
}
