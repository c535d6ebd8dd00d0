package org.jiaoying.simulators.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.register.RegisterFile;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded file means: one YAML document that makes a replay complete.
 *
 * <pre>{@code
 * case: power-stopped                      # id, comes first
 * title: {zh: 责令停产期间用电, en: Power drawn while ordered to stop}
 * source: where the data come from, and their licence
 * csv:
 *   file: power.csv                        # beside the case file; may be left out where --csv names it
 *   separator: ","                         # one character; may be left out
 *   charset: UTF-8                         # may be left out
 *   time: {column: date, format: d/M/yyyy H:mm, zone: Asia/Shanghai}
 *                                          # format: a pattern of Java's DateTimeFormatter, or iso, epoch-ms, epoch-s
 *   values:                                # each column that is a point's value
 *     - {column: Usage_kWh, device: replay-steel/works/main-meter, point: energy}
 * enterprises: …                           # as in a register file
 * rules: […]                               # as in a rule pack
 * roster: …                                # as in a roster file
 * phones:                                  # of the people in the roster
 *   - {number: "19900000071", person: 赵虚构, answers: [{after: 1m, text: "1 {code}"}]}
 *   - {number: "19900000072", person: 钱虚构, behaviour: ignores}    # or unreachable, off
 * labels:                                  # the breaches that ought to be found; any other is a false one
 *   - {rule: power-stopped, device: replay-steel/works/main-meter, point: energy,
 *      from: 2018-10-21T15:45, to: 2018-10-21T16:45, note: a real run of an hour}
 * }</pre>
 *
 * @param roster the text of {@code roster} as a document of its own, at its lines; empty if there is none
 * @param rules the text of {@code rules} as a rule pack, at its lines
 */
public record ReplayCase(
        String id,
        Text title,
        String source,
        CsvForm csv,
        RegisterFile register,
        String rules,
        String roster,
        List<ReplayPhone> phones,
        List<ReplayLabel> labels) {
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    public ReplayCase {
        phones = List.copyOf(phones);
        labels = List.copyOf(labels);
    }

    /**
     * Reads a case file.
     *
     * @throws ReplayCaseException naming all its faults with their places
     */
    public static ReplayCase load(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file + " is over " + MAX_BYTES + " bytes");
        }
        return parse(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
    }

    /**
     * Reads the text of a case file.
     *
     * @throws ReplayCaseException naming all its faults with their places
     */
    public static ReplayCase parse(String sourceName, String yaml) {
        return new ReplayCaseReader(sourceName, yaml).read();
    }

    /**
     * The recorded file of a case.
     *
     * @param given by whoever runs it; null for the one that the case names
     * @throws IOException if nobody names one
     */
    public Path csv(Path caseFile, @Nullable Path given) throws IOException {
        if (given != null) {
            return given;
        }
        if (csv.file().isEmpty()) {
            throw new IOException("案例没有写明数据文件（csv.file），请用 --csv 指定。"
                    + "The case names no data file (csv.file): give one with --csv.");
        }
        return caseFile.resolveSibling(csv.file());
    }

    /**
     * Opens the recorded file.
     *
     * @throws CsvHeaderException if a column of the case is not in its first row
     */
    public ReplayRows rows(Path file) throws IOException {
        return new ReplayRows(csv, file);
    }
}
