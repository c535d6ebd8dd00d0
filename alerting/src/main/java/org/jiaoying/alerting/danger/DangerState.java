package org.jiaoying.alerting.danger;

import java.util.Locale;
import org.jiaoying.domain.Text;

/** How far the work on a hidden danger is. */
public enum DangerState {
    FOUND("待整改", "found"),
    ORDERED("已责令整改", "ordered to be rectified"),
    RECTIFIED("已整改，待复查", "rectified, to be verified"),
    VERIFIED("复查合格，待销号", "verified, to be closed"),
    CLOSED("已销号", "closed"),
    /** Entered by mistake: it counts nowhere. */
    WITHDRAWN("已撤销", "withdrawn");

    private final Text text;

    DangerState(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** Whether somebody has to rectify it yet: only then can it be overdue. */
    public boolean unrectified() {
        return this == FOUND || this == ORDERED;
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
