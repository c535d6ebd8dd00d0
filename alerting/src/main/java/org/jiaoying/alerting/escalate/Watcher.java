package org.jiaoying.alerting.escalate;

import io.vertx.core.Future;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Warning;

/** Learns of every change of a warning, in the transaction that makes it. */
@FunctionalInterface
public interface Watcher {
    /** Nobody has to be told. */
    Watcher NOBODY = (work, warning) -> Future.succeededFuture();

    Future<Void> settled(Work work, Warning warning);
}
