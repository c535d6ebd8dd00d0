package org.jiaoying.alerting.exchange;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/**
 * The number of a published message, GB/T 35965.1: {@code ZZZZZZDDDUUUXX_YYYYMMDDhhmmss_N}, in Beijing time; {@code N} tells
 * apart what is published in the same second.
 */
final class WarningNumber {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final int MOST_IN_A_SECOND = 10;

    private WarningNumber() {}

    /** Whether a text is the fourteen digits of an issuer. */
    static boolean isIssuer(String text) {
        return text.matches("[0-9]{14}");
    }

    /** The next number that is free; where a second is full, of the next one. */
    static String next(String issuer, Instant now, Set<String> taken) {
        for (Instant second = now; ; second = second.plusSeconds(1)) {
            String stem = stem(issuer, second);
            for (int n = 0; n < MOST_IN_A_SECOND; n++) {
                if (!taken.contains(stem + n)) {
                    return stem + n;
                }
            }
        }
    }

    /** What numbers of that second begin with. */
    static String stem(String issuer, Instant now) {
        return issuer + "_" + TIME.format(now) + "_";
    }
}
