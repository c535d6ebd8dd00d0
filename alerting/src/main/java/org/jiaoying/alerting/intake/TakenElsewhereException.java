package org.jiaoying.alerting.intake;

/** Another reader has taken records of this partition: what this one holds is old. */
final class TakenElsewhereException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TakenElsewhereException(int partition) {
        super("partition " + partition + " was taken further by another reader");
    }
}
