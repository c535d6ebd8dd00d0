package org.jiaoying.simulators.replay;

/** A recorded file that is not the one its case describes. */
public final class CsvHeaderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CsvHeaderException(String message) {
        super(message);
    }
}
