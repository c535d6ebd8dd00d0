package org.jiaoying.alerting.notify.aliyun;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jiaoying.alerting.dispatch.Particulars;

/**
 * The variables of an approved template: {@code drill} (演练 or nothing), {@code level}, {@code place}, {@code what}, {@code
 * time}, {@code code}. Each is short enough for the platform (35 characters), and none is empty, which it refuses.
 */
final class TemplateVariables {
    private static final int MOST = 35;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("M月d日H时m分", Locale.CHINA).withZone(ZoneId.of("Asia/Shanghai"));

    private TemplateVariables() {}

    static JsonObject of(Particulars about) {
        return new JsonObject()
                .put("drill", about.drill() ? "演练" : "实况")
                .put("level", about.level().text().zh() + "预警")
                .put("place", shortened(about.place().zh()))
                .put("what", shortened(what(about)))
                .put("time", TIME.format(about.at()))
                .put("code", about.code());
    }

    private static String what(Particulars about) {
        Double value = about.value();
        if (value == null) {
            return about.reason().zh();
        }
        Double limit = about.limit();
        return about.reason().zh()
                + number(value)
                + about.unit()
                + (limit == null ? "" : "限值" + number(limit) + about.unit());
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : "";
    }

    private static String shortened(String text) {
        String clean = text.isBlank() ? "未说明" : text.strip();
        if (clean.length() <= MOST) {
            return clean;
        }
        int end = Character.isHighSurrogate(clean.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return clean.substring(0, end);
    }
}
