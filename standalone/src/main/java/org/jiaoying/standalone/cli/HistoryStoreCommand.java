package org.jiaoying.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.embedded.EmbeddedHistory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded time series store as a process of its own. */
@Command(
        name = "history-store",
        mixinStandardHelpOptions = true,
        description = "单独运行内置时序库 QuestDB（仅本机）。Runs the embedded time series store alone (this machine only).")
final class HistoryStoreCommand implements Callable<Integer> {
    @Option(names = "--port-http", paramLabel = "N", defaultValue = "9000", description = "写入端口。Port for writes.")
    private int httpPort;

    @Option(names = "--port-sql", paramLabel = "N", defaultValue = "8812", description = "查询端口。Port for queries.")
    private int pgPort;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "数据目录。Its directory.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedHistory history = EmbeddedHistory.start(data, httpPort, pgPort);
        spec.commandLine().getOut().println("history-store " + history.httpUrl() + " " + history.pgPort());
        UntilStopped.run(history);
        return 0;
    }
}
