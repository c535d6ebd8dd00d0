package org.jiaoying.simulators.replay;

import java.nio.charset.Charset;
import java.util.List;
import org.jiaoying.domain.DeviceKey;

/**
 * How a CSV is to be read: its first row names the columns.
 *
 * @param file where it lies, as seen from the case file; empty if whoever runs the case says so
 */
public record CsvForm(
        String file, char separator, Charset charset, String timeColumn, TimeForm time, List<Column> values) {

    public CsvForm {
        values = List.copyOf(values);
    }

    /** A column that holds the values of one point. */
    public record Column(String name, DeviceKey device, String point) {}
}
