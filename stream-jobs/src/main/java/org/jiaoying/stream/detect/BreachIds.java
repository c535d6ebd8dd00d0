package org.jiaoying.stream.detect;

import java.util.HexFormat;
import org.jiaoying.domain.Sha256;

/** Makes the ids of breaches from their causes: the same cause has the same id, on whichever machine and however often. */
final class BreachIds {
    private BreachIds() {}

    /** @param openedAt milliseconds */
    static String of(String ruleId, String subject, long openedAt, boolean late) {
        String cause = ruleId + "\n" + subject + "\n" + openedAt + (late ? "\nlate" : "");
        return HexFormat.of().formatHex(Sha256.of(cause), 0, 12);
    }
}
