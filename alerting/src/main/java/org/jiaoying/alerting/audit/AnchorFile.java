package org.jiaoying.alerting.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A file to which anchors are only ever appended, one a line, each on the disk before it counts. Blocks. */
public final class AnchorFile {
    private final Path file;

    public AnchorFile(Path file) {
        this.file = file;
    }

    /** @throws IOException also where its folder is missing or may not be written */
    void append(AuditAnchor anchor) throws IOException {
        try (var out = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            // Begins a line of its own also behind one that a dying process left torn.
            ByteBuffer line = StandardCharsets.UTF_8.encode("\n" + anchor.toJson() + "\n");
            while (line.hasRemaining()) {
                out.write(line);
            }
            out.force(true);
        }
    }

    /** The last anchor; empty where there is no file, or none in it. */
    Optional<AuditAnchor> last() throws IOException {
        List<AuditAnchor> all = Files.exists(file) ? read(file) : List.of();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The anchors in a file, be it one of these or a program's log, in their order; other lines are passed over. */
    public static List<AuditAnchor> read(Path file) throws IOException {
        var anchors = new ArrayList<AuditAnchor>();
        // A log may hold bytes that are no UTF-8: they are read as replacements, and do not end the reading.
        try (var in = new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                AuditAnchor.in(line).ifPresent(anchors::add);
            }
        }
        return anchors;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
