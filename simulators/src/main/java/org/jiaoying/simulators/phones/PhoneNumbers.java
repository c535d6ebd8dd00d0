package org.jiaoying.simulators.phones;

import java.util.regex.Pattern;

/** One form for a phone number however it was written: digits, with China's country code left off. */
final class PhoneNumbers {
    private static final Pattern FORM = Pattern.compile("\\+?[0-9]{3,20}");

    private PhoneNumbers() {}

    static boolean isValid(String number) {
        return FORM.matcher(number).matches();
    }

    static String normal(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return digits.length() == 13 && digits.startsWith("86") ? digits.substring(2) : digits;
    }
}
