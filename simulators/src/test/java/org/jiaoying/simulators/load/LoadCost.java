package org.jiaoying.simulators.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;

/**
 * Measures what the load itself costs: {@code LoadCost broker PORT} serves an embedded broker, {@code LoadCost URL RATE SECONDS}
 * loads one, in a process of its own, and prints the rate and the processor's time.
 */
final class LoadCost {
    private LoadCost() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("broker")) {
            EmbeddedBroker.start(Files.createTempDirectory("load-cost"), Integer.parseInt(arguments[1]), Access.OPEN);
            Thread.currentThread().join();
        }
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int seconds = Integer.parseInt(arguments[2]);
        try (Load load = Load.connect(
                LoadPlan.of(Integer.parseInt(arguments[1])), URI.create(arguments[0]), InstantSource.system())) {
            load.start();
            Thread.sleep(5_000);
            long cpu = system.getProcessCpuTime();
            LoadReport before = load.report();
            Thread.sleep(seconds * 1_000L);
            LoadReport after = load.report();
            double cores = (system.getProcessCpuTime() - cpu) / 1e9 / seconds;
            double rate = (after.acknowledged() - before.acknowledged()) / (double) seconds;
            System.out.printf(
                    "%.0f messages/s, %.2f cores, %.0f messages/s and core, behind %d, most outstanding %d, failed %d%n",
                    rate, cores, rate / cores, after.behind(), after.mostOutstanding(), after.failed());
            load.stop(Duration.ofSeconds(5));
        }
    }
}
