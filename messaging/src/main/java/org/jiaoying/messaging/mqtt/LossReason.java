package org.jiaoying.messaging.mqtt;

/** The kinds of ends a connection can have, and how patiently to try again. */
public enum LossReason {
    /** No TCP or TLS connection. */
    UNREACHABLE(Retry.SOON),
    /** Connected, but the broker did not answer in time. */
    NO_ANSWER(Retry.SOON),
    /** The connection broke. */
    CONNECTION_LOST(Retry.SOON),
    /** The broker ended the connection: it stops, is busy, or an administrator asked for it. */
    BROKER_CLOSED(Retry.SOON),
    /** A second client with the same client id took the session. Trying at once would take it back, and so on. */
    TAKEN_OVER(Retry.LATER),
    /** The broker and this client do not speak alike: a packet too large, too many at once, or malformed. */
    PROTOCOL(Retry.LATER),
    /** The handler of this process threw; what it did not acknowledge comes again. */
    HANDLER_FAILED(Retry.LATER),
    /** The broker does not know the user, or the password is wrong. */
    BAD_CREDENTIALS(Retry.AFTER_A_PERSON),
    /** The broker knows the user and does not let it in. */
    NOT_AUTHORIZED(Retry.AFTER_A_PERSON),
    /** The broker does not let this user subscribe to what it asks for. */
    SUBSCRIPTION_REFUSED(Retry.AFTER_A_PERSON);

    private enum Retry {
        SOON,
        LATER,
        AFTER_A_PERSON
    }

    private final Retry retry;

    LossReason(Retry retry) {
        this.retry = retry;
    }

    /** Whether trying again soon would only do harm. */
    public boolean calm() {
        return retry != Retry.SOON;
    }

    /** Whether somebody has to change the configuration here or at the broker before it can work. */
    public boolean needsPerson() {
        return retry == Retry.AFTER_A_PERSON;
    }

    /** What a reason code of MQTT 5 in CONNACK or DISCONNECT means for the link. */
    static LossReason ofCode(int code) {
        return switch (code) {
            case 0x86 -> BAD_CREDENTIALS;
            case 0x85, 0x87, 0x8A, 0x8C, 0x9D -> NOT_AUTHORIZED;
            case 0x8E -> TAKEN_OVER;
            case 0x80, 0x83, 0x88, 0x89, 0x8B, 0x8D, 0x96, 0x97, 0x98, 0x9C, 0x9F, 0xA0 -> BROKER_CLOSED;
            default -> code >= 0x80 && code <= 0xA2 ? PROTOCOL : CONNECTION_LOST;
        };
    }
}
