package org.jiaoying.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where one run keeps its data: a directory that is kept, or a temporary one that is gone after the close. Held by one run. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final boolean kept;
    private final FileChannel lockFile;

    private DataDirectory(Path path, boolean kept, FileChannel lockFile) {
        this.path = path;
        this.kept = kept;
        this.lockFile = lockFile;
    }

    /**
     * Opens it.
     *
     * @param wanted null for a temporary one
     * @throws IOException if it cannot be made, or another run has it
     */
    public static DataDirectory open(@Nullable Path wanted) throws IOException {
        Path path = wanted == null
                ? Files.createTempDirectory("jiaoying-")
                : Files.createDirectories(wanted.toAbsolutePath().normalize());
        FileChannel lockFile =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = lockFile.tryLock();
        if (lock == null) {
            lockFile.close();
            throw new IOException("数据目录正被另一个进程使用。Another process uses the data directory: " + path);
        }
        return new DataDirectory(path, wanted != null, lockFile);
    }

    public Path path() {
        return path;
    }

    boolean kept() {
        return kept;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        if (!kept) {
            delete(path);
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(DataDirectory::deleteOne);
        } catch (UncheckedIOException e) {
            throw new IOException("cannot remove " + path, e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
