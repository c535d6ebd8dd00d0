package org.jiaoying.standalone.cli;

import java.util.concurrent.Callable;
import org.jiaoying.ingest.GatewayMain;
import picocli.CommandLine.Command;

/** A gateway as a process of its own. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description =
                "单独运行网关，由 JY_GATEWAY_* 环境变量配置。Runs a gateway alone, configured by the environment (JY_GATEWAY_*).")
final class GatewayCommand implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
        GatewayMain.main(new String[0]);
        return 0;
    }
}
