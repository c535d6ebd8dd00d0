package org.jiaoying.alerting.danger;

import java.util.Locale;
import org.jiaoying.domain.Text;

/** What is done about a hidden danger. */
public enum DangerEvent {
    /** Somebody is told to rectify it until a day. */
    ORDER("责令整改", "ordered"),
    /** The day until which it must be rectified is moved. */
    EXTEND("延期", "extended"),
    RECTIFY("整改完成", "rectified"),
    /** Looked at again and found not rectified. */
    SEND_BACK("复查不合格，退回", "sent back"),
    VERIFY("复查合格", "verified"),
    CLOSE("销号", "closed"),
    WITHDRAW("撤销", "withdrawn");

    private final Text text;

    DangerEvent(String zh, String en) {
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }

    /** Whether it says until when the danger must be rectified. */
    public boolean setsDeadline() {
        return this == ORDER || this == EXTEND || this == SEND_BACK;
    }

    /** Whether the enterprise itself may report it. */
    public boolean byEnterprise() {
        return this == RECTIFY;
    }

    /** The name in the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException if there is no such event */
    public static DangerEvent of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
