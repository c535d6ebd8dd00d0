package org.jiaoying.alerting.intake;

import io.vertx.core.VertxException;
import java.util.concurrent.RejectedExecutionException;
import org.jiaoying.alerting.store.Transactions;
import org.jspecify.annotations.Nullable;

/** Tells failures that lie in what a record says from those that pass, such as a database that is away. */
final class ContentFaults {
    private ContentFaults() {}

    /** Whether trying the same again is of no use: the database is there and refuses it, or the code cannot take it. */
    static boolean isOne(@Nullable Throwable failure) {
        if (Transactions.refusedContent(failure)) {
            return true;
        }
        return failure instanceof RuntimeException
                && !(failure instanceof VertxException)
                && !(failure instanceof RejectedExecutionException)
                && !(failure instanceof TakenElsewhereException);
    }
}
