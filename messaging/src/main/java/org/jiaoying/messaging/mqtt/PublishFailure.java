package org.jiaoying.messaging.mqtt;

/** Why a message was not published, as far as this client knows. */
public enum PublishFailure {
    /** The link does not stand; the message was not sent. */
    NOT_CONNECTED(true),
    /** Sent, and the connection broke before the answer: the broker may have it or not. Sending again may double it. */
    CONNECTION_LOST(true),
    /** More messages wait to be sent than the link has room for; the message was not sent. */
    NO_ROOM(true),
    /** The broker does not take it now. */
    BROKER_BUSY(true),
    /** Larger than the broker takes; the message was not sent. */
    TOO_LARGE(false),
    /** The topic is empty, too long or has a wildcard; the message was not sent. */
    BAD_TOPIC(false),
    /** The broker does not let this user publish to the topic. */
    NOT_AUTHORIZED(false),
    /** The broker refused it for another reason. */
    REFUSED(false),
    /** The link was closed by its owner; sent messages may have arrived or not. */
    CLOSED(false);

    private final boolean worthRetrying;

    PublishFailure(boolean worthRetrying) {
        this.worthRetrying = worthRetrying;
    }

    public boolean worthRetrying() {
        return worthRetrying;
    }

    /** What a reason code of MQTT 5 in PUBACK means. */
    static PublishFailure ofCode(int code) {
        return switch (code) {
            case 0x80, 0x83, 0x97 -> BROKER_BUSY;
            case 0x87 -> NOT_AUTHORIZED;
            case 0x90 -> BAD_TOPIC;
            case 0x95 -> TOO_LARGE;
            default -> REFUSED;
        };
    }
}
