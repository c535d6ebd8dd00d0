package org.jiaoying.alerting.compose;

/** A phone number as it may stand in records and on pages: enough to know it again, not enough to ring it. */
public final class Masked {
    private Masked() {}

    /** {@code 8613812345678} becomes {@code 86138****5678}. */
    public static String number(String address) {
        int length = address.length();
        if (length <= 4) {
            return "****";
        }
        int shown = Math.min(5, length - 4) / (length < 9 ? 2 : 1);
        return address.substring(0, shown) + "****" + address.substring(length - 4);
    }
}
