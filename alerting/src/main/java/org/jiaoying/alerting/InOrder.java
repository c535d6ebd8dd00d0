package org.jiaoying.alerting;

import io.vertx.core.Future;
import java.util.function.Function;

/** Does one thing after the other; the first failure ends it. */
public final class InOrder {
    private InOrder() {}

    public static <T> Future<Void> each(Iterable<T> items, Function<T, Future<?>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T item : items) {
            done = done.compose(before -> step.apply(item).mapEmpty());
        }
        return done;
    }
}
