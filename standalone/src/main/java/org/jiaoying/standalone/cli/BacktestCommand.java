package org.jiaoying.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jiaoying.domain.rule.Rule;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.standalone.backtest.Backtest;
import org.jiaoying.standalone.backtest.BacktestPage;
import org.jiaoying.standalone.backtest.BacktestReport;
import org.jiaoying.standalone.backtest.StoredHistory;
import org.jiaoying.standalone.baseline.BaselineFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exit code 1 if something labelled was missed, or something not labelled was found. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description =
                "在记录的数据上试规则：会发现什么、何时、什么级别、会叫谁；写成一个网页。"
                        + "Tries rules on recorded data: what would have been found, when, at which level, and who called; writes a page.")
final class BacktestCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** A case, or what the store of history holds. */
    static final class Source {
        @ArgGroup(exclusive = false)
        private @Nullable CaseSource recorded;

        @ArgGroup(exclusive = false)
        private @Nullable HistorySource history;
    }

    static final class CaseSource {
        @Parameters(arity = "1", paramLabel = "CASE", description = "案例文件（YAML）。The case file (YAML).")
        private Path file;

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                description = "数据文件；默认为案例写明的文件。The recorded data; by default the file that the case names.")
        private @Nullable Path csv;
    }

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "改用这个规则文件，而不是案例或运行中系统的规则。These rules instead of those of the case or of the running system.")
    private @Nullable Path rules;

    @Option(
            names = "--baselines",
            paramLabel = "FILE",
            description = "常态基线文件，由 baseline learn 写成。What is normal at points, as baseline learn wrote it.")
    private @Nullable Path baselines;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "网页写到哪里；默认 backtest-CASE.html。Where the page is written; by default backtest-CASE.html.")
    private @Nullable Path page;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "并行度；不影响结果。Operators side by side; changes nothing in the result.")
    private int parallelism;

    @Option(names = "--json", description = "以 JSON 输出结果。Prints the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallelism < 1 || parallelism > 64) {
            throw new ParameterException(
                    spec.commandLine(), "--parallelism 应在 1 到 64 之间。--parallelism must lie in 1 to 64.");
        }
        CaseSource recorded = source.recorded;
        if (recorded != null) {
            ReplayCase known = ReplayCase.load(recorded.file);
            return run(Backtest.of(known, known.csv(recorded.file, recorded.csv), rules()));
        }
        try (StoredHistory store = StoredHistory.open(System.getenv())) {
            HistorySource history = Objects.requireNonNull(source.history);
            return run(history.backtest(
                    store, rules(), Instant.now(), spec.commandLine().getErr()));
        }
    }

    private int run(Backtest asked) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Backtest backtest = baselines == null ? asked : asked.with(BaselineFile.read(baselines));
        BacktestReport report = backtest.run(parallelism);
        Path file = page == null ? Path.of("backtest-" + report.id() + ".html") : page;
        Files.writeString(file, BacktestPage.of(backtest, report));
        err.println("网页 The page: " + file.toAbsolutePath());
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.document()));
        } else {
            report.lines().forEach(out::println);
        }
        return report.asLabelled() ? 0 : 1;
    }

    private @Nullable List<Rule> rules() throws IOException {
        return rules == null ? null : RuleParser.file(rules.toString(), Files.readString(rules));
    }
}
