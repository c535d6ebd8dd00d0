package org.jiaoying.domain;

import java.util.regex.Pattern;

/**
 * The form of every id that stands in a topic: 1 to 64 of the letters {@code A-Z a-z}, digits, {@code _ - .}, the first a
 * letter or digit. It excludes what MQTT, Kafka keys and URLs treat specially.
 */
public final class Identifiers {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private Identifiers() {}

    public static boolean isValid(String id) {
        return FORM.matcher(id).matches();
    }

    /**
     * Returns {@code id} unchanged.
     *
     * @throws IllegalArgumentException if it does not have the form, naming {@code what}
     */
    public static String require(String id, String what) {
        if (!isValid(id)) {
            throw new IllegalArgumentException(what + " must be 1 to 64 letters, digits, '_', '-' or '.', but is '"
                    + (id.length() > 80 ? id.substring(0, 80) + "…" : id) + "'");
        }
        return id;
    }
}
