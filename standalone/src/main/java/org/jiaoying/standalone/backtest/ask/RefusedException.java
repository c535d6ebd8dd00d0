package org.jiaoying.standalone.backtest.ask;

/** Why an asked backtest is not made. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reasons, with the HTTP status of each; the code on the wire is the name in small letters with hyphens. */
    enum Code {
        BAD_REQUEST(400),
        TOO_LONG_A_TIME(422),
        TOO_MANY_MESSAGES(422),
        TOO_MUCH_FOUND(422),
        BUSY(503),
        NO_HISTORY(503),
        TOOK_TOO_LONG(504),
        FAILED(500);

        final int status;

        Code(int status) {
            this.status = status;
        }

        String wire() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    private final Code code;

    RefusedException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
