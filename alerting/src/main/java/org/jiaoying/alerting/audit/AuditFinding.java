package org.jiaoying.alerting.audit;

import org.jiaoying.domain.Text;

/**
 * Something wrong with an export of the audit log.
 *
 * @param fileLine counted from 1
 * @param text the sentence for the reader
 */
public record AuditFinding(Kind kind, long fileLine, Text text) {

    /** What is wrong. */
    public enum Kind {
        /** A line does not say what it said when it was written. */
        EDITED,
        /** Lines are missing between two others. */
        DROPPED,
        /** A line stands where none was written, or stands twice. */
        INSERTED,
        /** A line stands before one that was written earlier. */
        REORDERED,
        /** The log up to a line is not the one that was anchored outside: it was written anew, with hashes that fit. */
        REWRITTEN,
        /** The end is missing. */
        TRUNCATED,
        /** Not a line of such an export. */
        UNREADABLE
    }
}
