package org.jiaoying.alerting.reply;

import org.jspecify.annotations.Nullable;

/**
 * A reply as it was understood.
 *
 * @param code the warning's code, if one was given
 * @param text what was said beside kind and code; empty if nothing
 */
public record Reply(Kind kind, @Nullable String code, String text) {

    /** What the sender means. */
    public enum Kind {
        /** 1, 收到 */
        RECEIVED,
        /** 2, 已处置 */
        HANDLED,
        /** 3, 求援 */
        HELP,
        /** None of these for sure. */
        UNCLEAR
    }
}
