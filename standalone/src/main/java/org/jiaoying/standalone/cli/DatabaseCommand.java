package org.jiaoying.standalone.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jiaoying.embedded.EmbeddedDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The embedded PostgreSQL as a process of its own. */
@Command(
        name = "database",
        mixinStandardHelpOptions = true,
        description = "单独运行内置 PostgreSQL（仅本机）。Runs the embedded PostgreSQL alone (this machine only).")
final class DatabaseCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", defaultValue = "5432", description = "端口，0 为任意。Port, 0 for any.")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "数据目录。Its directory.")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        EmbeddedDatabase database = EmbeddedDatabase.start(data, port);
        spec.commandLine().getOut().println("database " + database.jdbcUrl());
        UntilStopped.run(database);
        return 0;
    }
}
