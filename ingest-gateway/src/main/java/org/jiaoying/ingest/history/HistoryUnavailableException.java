package org.jiaoying.ingest.history;

/** The store cannot be reached or does not answer; worth trying again. */
public final class HistoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
