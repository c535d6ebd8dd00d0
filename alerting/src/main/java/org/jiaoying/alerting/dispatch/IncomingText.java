package org.jiaoying.alerting.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * A text that somebody sent us, or a part of a long one.
 *
 * @param channel such as {@code sms}
 * @param carrierKey the same when the carrier sends it again; where the carrier gives none, of this session only
 * @param keyIsLasting whether the key is the carrier's own, and so the same in another session too
 * @param session of the link on which it came
 * @param part absent for a whole text
 */
public record IncomingText(
        String channel,
        String carrierKey,
        boolean keyIsLasting,
        String session,
        String from,
        String to,
        String text,
        @Nullable Part part) {

    /** Which part of which long text. */
    public record Part(int reference, int total, int number) {}
}
