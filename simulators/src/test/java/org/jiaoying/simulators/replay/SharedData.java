package org.jiaoying.simulators.replay;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded data that is not part of the project: found beside it, or the test is skipped. */
final class SharedData {
    private SharedData() {}

    /** @param name such as {@code power/steel_plant_2018.csv} */
    static Path require(String name) {
        Path found = find(name);
        assumeThat(found)
                .as("recorded data: put %s into a folder shared/data beside the project", name)
                .isNotNull();
        return found;
    }

    private static Path find(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path file = folder.resolve("shared/data").resolve(name);
            if (Files.isReadable(file)) {
                return file;
            }
        }
        return null;
    }
}
