package org.jiaoying.alerting;

import org.jiaoying.domain.Text;

/** A request that is not carried out; trying the same again is of no use. Nothing was changed. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as a stable code. */
    public enum Code {
        /** No such warning, rule or person. */
        NOT_FOUND,
        /** The life cycle has no such step from the present state. */
        ILLEGAL_STEP,
        /** Somebody else changed it meanwhile. */
        CONFLICT,
        /** What was sent is incomplete or wrong. */
        INVALID
    }

    private final Code code;
    private final transient Text text;

    /** @param text the sentence for the reader, with what to do */
    public RefusedException(Code code, Text text) {
        super(text.en());
        this.code = code;
        this.text = text;
    }

    public Code code() {
        return code;
    }

    public Text text() {
        return text;
    }
}
