package org.jiaoying.standalone.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the command line begins. Exit codes: 0 done; 1 it did not work; 2 the command was not understood. */
@Command(
        name = "jiaoying",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        header = "叫应：监测预警与叫应。Jiaoying: a sensor crosses a line, a named person answers.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            BaselineCommand.class,
            ScoreCommand.class,
            BenchCommand.class,
            DrillCommand.class,
            AuditCommand.class,
            RulesCommand.class,
            GatewayCommand.class,
            HistoryCommand.class,
            BacktestsCommand.class,
            AlertingCommand.class,
            BrokerCommand.class,
            KafkaCommand.class,
            DatabaseCommand.class,
            HistoryStoreCommand.class,
            PhonesCommand.class,
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(console(FileDescriptor.out), console(FileDescriptor.err), args));
    }

    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::notUnderstood)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(sentence(failure));
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(args);
    }

    private static int notUnderstood(ParameterException wrong, String... args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println(inChinese(wrong) + wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            command.usage(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What picocli says in English alone; our own sentences stand in both languages. */
    private static String inChinese(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return "不认识“" + String.join(" ", unmatched.getUnmatched()) + "”。";
        }
        if (wrong instanceof MissingParameterException) {
            return "缺少参数。";
        }
        return wrong.getCause() instanceof TypeConversionException
                        || String.valueOf(wrong.getMessage()).startsWith("Invalid value")
                ? "参数的值有误。"
                : "";
    }

    private static String sentence(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "没有这个文件。There is no file " + missing.getFile();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Chinese has to come out whatever the locale says. */
    private static PrintWriter console(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "缺少命令。A command is missing.");
    }
}
