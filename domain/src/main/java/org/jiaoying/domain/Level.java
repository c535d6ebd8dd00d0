package org.jiaoying.domain;

import java.util.Locale;

/** How grave a breach or warning is (级别); the order of the constants is the order of gravity. */
public enum Level {
    BLUE("蓝色", "Blue"),
    YELLOW("黄色", "Yellow"),
    ORANGE("橙色", "Orange"),
    RED("红色", "Red");

    private final Text text;

    Level(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /** The word a reader sees. */
    public Text text() {
        return text;
    }

    /** The name used in rules, on the wire and in the API: {@code blue}, {@code yellow}, {@code orange}, {@code red}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean graverThan(Level other) {
        return compareTo(other) > 0;
    }
}
