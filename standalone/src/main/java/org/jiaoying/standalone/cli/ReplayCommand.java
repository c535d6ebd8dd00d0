package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.standalone.demo.DataDirectory;
import org.jiaoying.standalone.replay.Replay;
import org.jiaoying.standalone.replay.ReplayReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exit code 1 if something was missed or wrongly found. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "把记录的数据按其自身时间送进整套系统。Sends recorded data through the whole system at the data's own time.")
final class ReplayCommand implements Callable<Integer> {
    private static final int ROWS_PER_LINE = 1_000;

    @Parameters(paramLabel = "CASE", description = "案例文件（YAML）。The case file (YAML).")
    private Path caseFile;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "数据文件；默认为案例写明的文件。The recorded data; by default the file that the case names.")
    private @Nullable Path csv;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "至多为数据速度的 N 倍；默认不限。At most N times as fast as the data; by default as fast as it goes.")
    private double speed = Double.POSITIVE_INFINITY;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Answer answer = new Answer();

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (!(speed > 0)) {
            throw new ParameterException(spec.commandLine(), "--speed 必须大于 0。--speed must be greater than 0.");
        }
        ReplayCase replayed = ReplayCase.load(caseFile);
        Path recorded = replayed.csv(caseFile, csv);
        try (DataDirectory data = DataDirectory.open(null)) {
            answer.progress("启动系统… Starting the system…");
            ReplayReport report =
                    new Replay(replayed, recorded, data.path(), speed, InstantSource.system()).run(this::tell);
            answer.give(report.document(), report.lines());
            return report.verdict().perfect() ? 0 : 1;
        }
    }

    private void tell(long rows, Instant at) {
        if (rows % ROWS_PER_LINE == 0) {
            answer.progress(rows + "  " + at);
        }
    }
}
