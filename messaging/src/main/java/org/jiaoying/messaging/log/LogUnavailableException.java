package org.jiaoying.messaging.log;

/** The log cannot be reached or refuses; worth trying again. */
public final class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
