package org.jiaoying.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What answers the console's backtests, as a process of its own. */
@Command(
        name = "backtests",
        mixinStandardHelpOptions = true,
        description =
                "单独运行值班台的规则试算，由 JY_BACKTEST_*、JY_HISTORY_* 环境变量配置。Answers the console's backtests, configured by the environment (JY_BACKTEST_*, JY_HISTORY_*).")
final class BacktestsCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        BacktestsMain.main(new String[0]);
        return 0;
    }
}
