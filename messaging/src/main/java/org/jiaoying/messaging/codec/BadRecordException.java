package org.jiaoying.messaging.codec;

/** Bytes in the log that are no record of this topic; never worth retrying. */
public final class BadRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadRecordException(String message, Throwable cause) {
        super(message, cause);
    }

    public BadRecordException(String message) {
        super(message);
    }
}
