package org.jiaoying.simulators.phones;

/** A submit_sm that the center does not take, with SMPP's {@code command_status}. */
final class RefusedSubmissionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedSubmissionException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
