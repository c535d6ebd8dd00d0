package org.jiaoying.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops a PostgreSQL server whose parent was killed, so that its directory can be opened again. */
final class OrphanedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
    private static final int PATIENCE_SECONDS = 5;

    private OrphanedPostgres() {}

    /** @throws IOException if the directory belongs to a process that lives */
    static void stop(Path dir) throws IOException {
        Path processFile = dir.resolve("postmaster.pid");
        if (!Files.exists(processFile)) {
            return;
        }
        requireUnlocked(dir.resolve("epg-lock"));
        Optional<ProcessHandle> orphan = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(processFile).get(0).strip()))
                // After a restart of the machine the number may be anybody's.
                .filter(process -> process.info().command().orElse("").contains("postgres"));
        if (orphan.isPresent()) {
            LOG.info(
                    "stopping PostgreSQL {} that outlived the process it was started by",
                    orphan.get().pid());
            end(orphan.get());
        }
    }

    /** The lock is held by the process that started the server, and is lost with that process. */
    private static void requireUnlocked(Path lockFile) throws IOException {
        if (!Files.exists(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new IOException("the directory is in use by another process");
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException("the directory is in use by this process", e);
        }
    }

    private static void end(ProcessHandle process) throws IOException {
        try {
            // A smart shutdown waits for clients that may never leave; a killed server recovers from its log.
            process.destroy();
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            throw new IOException("cannot stop PostgreSQL " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stopping PostgreSQL " + process.pid(), e);
        }
    }
}
