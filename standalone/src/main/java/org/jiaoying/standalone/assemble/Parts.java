package org.jiaoying.standalone.assemble;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the parts of a system in stages and closes them in reverse. Within a stage they start, and are closed, side by side.
 *
 * <p>For one thread. A part that does not start has all that started before it closed.
 */
final class Parts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

    /** Told of each part that has started. From several threads. */
    @FunctionalInterface
    interface Progress {
        void started(String part, Duration took);
    }

    /** A part that is being started; there once its stage has been awaited. */
    static final class Starting<T> {
        private final CompletableFuture<T> part;

        private Starting(CompletableFuture<T> part) {
            this.part = part;
        }

        T get() {
            if (!part.isDone()) {
                throw new IllegalStateException("its stage has not been awaited");
            }
            return part.join();
        }
    }

    private record Running(String name, AutoCloseable part) {}

    private final Progress progress;
    private final ExecutorService threads;
    private final Deque<List<Running>> stages = new ArrayDeque<>();
    private final List<CompletableFuture<?>> starting = new ArrayList<>();

    Parts(Progress progress) {
        this.progress = progress;
        var number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "parts-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        stages.push(Collections.synchronizedList(new ArrayList<>()));
    }

    /** Starts a part beside the others of this stage. */
    <T extends AutoCloseable> Starting<T> start(String name, Callable<T> part) {
        List<Running> stage = stages.getFirst();
        var started = CompletableFuture.supplyAsync(
                () -> {
                    long from = System.nanoTime();
                    T running = startOne(name, part);
                    stage.add(new Running(name, running));
                    progress.started(name, Duration.ofNanos(System.nanoTime() - from));
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

    /** Waits until every part of this stage has started; what is started next is of the next stage. */
    void awaitStage() {
        @Nullable RuntimeException failure = null;
        for (CompletableFuture<?> part : starting) {
            try {
                part.join();
            } catch (CompletionException e) {
                failure = failure == null ? unwrapped(e) : failure;
            }
        }
        starting.clear();
        if (failure != null) {
            close();
            throw failure;
        }
        stages.push(Collections.synchronizedList(new ArrayList<>()));
    }

    private static RuntimeException unwrapped(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    /** Closes every part, the last stage first; one that fails to is logged and does not keep the others. */
    @Override
    public void close() {
        while (!stages.isEmpty()) {
            List<CompletableFuture<Void>> closing = stages.pop().stream()
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
