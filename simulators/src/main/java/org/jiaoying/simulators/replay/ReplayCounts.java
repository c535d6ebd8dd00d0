package org.jiaoying.simulators.replay;

import java.util.List;

/**
 * What a recorded file held, as far as it was read.
 *
 * @param rows given out
 * @param backward of these, whose time is before that of the row above
 * @param repeated of these, whose time is that of the row above
 * @param badRows left out: no time, too few columns, not CSV
 * @param badValues left out of rows that were given out: not a number
 * @param emptyValues cells with nothing in them
 * @param firstFaults the first twenty of what was left out
 */
public record ReplayCounts(
        long rows,
        long backward,
        long repeated,
        long badRows,
        long badValues,
        long emptyValues,
        List<RowFault> firstFaults) {

    public ReplayCounts {
        firstFaults = List.copyOf(firstFaults);
    }

    /** Something of the file that was left out. */
    public record RowFault(long line, String reason) {}
}
