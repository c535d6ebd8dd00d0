package org.jiaoying.alerting.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import org.jiaoying.alerting.warning.WarningChange;

/** Listens for the notice that a transaction which changed a warning has committed, at whatever instance. Reconnects by itself. */
public final class Notices {
    private static final long RECONNECT_MILLIS = 1_000;

    private final PgSubscriber subscriber;

    public Notices(Vertx vertx, Database database) {
        this.subscriber =
                PgSubscriber.subscriber(vertx, database.connectOptions()).reconnectPolicy(failures -> RECONNECT_MILLIS);
    }

    /** Begins to listen; the listener is called on the subscriber's event loop and must not block. */
    public Future<Void> listen(Runnable listener) {
        subscriber.channel(WarningChange.CHANNEL).handler(notice -> listener.run());
        return subscriber.connect();
    }

    public Future<Void> close() {
        return subscriber.close();
    }
}
