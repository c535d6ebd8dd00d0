package org.jiaoying.standalone.assemble;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts of a system side by side, each as soon as those it needs are there, and closes them in reverse, tier by
 * tier: the parts of one tier are closed side by side.
 *
 * <p>For one thread. If a part does not start, all that started are closed.
 */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** Told of each part that has started. From several threads. */
    @FunctionalInterface
    interface Progress {
        void started(String part);
    }

    /** A part that is being started. */
    static final class Starting<T> {
        private final CompletableFuture<T> part;

        private Starting(CompletableFuture<T> part) {
            this.part = part;
        }

        /** The part; waits until it has started. */
        T get() {
            return part.join();
        }
    }

    private record Running(String name, AutoCloseable part) {}

    private final Progress progress;
    private final ExecutorService threads;
    private final Deque<List<Running>> tiers = new ArrayDeque<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();

    Parts(Progress progress) {
        this.progress = progress;
        var number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "parts-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        nextTier();
    }

    /** What is started from here on is closed before what was started so far. */
    void nextTier() {
        tiers.push(Collections.synchronizedList(new ArrayList<>()));
    }

    /** Starts a part; {@code part} may wait for those it needs by {@link Starting#get}. */
    <T extends AutoCloseable> Starting<T> start(String name, Callable<T> part) {
        List<Running> tier = tiers.getFirst();
        var started = CompletableFuture.supplyAsync(
                () -> {
                    T running = startOne(name, part);
                    tier.add(new Running(name, running));
                    progress.started(name);
                    return running;
                },
                threads);
        starting.add(started);
        return new Starting<>(started);
    }

    private static <T> T startOne(String name, Callable<T> part) {
        try {
            return part.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name + " did not start: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until every part has started.
     *
     * @throws RuntimeException what the first part that did not start said; then all the others are closed
     */
    void awaitAll() {
        List<RuntimeException> failures =
                starting.stream().map(Parts::failure).flatMap(Optional::stream).toList();
        if (!failures.isEmpty()) {
            close();
            throw failures.get(0);
        }
    }

    private static Optional<RuntimeException> failure(CompletableFuture<?> part) {
        try {
            part.join();
            return Optional.empty();
        } catch (CompletionException e) {
            // Also where the part failed because one that it needs did.
            Throwable cause = e;
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Optional.of(cause instanceof RuntimeException told ? told : e);
        }
    }

    /** Closes every part, the last tier first; one that fails to is logged and does not keep the others. */
    @Override
    public void close() {
        while (!tiers.isEmpty()) {
            List<CompletableFuture<Void>> closing = tiers.pop().stream()
                    .map(running -> CompletableFuture.runAsync(() -> close(running), threads))
                    .toList();
            closing.forEach(CompletableFuture::join);
        }
        threads.shutdown();
    }

    private static void close(Running running) {
        try {
            running.part().close();
        } catch (Exception e) {
            LOG.warn("{} did not stop clean", running.name(), e);
        }
    }
}
