package org.jiaoying.alerting.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import org.jiaoying.alerting.fixture.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private final Vertx vertx = Vertx.vertx();
    private final Database database = TestDatabase.fresh();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void anInstanceThatStandsStillInATransactionLosesItsLocks() throws Exception {
        Pool pool = database.open(vertx);
        assertThat(await(pool.query("show idle_in_transaction_session_timeout").execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isEqualTo("30s");
        await(pool.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
