package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jiaoying.domain.baseline.Baseline;
import org.jiaoying.messaging.codec.ObservationEntry;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.standalone.backtest.Backtest;
import org.jiaoying.standalone.baseline.BaselineFile;
import org.jiaoying.standalone.baseline.BaselineTopic;
import org.jiaoying.standalone.baseline.Learning;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Baselines on the command line. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = "常态基线。What is normal at points.",
        subcommands = {BaselineCommand.Learn.class, BaselineCommand.Show.class})
final class BaselineCommand extends CommandGroup {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    /** Exit code 1 if nothing could be learned. */
    @Command(
            name = "learn",
            mixinStandardHelpOptions = true,
            description =
                    "由历史数据学习各测点的常态，写成文件，并可发布到正在运行的系统。"
                            + "Learns what is normal at each point from history; writes it to a file, and can publish it to a running system.")
    static final class Learn implements Callable<Integer> {
        @Parameters(paramLabel = "CASE", description = "案例文件（YAML）：各列的含义和台账。The case file (YAML).")
        private Path caseFile;

        @Option(
                names = "--csv",
                paramLabel = "FILE",
                description = "历史数据；默认为案例写明的文件。The recorded data; by default the file that the case names.")
        private @Nullable Path csv;

        @Option(
                names = "--from",
                paramLabel = "DAY",
                description = "从这一天起（北京时间）；默认全部。From this day on (Beijing time); by default all.")
        private @Nullable LocalDate from;

        @Option(
                names = "--to",
                paramLabel = "DAY",
                description = "到这一天之前（北京时间）。Up to, and without, this day (Beijing time).")
        private @Nullable LocalDate to;

        @Option(
                names = "--out",
                paramLabel = "FILE",
                description = "写到哪个文件；默认 CASE.baselines。The file written; by default CASE.baselines.")
        private @Nullable Path out;

        @Option(
                names = "--publish",
                paramLabel = "HOST:PORT",
                description = "同时发布到这个 Kafka 的主题 baselines，版本加一。Publishes to this Kafka too, each as its next version.")
        private @Nullable String kafka;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            if (from != null && to != null && !from.isBefore(to)) {
                throw new ParameterException(spec.commandLine(), "--to 必须晚于 --from。--to must come after --from.");
            }
            ReplayCase recorded = ReplayCase.load(caseFile);
            Backtest backtest = Backtest.of(recorded, recorded.csv(caseFile, csv), List.of());
            PrintWriter err = spec.commandLine().getErr();
            var progress = new Progress(err);
            var learning = new Learning(
                    backtest.register(),
                    from == null ? Instant.MIN : from.atStartOfDay(BEIJING).toInstant(),
                    to == null ? Instant.MAX : to.atStartOfDay(BEIJING).toInstant());
            try (Stream<ObservationEntry> observed = backtest.observations().open()) {
                learning.learn(observed, progress::reached);
            }
            Map<String, Integer> known = kafka == null ? Map.of() : BaselineTopic.versions(kafka);
            List<Baseline> baselines = learning.learned(known);
            progress.done();
            if (baselines.isEmpty()) {
                err.println("数据太少，什么也没学到。Too little data: nothing was learned.");
                return 1;
            }
            Path file = out == null ? Path.of(recorded.id() + ".baselines") : out;
            BaselineFile.write(file, baselines);
            err.println("文件 The file: " + file.toAbsolutePath());
            if (kafka != null) {
                BaselineTopic.publish(kafka, baselines);
                err.println("已发布 " + baselines.size() + " 条。Published " + baselines.size() + ".");
            }
            baselines.forEach(baseline -> summary(baseline, spec.commandLine().getOut()));
            return 0;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "显示基线文件。Shows a file of baselines.")
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "基线文件。The file.")
        private Path file;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            for (Baseline baseline : BaselineFile.read(file)) {
                summary(baseline, out);
                new java.util.TreeMap<>(baseline.cells())
                        .forEach((cell, normal) -> out.printf(
                                "  %-28s %12.4g ± %-10.4g (%d)%n",
                                cell, normal.median(), normal.deviation(), normal.count()));
            }
            return 0;
        }
    }

    private static void summary(Baseline baseline, PrintWriter out) {
        out.println(baseline.key() + "  版本 version " + baseline.version() + "  " + baseline.from() + " … "
                + baseline.to() + "  " + baseline.cells().size() + " 格 cells");
    }

    /** A line for each month of data: how far it is. */
    private static final class Progress {
        private static final Duration STEP = Duration.ofDays(30);

        private final PrintWriter err;
        private @Nullable Instant told;
        private long steps;

        Progress(PrintWriter err) {
            this.err = err;
        }

        void reached(Instant at) {
            if (told == null || Duration.between(told, at).compareTo(STEP) >= 0) {
                told = at;
                steps++;
                err.print("\r[" + "#".repeat((int) Math.min(steps, 60)) + "] " + at);
                err.flush();
            }
        }

        void done() {
            err.println();
        }
    }
}
