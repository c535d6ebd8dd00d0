package org.jiaoying.domain.calendar;

import org.jiaoying.domain.Text;

/** What kind of day it is for those who work by the public calendar. */
public enum DayType {
    /** A weekday that is no holiday, or a weekend day made a workday to make up for a holiday. */
    WORKDAY("workday", "工作日", "workday"),
    /** A Saturday or Sunday that is neither holiday nor made a workday. */
    WEEKEND("weekend", "周末", "weekend"),
    /** A day of a public holiday, with the days that were moved to it. */
    HOLIDAY("holiday", "节假日", "holiday");

    private final String code;
    private final Text text;

    DayType(String code, String zh, String en) {
        this.code = code;
        this.text = new Text(zh, en);
    }

    /** The word in data and in the API. */
    public String code() {
        return code;
    }

    public Text text() {
        return text;
    }
}
