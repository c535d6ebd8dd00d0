package org.jiaoying.alerting.report;

import java.time.YearMonth;
import java.time.ZoneId;

/**
 * How the monthly table is headed and where its months begin.
 *
 * @param title of the table, such as the campaign's
 * @param zone of the center: its midnight is where a day ends
 * @param firstMonth the first line of the table
 */
public record ReportSetting(String title, ZoneId zone, YearMonth firstMonth, ReportingMonths months) {
    public static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    public static final String TITLE = "安全风险大排查大整治工作清单";

    /** What holds until an administrator says otherwise: calendar months from January of that year. */
    public static ReportSetting usual(int year) {
        return new ReportSetting(TITLE, BEIJING, YearMonth.of(year, 1), ReportingMonths.CALENDAR);
    }
}
