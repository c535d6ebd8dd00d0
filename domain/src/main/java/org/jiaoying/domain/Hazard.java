package org.jiaoying.domain;

import java.util.Locale;

/** The kind of danger a rule, breach or warning is about (灾种). */
public enum Hazard {
    GAS("瓦斯", "Gas"),
    SLOPE("边坡", "Slope"),
    POWER("用电", "Power"),
    PERSONNEL("人员", "Personnel"),
    VIDEO("视频", "Video"),
    HAZCHEM("危化品", "Hazardous chemicals"),
    DUST("粉尘", "Dust"),
    FIRE("火灾", "Fire"),
    FLOOD("洪涝", "Flood"),
    ROOF("顶板", "Roof"),
    WATER("水害", "Mine water"),
    SEISMIC("地震", "Seismic"),
    WEATHER("气象", "Weather");

    private final Text text;

    Hazard(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /** The word a reader sees. */
    public Text text() {
        return text;
    }

    /** The name used in rules, on the wire and in the API, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
