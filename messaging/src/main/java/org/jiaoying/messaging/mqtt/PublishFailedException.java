package org.jiaoying.messaging.mqtt;

/** A message was not published, or it is not known whether it was. */
public final class PublishFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final PublishFailure failure;

    PublishFailedException(PublishFailure failure, String detail) {
        super(failure + ": " + detail);
        this.failure = failure;
    }

    public PublishFailure failure() {
        return failure;
    }

    /** Whether the same message may be taken later; then the caller decides when. */
    public boolean worthRetrying() {
        return failure.worthRetrying();
    }

    /** One per publication, often thousands at once: the stack says nothing. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
