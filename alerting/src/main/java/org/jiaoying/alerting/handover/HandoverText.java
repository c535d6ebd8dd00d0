package org.jiaoying.alerting.handover;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jiaoying.alerting.roster.DutyBook;
import org.jiaoying.domain.Level;

/** The texts of a change of shift. */
final class HandoverText {
    private static final int SHOWN = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private HandoverText() {}

    /** To whoever takes over. */
    static String takeOver(
            String language, String roster, String from, Instant at, List<JsonObject> warnings, Duration within) {
        boolean english = language.equals("en");
        var out = new StringBuilder(
                english
                        ? "[Jiaoying] Handover: from " + time(at) + " you answer for " + roster + " (after " + from
                                + "). "
                        : "【叫应】交接班：" + time(at) + " 起由您值守" + roster + "（接" + from + "）。");
        if (warnings.isEmpty()) {
            out.append(english ? "No warning is open. " : "目前没有未结预警。");
        } else {
            out.append(english ? warnings.size() + " open: " : "未结预警 " + warnings.size() + " 条：");
            for (JsonObject warning : warnings.subList(0, Math.min(SHOWN, warnings.size()))) {
                out.append(shown(warning, english)).append(english ? "; " : "；");
            }
            if (warnings.size() > SHOWN) {
                out.append(english ? "and more. " : "等。");
            }
        }
        return out.append(
                        english
                                ? "Confirm at the console within " + within.toMinutes() + " min."
                                : "请在 " + within.toMinutes() + " 分钟内到值班台确认交接。")
                .toString();
    }

    private static String shown(JsonObject warning, boolean english) {
        Level level = Level.valueOf(warning.getString("level").toUpperCase(java.util.Locale.ROOT));
        JsonObject reason = warning.getJsonObject("reason");
        return english
                ? level.code() + " " + warning.getString("site") + " " + reason.getString("en")
                : level.text().zh() + " " + warning.getString("site") + " " + reason.getString("zh");
    }

    /** To the leader on duty, or to the duty officers. */
    static String unconfirmed(String language, String roster, Instant at, String to, String phone, int warnings) {
        return language.equals("en")
                ? "[Jiaoying] The handover of " + roster + " at " + time(at) + " to " + to + " (" + phone
                        + ") is not confirmed; " + warnings + " warnings were open. Please make sure somebody is there."
                : "【叫应】" + roster + " " + time(at) + " 的交接班未确认，接班人 " + to + "（" + phone + "），未结预警 " + warnings
                        + " 条，请核实岗位有人。";
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(DutyBook.ZONE));
    }
}
