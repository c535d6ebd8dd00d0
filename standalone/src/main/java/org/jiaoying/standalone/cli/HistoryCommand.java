package org.jiaoying.standalone.cli;

import java.util.concurrent.Callable;
import org.jiaoying.ingest.HistoryMain;
import picocli.CommandLine.Command;

/** The history writer as a process of its own. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "单独运行历史写入，由 JY_HISTORY_* 环境变量配置。Runs the history writer alone, configured by the environment (JY_HISTORY_*).")
final class HistoryCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        HistoryMain.main(new String[0]);
        return 0;
    }
}
