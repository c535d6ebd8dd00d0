package org.jiaoying.stream.detect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes the ids of breaches from their causes: the same cause has the same id, on whichever machine and however often. */
final class BreachIds {
    private BreachIds() {}

    /** @param openedAt milliseconds */
    static String of(String ruleId, String subject, long openedAt, boolean late) {
        String cause = ruleId + "\n" + subject + "\n" + openedAt + (late ? "\nlate" : "");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(cause.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 12));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
