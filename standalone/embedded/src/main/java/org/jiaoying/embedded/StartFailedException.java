package org.jiaoying.embedded;

/** A part did not start; the message says which one, where, and what it said. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
