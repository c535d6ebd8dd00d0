package org.jiaoying.alerting.dispatch;

import io.vertx.core.Future;
import java.util.List;
import org.jiaoying.alerting.store.Work;

/** Decides which of the texts that are due go out now; what it holds back it has written down, with the reason. */
public interface Sieve {
    /** Lets everything out. */
    Sieve NONE = (work, claimed) -> Future.succeededFuture(claimed);

    /**
     * Called in the transaction that claims the texts.
     *
     * @return those to hand over
     */
    Future<List<Outgoing>> sift(Work work, List<Outgoing> claimed);

    /** Called before texts are claimed, so that two instances do not decide about one person at once. */
    default Future<Void> enter(Work work, String channel) {
        return Future.succeededFuture();
    }
}
