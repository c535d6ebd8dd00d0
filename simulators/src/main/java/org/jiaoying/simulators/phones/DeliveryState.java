package org.jiaoying.simulators.phones;

/** What became of a text, in the words of SMPP's receipts. */
enum DeliveryState {
    DELIVRD(2, "000"),
    EXPIRED(3, "003"),
    UNDELIV(5, "001"),
    REJECTD(8, "008");

    private final byte messageState;
    private final String error;

    DeliveryState(int messageState, String error) {
        this.messageState = (byte) messageState;
        this.error = error;
    }

    /** The value of the {@code message_state} parameter. */
    byte messageState() {
        return messageState;
    }

    /** The center's own error number, three digits. */
    String error() {
        return error;
    }
}
