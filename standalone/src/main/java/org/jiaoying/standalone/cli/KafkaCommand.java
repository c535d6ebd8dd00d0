package org.jiaoying.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.messaging.log.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded Kafka as a process of its own, with the log's topics. */
@Command(
        name = "kafka",
        mixinStandardHelpOptions = true,
        description = "单独运行内置 Kafka（仅本机）。Runs the embedded Kafka alone (this machine only).")
final class KafkaCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", defaultValue = "9092", description = "端口，0 为任意。Port, 0 for any.")
    private int port;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "新建主题的分区数。Partitions of topics that are created.")
    private int partitions;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "数据目录。Its directory.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedKafka kafka = EmbeddedKafka.start(data, port);
        Topics.create(kafka.bootstrapServers(), partitions, (short) 1);
        spec.commandLine().getOut().println("kafka " + kafka.bootstrapServers());
        UntilStopped.run(kafka);
        return 0;
    }
}
