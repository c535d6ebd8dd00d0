package org.jiaoying.alerting.http;

/** A setting of the map that cannot be used; the message names setting, code, and what is wrong where. */
public final class MapException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String code;

    MapException(String setting, String code, String detail) {
        super(setting + " [" + code + "] " + detail);
        this.code = code;
    }

    /** {@code outline-unreadable}, {@code outline-too-large}, {@code outline-not-json}, {@code outline-not-geojson} or {@code tiles-bad-address}. */
    public String code() {
        return code;
    }
}
