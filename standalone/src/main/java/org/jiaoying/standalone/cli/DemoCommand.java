package org.jiaoying.standalone.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jiaoying.simulators.site.Scenario;
import org.jiaoying.simulators.site.Scenarios;
import org.jiaoying.standalone.demo.DemoOptions;
import org.jiaoying.standalone.demo.DemoRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole system in one process, with simulated sites and phones. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "运行整个系统的演示（仅本机）。Runs a demonstration of the whole system (this machine only).")
final class DemoCommand implements Callable<Integer> {
    private static final int MAX_SPEED = 600;

    @Option(
            names = "--port-mqtt",
            paramLabel = "N",
            defaultValue = "1883",
            description = "MQTT 端口，默认 1883。Port of MQTT.")
    private int mqttPort;

    @Option(
            names = "--port-http",
            paramLabel = "N",
            defaultValue = "8080",
            description = "值班台与接口端口，默认 8080。Port of console and API.")
    private int httpPort;

    @Option(
            names = "--port-phones",
            paramLabel = "N",
            defaultValue = "8090",
            description = "手机端口，默认 8090。Port of the phones.")
    private int phonesPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "数据目录，保留；默认临时目录，结束时删除。Data directory, kept; by default a temporary one, removed at the end.")
    private @Nullable Path data;

    @Option(names = "--headless", description = "不打开浏览器。Opens no browser.")
    private boolean headless;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = Scenarios.CALM,
            description = "情景，默认 calm。Scenario, by default calm.")
    private String scenario;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "时钟倍速，1 至 600。How many times as fast the clock runs, 1 to 600.")
    private int speed;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var run = new DemoRun(
                options(), InstantSource.system(), spec.commandLine().getOut());
        var stop = new Thread(() -> stop(run), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        run.run();
        return 0;
    }

    private DemoOptions options() {
        Scenario chosen = Scenarios.find(scenario)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "没有情景 '" + scenario + "'，可用：" + names() + "。There is no scenario '" + scenario + "'; there are "
                                + names() + "."));
        if (speed < 1 || speed > MAX_SPEED) {
            throw new ParameterException(
                    spec.commandLine(), "--speed 须为 1 至 " + MAX_SPEED + "。--speed must lie in 1 to " + MAX_SPEED + ".");
        }
        if (speed > 1 && data != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--speed 与 --data 不能同用：下次启动时间会倒流。--speed and --data exclude each other: "
                            + "time would run backwards at the next start.");
        }
        for (int port : new int[] {mqttPort, httpPort, phonesPort}) {
            if (port < 0 || port > 65_535) {
                throw new ParameterException(
                        spec.commandLine(),
                        "端口须为 0 至 65535（0 为任一空闲端口）：" + port + "。A port lies in 0 to 65535 (0 for any free one), not "
                                + port + ".");
            }
        }
        return new DemoOptions(mqttPort, httpPort, phonesPort, data, headless, chosen, speed);
    }

    private static String names() {
        return Scenarios.list().stream().map(Scenario::name).collect(Collectors.joining(", "));
    }

    private static void stop(DemoRun run) {
        try {
            run.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
