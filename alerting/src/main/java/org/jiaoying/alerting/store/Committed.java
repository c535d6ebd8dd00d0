package org.jiaoying.alerting.store;

import java.time.Duration;
import java.util.List;
import org.jiaoying.alerting.audit.AuditEntry;

/**
 * What a transaction has left, once it is safe.
 *
 * @param lines of the audit log
 * @param steps that calls took
 */
public record Committed(List<AuditEntry> lines, List<CallStep> steps) {

    /**
     * A step in the life of one call.
     *
     * @param step {@code submitted}, {@code delivered}, {@code answered}, {@code failed} or {@code withdrawn}
     * @param since from the making of the call to the step
     */
    public record CallStep(String channel, String step, Duration since) {}

    /** Learns of each transaction that left something, after it has committed. On the event loop: must not block. */
    @FunctionalInterface
    public interface Watcher {
        void committed(Committed left);
    }
}
