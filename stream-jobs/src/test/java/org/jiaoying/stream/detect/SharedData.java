package org.jiaoying.stream.detect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded data that is not part of the project. */
final class SharedData {
    private SharedData() {}

    /** The file, or the test is skipped. */
    static Path file(String name) {
        String given = System.getProperty("jiaoying.data");
        Path dir = Path.of("").toAbsolutePath();
        Path found = given == null ? null : Path.of(given).resolve(name);
        while (found == null && dir != null) {
            Path candidate = dir.resolve("shared/data").resolve(name);
            found = Files.isRegularFile(candidate) ? candidate : null;
            dir = dir.getParent();
        }
        assumeTrue(
                found != null && Files.isRegularFile(found),
                "no recorded data: put " + name + " under shared/data beside the project, or set -Djiaoying.data=DIR");
        return found;
    }
}
