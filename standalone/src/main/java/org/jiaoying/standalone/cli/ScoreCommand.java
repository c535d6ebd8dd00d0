package org.jiaoying.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jiaoying.domain.rule.RulePacks;
import org.jiaoying.simulators.trial.Seeds;
import org.jiaoying.simulators.trial.Trial;
import org.jiaoying.simulators.trial.Trials;
import org.jiaoying.standalone.score.Score;
import org.jiaoying.standalone.score.ScoreCard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays every trial with the rules that come with the system. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = "用带真值的场景给检测打分：查全率、提前量、每天误报。"
                + "Scores detection on scenarios whose truth is known: recall, lead time, false warnings a day.")
final class ScoreCommand implements Callable<Integer> {
    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "2",
            description = "每个场景用多少个种子。How many seeds each scenario is played with.")
    private int seeds;

    @Option(
            names = "--tuning",
            description = "用调参的种子，而不是打分的种子。With the seeds for tuning rules instead of those for scoring.")
    private boolean tuning;

    @Option(names = "--trial", paramLabel = "NAME", description = "只演算这个场景。Only this scenario.")
    private @Nullable String only;

    @Option(names = "--json", description = "以 JSON 输出结果。Prints the result as JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seeds < 1 || seeds > 100) {
            throw new IllegalArgumentException("--seeds 应在 1 到 100 之间。--seeds must lie in 1 to 100.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        ScoreCard card = new Score(RulePacks.all())
                .play(
                        trials(),
                        tuning ? Seeds.tuning(seeds) : Seeds.scoring(seeds),
                        2,
                        outcome -> err.println(outcome.performance().trial().name() + "/"
                                + outcome.performance().seed()));
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(card.document()));
        } else {
            card.lines().forEach(out::println);
        }
        return 0;
    }

    private List<Trial> trials() {
        if (only == null) {
            return Trials.all();
        }
        Trial trial = Trials.byName().get(only);
        if (trial == null) {
            throw new IllegalArgumentException("没有场景 " + only + "。There is no scenario " + only + "; there are "
                    + Trials.byName().keySet());
        }
        return List.of(trial);
    }
}
