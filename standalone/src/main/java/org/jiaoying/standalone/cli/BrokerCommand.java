package org.jiaoying.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded MQTT broker as a process of its own. */
@Command(
        name = "broker",
        mixinStandardHelpOptions = true,
        description = "单独运行内置 MQTT 服务器（仅本机，不验证身份，供测试）。"
                + "Runs the embedded MQTT broker alone (this machine only, open to all, for tests).")
final class BrokerCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", defaultValue = "1883", description = "端口，0 为任意。Port, 0 for any.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "数据目录。Its directory.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(data, port, Access.OPEN);
        spec.commandLine().getOut().println("broker " + broker.url());
        UntilStopped.run(broker);
        return 0;
    }
}
