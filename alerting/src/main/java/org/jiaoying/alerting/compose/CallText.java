package org.jiaoying.alerting.compose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.warning.Cause;
import org.jiaoying.alerting.warning.Fact;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * The text of a call: level, place, what, value against limit, time, how to answer, and the code. In the language of who is
 * called, at most {@link #MAX_LENGTH} characters; what is too long is shortened in the place and the reason, never in how to
 * answer nor in the link that may stand at the end.
 */
public final class CallText {
    /** Four parts of a long text in UCS-2. */
    static final int MAX_LENGTH = 268;

    private static final int MAX_PLACE = 60;
    private static final int MAX_REASON = 80;
    private static final int MAX_UNIT = 12;
    private static final double LARGE = 1e12;
    private static final DateTimeFormatter TIME_ZH = DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINA);
    private static final DateTimeFormatter TIME_EN = DateTimeFormatter.ofPattern("HH:mm d MMM", Locale.ENGLISH);

    private CallText() {}

    /** @param link what the text ends with; empty for none */
    public static String of(Warning warning, PlannedCall planned, ZoneId timeZone, String link) {
        String ending = link.isEmpty() ? "" : " " + link;
        return planned.callee().language().equals("en")
                ? english(warning, planned.reason(), timeZone, ending)
                : chinese(warning, planned.reason(), timeZone, ending);
    }

    private static String chinese(Warning warning, PlannedCall.Reason reason, ZoneId timeZone, String ending) {
        Cause cause = warning.cause();
        String head = (warning.drill() ? "【叫应】【演练】" : "【叫应】")
                + purposeZh(reason, warning.reports().missing())
                + warning.level().text().zh() + "预警 ";
        String tail = " " + TIME_ZH.format(cause.at().atZone(timeZone))
                + (warning.state().cleared() ? "，现已恢复" : "")
                + "。回复 1 收到 2 已处置 3 求援（编号 " + warning.code() + "）" + ending;
        return fitted(head, cause.place().zh(), what(cause, cause.reason().zh(), "/限 "), tail);
    }

    private static String english(Warning warning, PlannedCall.Reason reason, ZoneId timeZone, String ending) {
        Cause cause = warning.cause();
        String head = (warning.drill() ? "[Jiaoying] DRILL " : "[Jiaoying] ")
                + purposeEn(reason, warning.reports().missing())
                + warning.level().name() + " warning ";
        String tail = " " + TIME_EN.format(cause.at().atZone(timeZone))
                + (warning.state().cleared() ? ", back to normal" : "")
                + ". Reply 1 received 2 handled 3 help (code " + warning.code() + ")" + ending;
        return fitted(head, cause.place().en(), what(cause, cause.reason().en(), " / limit "), tail);
    }

    private static String fitted(String head, String place, String what, String tail) {
        int room = MAX_LENGTH - head.length() - tail.length();
        return head + shortened(shortened(place, MAX_PLACE) + what, room) + tail;
    }

    /** Value against limit; where there is none, as for a silent device, the detector's sentence. */
    private static String what(Cause cause, String reason, String limitWord) {
        Double value = cause.value();
        if (value == null) {
            return " " + shortened(reason, MAX_REASON);
        }
        String unit = shortened(cause.unit(), MAX_UNIT);
        return " " + number(value) + unit + (cause.limit() == null ? "" : limitWord + number(cause.limit()) + unit);
    }

    /** At most four digits after the point, none that say nothing. */
    public static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        if (Math.abs(value) >= LARGE) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        return BigDecimal.valueOf(value)
                .setScale(Math.abs(value) >= 100 ? 1 : 4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String purposeZh(PlannedCall.Reason reason, Set<Fact> missing) {
        return switch (reason) {
            case CHASE_STARTED -> "";
            case NO_ANSWER -> "前级未应答，";
            case NOT_DELIVERED -> "前级未送达，";
            case NEXT_TIER_ASKED -> "请求支援，";
            case REPEATED -> "再次呼叫，";
            case UNREACHED -> "全部责任人未应答，请立即核实：";
            case SOME_UNREACHED -> "部分责任人未应答，请上门核实：";
            case SUPERIOR_OF_UNREACHED -> "您的下级联系不上，请速落实：";
            case NO_CHAIN -> "未设责任链，请值班员处置：";
            case FIRST_REPORT_POOR -> "首报不完整，请补报" + facts(missing, Text::zh, "、") + "：";
            case FIRST_REPORT_OVERDUE -> "首报超时，请报告指挥人、影响和转移情况：";
            case CLOSING_REPORT_OVERDUE -> "终报超时，请报告处置结果：";
        };
    }

    private static String purposeEn(PlannedCall.Reason reason, Set<Fact> missing) {
        return switch (reason) {
            case CHASE_STARTED -> "";
            case NO_ANSWER -> "no answer before you: ";
            case NOT_DELIVERED -> "tier before you not reached: ";
            case NEXT_TIER_ASKED -> "help is asked: ";
            case REPEATED -> "once more: ";
            case UNREACHED -> "nobody of the chain answered, check at once: ";
            case SOME_UNREACHED -> "some of the chain did not answer, have their doors knocked on: ";
            case SUPERIOR_OF_UNREACHED -> "your subordinate is not reached, see to it: ";
            case NO_CHAIN -> "no chain is set, officer to act: ";
            case FIRST_REPORT_POOR -> "first report lacks " + facts(missing, Text::en, ", ") + ": ";
            case FIRST_REPORT_OVERDUE -> "first report overdue; say who commands, what is affected, who was moved: ";
            case CLOSING_REPORT_OVERDUE -> "closing report overdue; say what was done: ";
        };
    }

    private static String facts(Set<Fact> facts, Function<Text, String> word, String between) {
        return facts.stream().sorted().map(fact -> word.apply(fact.text())).collect(Collectors.joining(between));
    }

    private static String shortened(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        // A character outside the basic plane is two units, which must not be torn apart.
        int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
        return text.substring(0, end) + "…";
    }
}
