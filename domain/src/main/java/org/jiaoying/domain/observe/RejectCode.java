package org.jiaoying.domain.observe;

import java.util.Locale;

/** Why the gateway refused something. The codes are part of the feed contract: only added to, never renamed. */
public enum RejectCode {
    /** The topic is not {@code jy/v1/{enterprise}/{site}/{device}/{channel}}. */
    BAD_TOPIC,
    /** Over the size bound of a message. */
    TOO_LARGE,
    /** Not UTF-8. */
    BAD_ENCODING,
    /** Not JSON, nested too deeply, a key twice, or a number too long. */
    BAD_JSON,
    /** JSON, but not a shape of the feed. */
    BAD_SHAPE,
    /** More objects or values in one message than the bound. */
    TOO_MANY,
    /** A timestamp that is not a whole number of milliseconds or an ISO 8601 time. */
    BAD_TIME,
    /** No such device in the register. */
    UNKNOWN_DEVICE,
    /** The device has no such point. */
    UNKNOWN_POINT,
    /** A position in a zone the site does not have. */
    UNKNOWN_ZONE,
    /** A value that is no number. */
    NOT_A_NUMBER,
    /** A value that means "no value" in this feed. */
    SENTINEL,
    /** A value the sensor cannot give. */
    OUT_OF_RANGE,
    /** A word that is not one of the feed's (quality, state, event). */
    BAD_WORD;

    /** The code as it stands in a reject: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
