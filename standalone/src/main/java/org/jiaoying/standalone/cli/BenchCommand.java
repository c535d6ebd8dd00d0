package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jiaoying.standalone.bench.Bench;
import org.jiaoying.standalone.bench.BenchPlan;
import org.jiaoying.standalone.bench.BenchReport;
import org.jiaoying.standalone.bench.DetectionBench;
import org.jiaoying.standalone.bench.DetectionCost;
import org.jiaoying.standalone.demo.DataDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Takes some minutes; nothing else should run on the machine meanwhile. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "给整套系统加载，量出它能承受多少，并与各部件自身的极限并列。"
                + "Loads the whole system and measures what it carries, beside the limits of its parts.")
final class BenchCommand implements Callable<Integer> {
    @Option(
            names = "--hold",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "每一档速率保持多久。How long each rate is held.")
    private int hold;

    @Option(
            names = "--detection",
            description = "只量检测作业：全部规则包、1000 条规则，1 千到 10 万测点。"
                    + "Only the detection job: all packs, 1,000 rules, 1,000 to 100,000 points.")
    private boolean detection;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Answer answer = new Answer();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (hold < 1 || hold > 3_600) {
            throw new ParameterException(spec.commandLine(), "--hold 应在 1 到 3600 之间。--hold must lie in 1 to 3600.");
        }
        try (DataDirectory data = DataDirectory.open(null)) {
            if (detection) {
                detection(data.path());
                return 0;
            }
            var plan = BenchPlan.full(Duration.ofSeconds(hold));
            BenchReport report = new Bench(
                            data.path(),
                            InstantSource.system(),
                            plan,
                            System.getenv().getOrDefault("PATH", ""),
                            answer::progress)
                    .run();
            answer.give(report.document(), report.lines());
        }
        return 0;
    }

    private void detection(Path directory) throws IOException, InterruptedException {
        int cores = Runtime.getRuntime().availableProcessors();
        DetectionCost cost = new DetectionBench(1_000, cores, Duration.ofSeconds(hold), answer::progress)
                .run(List.of(1_000, 10_000, 100_000), directory);
        answer.give(cost.document(), cost.lines());
    }
}
