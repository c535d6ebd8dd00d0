package org.jiaoying.ingest.intake;

import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.RejectCode;

/** A message that cannot be taken as a whole. Without a stack trace: hostile messages are frequent, not exceptional. */
final class RefusedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectCode code;
    private final transient Text reason;
    private final String detail;

    RefusedMessageException(RejectCode code, Text reason, String detail) {
        super(code.code(), null, false, false);
        this.code = code;
        this.reason = reason;
        this.detail = detail;
    }

    RejectCode code() {
        return code;
    }

    Text reason() {
        return reason;
    }

    String detail() {
        return detail;
    }
}
