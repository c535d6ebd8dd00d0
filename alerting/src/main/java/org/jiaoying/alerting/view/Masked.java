package org.jiaoying.alerting.view;

/** A phone number as it is shown to who need not ring it: enough to tell two apart. */
public final class Masked {
    private static final int SHOWN_AT_START = 3;
    private static final int SHOWN_AT_END = 4;

    private Masked() {}

    /** {@code 138****1234}; a number too short to hide a middle is hidden whole. */
    public static String phone(String number) {
        if (number.length() < SHOWN_AT_START + SHOWN_AT_END + 3) {
            return "****";
        }
        return number.substring(0, SHOWN_AT_START) + "****" + number.substring(number.length() - SHOWN_AT_END);
    }
}
