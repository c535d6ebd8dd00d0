package org.jiaoying.standalone.baseline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.domain.baseline.BaselineText;

/** A file of baselines: each one line of JSON. */
public final class BaselineFile {
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private BaselineFile() {}

    /** @throws IllegalArgumentException naming line and fault */
    public static List<Baseline> read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException(file + " is over " + MAX_BYTES + " bytes");
        }
        var baselines = new ArrayList<Baseline>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank()) {
                baselines.add(BaselineText.read(file + " line " + number, line));
            }
        }
        return baselines;
    }

    public static void write(Path file, List<Baseline> baselines) throws IOException {
        Files.write(file, baselines.stream().map(BaselineText::write).toList(), StandardCharsets.UTF_8);
    }
}
