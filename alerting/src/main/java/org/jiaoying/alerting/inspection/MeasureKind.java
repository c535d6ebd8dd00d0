package org.jiaoying.alerting.inspection;

import java.util.Locale;
import org.jiaoying.domain.Text;

/** What followed an inspection by a department. */
public enum MeasureKind {
    STOPPED("责令停产整顿/关闭取缔", "production stopped or shut down"),
    EXPOSED("曝光、约谈、联合惩戒", "exposed, summoned or jointly punished"),
    HELD_ACCOUNTABLE("责任倒查/追究问责", "people held accountable");

    private final Text text;

    MeasureKind(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static MeasureKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
