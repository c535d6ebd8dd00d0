package org.jiaoying.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.standalone.demo.DataDirectory;
import org.jiaoying.standalone.replay.Replay;
import org.jiaoying.standalone.replay.ReplayReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(names = "--csv", paramLabel = "FILE", required = true, description = "数据文件。The recorded data.")
    private Path csv;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "至多为数据速度的 N 倍；默认不限。At most N times as fast as the data; by default as fast as it goes.")
    private double speed = Double.POSITIVE_INFINITY;

    @Option(names = "--json", description = "以 JSON 输出结果。Prints the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("--speed 必须大于 0。--speed must be greater than 0.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ReplayCase replayed = ReplayCase.load(caseFile);
        try (DataDirectory data = DataDirectory.open(null)) {
            err.println("启动系统… Starting the system…");
            ReplayReport report = new Replay(replayed, csv, data.path(), speed, InstantSource.system())
                    .run((rows, at) -> tell(err, rows, at));
            if (json) {
                out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.document()));
            } else {
                report.lines().forEach(out::println);
            }
            return report.verdict().perfect() ? 0 : 1;
        }
    }

    private static void tell(PrintWriter err, long rows, Instant at) {
        if (rows % ROWS_PER_LINE == 0) {
            err.println(rows + "  " + at);
        }
    }
}
