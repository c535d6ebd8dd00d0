package org.jiaoying.domain.rule;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jiaoying.domain.document.DurationText;

/** How the texts of amounts are read, in rules and in the register alike. */
public final class Amounts {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    static final int MAX_COUNT = 100;

    private Amounts() {}

    /** @throws IllegalArgumentException with a message that completes "'…' " */
    public static Double number(String text) {
        if (text.length() > 40 || !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("is not a number");
        }
        double number = Double.parseDouble(text);
        if (Math.abs(number) > 1e15) {
            throw new IllegalArgumentException("is too large");
        }
        return number;
    }

    /** A whole number from 1 to 100. */
    public static Integer count(String text) {
        double number = number(text);
        if (number != Math.rint(number) || number < 1 || number > MAX_COUNT) {
            throw new IllegalArgumentException("must be a whole number from 1 to " + MAX_COUNT);
        }
        return (int) number;
    }

    public static Duration duration(String text) {
        return DurationText.parse(text);
    }

    static boolean isAttributeName(String text) {
        return ATTRIBUTE.matcher(text).matches();
    }
}
