package org.jiaoying.alerting.report;

import java.util.List;
import org.jiaoying.alerting.report.ReportingMonths.Period;

/**
 * The figures of a month of the table, in the order of its columns.
 *
 * @param counts one for each of {@link MonthlyTable#COLUMNS}
 * @param monitored dangers found by monitoring and not by an inspection: in none of the columns
 */
public record MonthlyFigures(Period period, List<Integer> counts, int monitored) {
    public MonthlyFigures {
        counts = List.copyOf(counts);
        if (counts.size() != MonthlyTable.COLUMNS) {
            throw new IllegalArgumentException(counts.size() + " figures");
        }
    }
}
