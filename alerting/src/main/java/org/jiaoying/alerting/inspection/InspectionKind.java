package org.jiaoying.alerting.inspection;

import java.util.Locale;
import org.jiaoying.domain.Text;

/** Who inspected. */
public enum InspectionKind {
    GOVERNMENT("党委政府带队检查", "led by party committee or government"),
    SELF("企业自查自纠", "by the enterprise itself"),
    DEPARTMENT("部门督导检查", "by a department");

    private final Text text;

    InspectionKind(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static InspectionKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
