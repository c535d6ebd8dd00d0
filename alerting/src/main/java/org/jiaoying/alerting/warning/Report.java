package org.jiaoying.alerting.warning;

import org.jspecify.annotations.Nullable;

/**
 * The facts somebody reports about a warning (反馈): the first report, further ones, and the closing report.
 *
 * @param commander who commands at the place; empty if not said
 * @param affected what and who is affected; empty if not said
 * @param peopleMoved how many people were moved; absent if not said
 * @param done what was done
 */
public record Report(
        Kind kind,
        String commander,
        String affected,
        @Nullable Integer peopleMoved,
        String done) {

    /** Which report it is. */
    public enum Kind {
        FIRST,
        FURTHER,
        CLOSING
    }
}
