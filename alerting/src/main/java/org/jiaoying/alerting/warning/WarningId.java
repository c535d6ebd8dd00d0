package org.jiaoying.alerting.warning;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jiaoying.domain.Sha256;

/**
 * A warning's id: {@code W} ({@code D} for a drill, so that the two are never taken for each other), the Beijing time of what opened it, and six letters that follow from the breach step that did;
 * so a replay of the same steps gives the same ids, and an id can be read out over the phone.
 */
public final class WarningId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    /** Without letters and digits that are mistaken for each other. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private static final int LENGTH = 6;

    private WarningId() {}

    /** @param cause what opened it, such as breach id and revision */
    public static String of(Instant at, String cause) {
        return of("W", at, cause);
    }

    /** @param cause what tells it from other drills of the same second */
    public static String ofDrill(Instant at, String cause) {
        return of("D", at, cause);
    }

    private static String of(String prefix, Instant at, String cause) {
        byte[] digest = Sha256.of(cause);
        var letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(LETTERS.charAt(digest[i] & 31));
        }
        return prefix + TIME.format(at) + "-" + letters;
    }
}
