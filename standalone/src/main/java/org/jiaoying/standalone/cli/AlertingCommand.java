package org.jiaoying.standalone.cli;

import java.util.concurrent.Callable;
import org.jiaoying.alerting.AlertingMain;
import picocli.CommandLine.Command;

/** Alerting with its console as a process of its own. */
@Command(
        name = "alerting",
        mixinStandardHelpOptions = true,
        subcommands = AddAdministratorCommand.class,
        description =
                "单独运行预警与值班台，由 JY_ALERTING_*、JY_HTTP_* 环境变量配置。Runs alerting and the console alone, configured by the environment (JY_ALERTING_*, JY_HTTP_*).")
final class AlertingCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        AlertingMain.main(new String[0]);
        return 0;
    }
}
