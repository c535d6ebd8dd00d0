package org.jiaoying.standalone.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.embedded.Access;
import org.jiaoying.embedded.EmbeddedBroker;
import org.jiaoying.simulators.load.Injection;
import org.jiaoying.simulators.load.Load;
import org.jiaoying.simulators.load.LoadPlan;
import org.jiaoying.simulators.phones.PhoneView;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan;
import org.jspecify.annotations.Nullable;

/**
 * Loads the whole system, every guarantee on, and measures what it carries; the limits of its parts beside it in the same run.
 *
 * <ol>
 *   <li>How many readings one core can decode at all.
 *   <li>How many messages each broker passes with nothing done to them.
 *   <li>How many readings the whole path carries without falling behind: gateway, detection, history.
 *   <li>At half that rate, how long it takes from a reading over its limit to the breach in the log, and to the text at the
 *       SMS center.
 * </ol>
 */
public final class Bench {
    private static final int SITES = 500;
    private static final int DEVICES_PER_SITE = 2;
    private static final int CONNECTIONS = 4;
    /** Not counted: the first warnings of a fresh process load the code that the later ones run. */
    private static final int WARM_UP_INJECTIONS = 30;

    private static final int INJECTIONS = 400;
    private static final Duration BETWEEN_INJECTIONS = Duration.ofMillis(100);
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final InstantSource clock;
    private final BenchPlan plan;
    private final String searchPath;
    private final Consumer<String> progress;

    /** @param searchPath where a Mosquitto may lie, as in {@code PATH} */
    public Bench(Path directory, InstantSource clock, BenchPlan plan, String searchPath, Consumer<String> progress) {
        this.directory = directory;
        this.clock = clock;
        this.plan = plan;
        this.searchPath = searchPath;
        this.progress = progress;
    }

    /** Runs it with the embedded broker, and with Mosquitto where one is installed. */
    public BenchReport run() throws IOException, InterruptedException {
        progress.accept("JSON…");
        double decode = DecodeLimit.readingsPerSecond(plan.hold());
        var results = new LinkedHashMap<String, BenchReport.OfBroker>();
        try (Mosquitto mosquitto =
                Mosquitto.start(directory.resolve("mosquitto"), searchPath).orElse(null)) {
            if (mosquitto == null) {
                progress.accept("没有安装 Mosquitto，跳过。Mosquitto is not installed: skipped.");
            } else {
                results.put("mosquitto", measure("mosquitto", mosquitto.url()));
            }
        }
        results.put("embedded", measure("embedded", null));
        return new BenchReport(decode, results, plan);
    }

    /** @param broker null for the embedded one */
    private BenchReport.OfBroker measure(String name, @Nullable URI broker) throws IOException, InterruptedException {
        progress.accept(name + "：仅消息服务器 the broker alone…");
        var bareRamp = new Ramp(plan.hold());
        int bare = broker == null ? embeddedAlone(bareRamp) : alone(broker, bareRamp);
        bareRamp.steps().forEach(step -> progress.accept("  " + step));
        progress.accept(name + "：整条路径 the whole path…");
        return wholePath(name, broker, bare);
    }

    private int embeddedAlone(Ramp ramp) throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker-alone"), 0, Access.OPEN)) {
            return alone(URI.create(broker.url()), ramp);
        }
    }

    private int alone(URI broker, Ramp ramp) throws IOException, InterruptedException {
        return BrokerLimit.measure(broker, "bench", "bench", ramp, plan.brokerRates(), clock);
    }

    private BenchReport.OfBroker wholePath(String name, @Nullable URI broker, int bare)
            throws IOException, InterruptedException {
        var load = new LoadPlan("load", SITES, DEVICES_PER_SITE, CONNECTIONS, plan.pathRates()[0]);
        Path data = Files.createDirectories(directory.resolve("system-" + name));
        var assembly = new AssemblyPlan(
                data,
                AssemblyPlan.Ports.ANY,
                clock,
                AssemblyPlan.Time.LIVE,
                clock,
                load.register(),
                RuleParser.pack("bench", BenchSites.RULES),
                BenchSites.roster(load),
                BenchSites.phones(load),
                List.of(),
                broker);
        try (Assembly system = Assembly.start(assembly, Assembly.Progress.SILENT);
                Load devices = Load.connect(load, system.mqttUrl(), clock)) {
            devices.start();
            var carrier = new WholePath(system, devices, clock);
            carrier.warmUp(plan);
            var ramp = new Ramp(plan.hold());
            int best = ramp.highest(carrier, plan.pathRates());
            ramp.steps().forEach(step -> progress.accept("  " + step));
            long heap = usedHeap();
            devices.rate(Math.max(1, best / 2));
            carrier.awaitCaughtUp(PATIENCE);
            progress.accept(name + "：半速延迟 latency at half the rate…");
            Found found = injectBreaches(system, devices);
            devices.stop(PATIENCE);
            return new BenchReport.OfBroker(
                    bare, best * LoadPlan.VALUES, ramp.steps(), found.breaches(), found.texts(), heap);
        }
    }

    private record Found(Latencies breaches, Latencies texts) {}

    /** Each at a device of another site, so that each opens a warning of its own. */
    private Found injectBreaches(Assembly system, Load devices) throws InterruptedException {
        var breachAt = new ConcurrentHashMap<DeviceKey, Long>();
        try (var watch = new BreachWatch(system.logServers(), breachAt)) {
            watch.awaitAtEnd(PATIENCE);
            var injections = new ArrayList<Injection>();
            Set<String> sites = new HashSet<>();
            for (int i = 0; i < INJECTIONS; i++) {
                CompletableFuture<Injection> wish = devices.inject();
                Injection injection = wish.join();
                if (sites.add(injection.device().site()) && i >= WARM_UP_INJECTIONS) {
                    injections.add(injection);
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_INJECTIONS.toNanos());
            }
            Map<String, Instant> texts = awaitTexts(system, sites);
            return new Found(
                    Latencies.of(injections.stream()
                            .filter(injection -> breachAt.containsKey(injection.device()))
                            .mapToDouble(injection ->
                                    (breachAt.getOrDefault(injection.device(), 0L) - injection.sentNanos()) / 1e6)
                            .toArray()),
                    Latencies.of(injections.stream()
                            .filter(injection ->
                                    texts.containsKey(injection.device().site()))
                            .mapToDouble(injection -> Duration.between(
                                                    injection.at(),
                                                    texts.get(injection.device().site()))
                                            .toNanos()
                                    / 1e6)
                            .toArray()));
        }
    }

    /** By site, when its person's phone got the text. */
    private static Map<String, Instant> awaitTexts(Assembly system, Set<String> sites) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var texts = new HashMap<String, Instant>();
        while (texts.size() < sites.size() && System.nanoTime() < end) {
            for (PhoneView phone : system.smsCenter().phones()) {
                if (!phone.messages().isEmpty()) {
                    texts.putIfAbsent(phone.person(), phone.messages().get(0).at());
                }
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return texts;
    }

    private static long usedHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
