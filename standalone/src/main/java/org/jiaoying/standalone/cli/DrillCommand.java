package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jiaoying.standalone.demo.DataDirectory;
import org.jiaoying.standalone.drill.DrillPlan;
import org.jiaoying.standalone.drill.DrillReport;
import org.jiaoying.standalone.drill.DrillRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Exit code 1 if somebody was not called in time or twice, or the list of the unreached is wrong. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = "在模拟短信中心与手机上演练一次红色预警：是否三分钟内全部呼出，未联系上名单是否准确。"
                + "Drills one RED warning on simulated SMS centers and phones: is everybody called within three minutes, is the"
                + " list of the unreached exact.")
final class DrillCommand implements Callable<Integer> {
    @Option(names = "--people", paramLabel = "N", defaultValue = "506", description = "责任人数量。How many are called.")
    private int people;

    @Option(
            names = "--center-dies",
            description = "两个短信中心之一中途失效。One of two SMS centers dies when half have been called.")
    private boolean centerDies;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "1",
            description = "预警服务的实例数（1 或 2）。Processes of alerting, 1 or 2.")
    private int instances;

    @Option(names = "--kill", description = "其中一个实例中途被杀。One of the two is killed when half have been called.")
    private boolean kill;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "谁怎样应答。Who behaves how.")
    private long seed;

    @Mixin
    private final Answer answer = new Answer();

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        var plan = new DrillPlan(people, centerDies ? 2 : 1, centerDies, instances, kill, seed);
        try (DataDirectory data = DataDirectory.open(null)) {
            answer.progress("启动系统… Starting the system…");
            DrillReport report = new DrillRun(plan, data.path(), InstantSource.system(), answer::progress).run();
            answer.give(report.document(), report.lines());
            return report.good() ? 0 : 1;
        }
    }
}
