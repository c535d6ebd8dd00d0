package org.jiaoying.standalone.cli;

import java.io.IOException;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Answer answer = new Answer();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seeds < 1 || seeds > 100) {
            throw new ParameterException(spec.commandLine(), "--seeds 应在 1 到 100 之间。--seeds must lie in 1 to 100.");
        }
        ScoreCard card = new Score(RulePacks.all())
                .play(
                        trials(),
                        tuning ? Seeds.tuning(seeds) : Seeds.scoring(seeds),
                        2,
                        outcome -> answer.progress(outcome.performance().trial().name() + "/"
                                + outcome.performance().seed()));
        answer.give(card.document(), card.lines());
        return 0;
    }

    private List<Trial> trials() {
        if (only == null) {
            return Trials.all();
        }
        Trial trial = Trials.byName().get(only);
        if (trial == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "没有场景 " + only + "。There is no scenario " + only + "; there are "
                            + Trials.byName().keySet());
        }
        return List.of(trial);
    }
}
