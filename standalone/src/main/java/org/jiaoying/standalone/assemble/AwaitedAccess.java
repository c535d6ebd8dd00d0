package org.jiaoying.standalone.assemble;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiaoying.embedded.Access;

/** Lets the broker start before the register that it asks: who connects meanwhile waits for the answer. */
final class AwaitedAccess implements Access {
    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<Access> awaited;

    AwaitedAccess(CompletableFuture<Access> awaited) {
        this.awaited = awaited;
    }

    @Override
    public boolean authenticate(String user, byte[] password) {
        try {
            return awaited.get(PATIENCE_SECONDS, TimeUnit.SECONDS).authenticate(user, password);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public boolean mayPublish(String user, String topic) {
        return awaited.join().mayPublish(user, topic);
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        return awaited.join().maySubscribe(user, filter);
    }
}
