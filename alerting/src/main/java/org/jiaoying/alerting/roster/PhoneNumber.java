package org.jiaoying.alerting.roster;

/** A phone number in one form: digits with country code, no plus sign. */
public final class PhoneNumber {
    private static final String CHINA = "86";
    private static final int CHINESE_MOBILE = 11;

    private PhoneNumber() {}

    /**
     * Reads a number as people write it and carriers send it: {@code +86 138-1234-5678}, {@code 008613812345678},
     * {@code 13812345678}. Eleven digits that begin with 1 are a Chinese mobile number.
     *
     * @throws IllegalArgumentException if it is none of 5 to 15 digits; the message completes "'…' "
     */
    public static String normal(String text) {
        String digits = text.strip().replaceAll("[\\s()\\-]", "");
        if (digits.startsWith("+")) {
            digits = digits.substring(1);
        } else if (digits.startsWith("00")) {
            digits = digits.substring(2);
        }
        if (!digits.matches("[0-9]{5,15}")) {
            throw new IllegalArgumentException("must be a phone number of 5 to 15 digits, such as +86 138 1234 5678");
        }
        return digits.length() == CHINESE_MOBILE && digits.startsWith("1") ? CHINA + digits : digits;
    }
}
