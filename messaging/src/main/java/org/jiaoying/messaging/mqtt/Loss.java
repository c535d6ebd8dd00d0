package org.jiaoying.messaging.mqtt;

/**
 * Why a connection ended or could not be made.
 *
 * @param detail a sentence for the reader of the log
 */
public record Loss(LossReason reason, String detail) {
    @Override
    public String toString() {
        return reason + " (" + detail + ")";
    }
}
