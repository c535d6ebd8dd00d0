package org.jiaoying.standalone.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Keeps a process alive until it is asked to end (Ctrl-C, SIGTERM), then closes what runs before the process goes.
 *
 * <p>Life cycle: 1. {@link #run} waits on the caller's thread; 2. the shutdown hook, thread {@code stop}, closes what runs and
 * then lets {@link #run} return; the process ends after the hook.
 */
final class UntilStopped {
    private UntilStopped() {}

    static void run(AutoCloseable running) throws InterruptedException {
        var closed = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            close(running);
                            closed.countDown();
                        },
                        "stop"));
        closed.await();
    }

    private static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            System.err.println("没有正常停止。It did not stop clean: " + e);
        }
    }
}
