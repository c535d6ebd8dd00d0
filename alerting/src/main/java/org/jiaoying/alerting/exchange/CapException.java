package org.jiaoying.alerting.exchange;

/** A message of somebody else that cannot be taken; says which rule it breaks. */
final class CapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code stable, such as {@code not-well-formed} */
    CapException(String code, String message) {
        super(message);
        this.code = code;
    }

    String code() {
        return code;
    }
}
