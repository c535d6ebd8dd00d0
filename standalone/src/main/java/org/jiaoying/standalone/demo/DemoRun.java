package org.jiaoying.standalone.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan;
import org.jiaoying.standalone.assemble.HastenedClock;

/**
 * One run of the demonstration.
 *
 * <p>Life cycle: 1. {@link #run} starts everything on the caller's thread, tells where to look, and waits; 2. {@link #stop},
 * called from another thread, ends what runs, also a start under way, and returns when nothing is left.
 */
public final class DemoRun {
    private final DemoOptions options;
    private final InstantSource wall;
    private final PrintWriter out;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public DemoRun(DemoOptions options, InstantSource wall, PrintWriter out) {
        this.options = options;
        this.wall = wall;
        this.out = out;
    }

    /**
     * Runs until it is stopped.
     *
     * @throws IOException if a port or the data directory cannot be had; the message says which, and what to do
     */
    public void run() throws IOException, InterruptedException {
        try {
            requireFree(options.mqttPort(), "--port-mqtt");
            requireFree(options.httpPort(), "--port-http");
            requireFree(options.phonesPort(), "--port-phones");
            try (var data = DataDirectory.open(options.data())) {
                runIn(data);
            }
        } catch (CancellationException stoppedWhileStarting) {
            out.println("已取消启动。The start was cancelled.");
        } finally {
            stopped.countDown();
        }
    }

    /** Ends the run; returns when everything is closed. From any thread. */
    public void stop() throws InterruptedException {
        stopping.countDown();
        stopped.await();
    }

    private void runIn(DataDirectory data) throws IOException, InterruptedException {
        long from = System.nanoTime();
        logTo(data.path().resolve("logs"));
        out.println("叫应演示系统正在启动 … Starting the demonstration …");
        InstantSource clock = options.speed() == 1 ? wall : new HastenedClock(wall, options.speed());
        AssemblyPlan plan = DemoSystem.plan(
                data.path(),
                new AssemblyPlan.Ports(options.mqttPort(), options.httpPort(), options.phonesPort()),
                clock,
                AssemblyPlan.Time.LIVE,
                wall);
        try (var system = Assembly.start(plan, this::started);
                var sites = DemoSites.open(system.mqttUrl(), clock, options.scenario())) {
            out.println(Welcome.text(system, options, data, Duration.ofNanos(System.nanoTime() - from)));
            out.flush();
            if (!options.headless()) {
                Browser.open(system.consoleUrl());
            }
            stopping.await();
            out.println("正在停止 … Stopping …");
            out.flush();
        }
        out.println("已停止。Stopped.");
    }

    private void started(String part) {
        out.println("  ✓ " + part);
        out.flush();
        if (stopping.getCount() == 0) {
            throw new CancellationException();
        }
    }

    private static void requireFree(int port, String option) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException e) {
            throw new IOException(
                    "端口 " + port + " 已被占用，请用 " + option + " N 另选一个（0 为任意空闲端口）。\nPort " + port
                            + " is in use; choose another with " + option + " N (0 for any that is free).",
                    e);
        }
    }

    /** The console is the visitor's: what parts log and print goes to files, also of those that print what they should log. */
    private static void logTo(Path dir) throws IOException {
        Files.createDirectories(dir);
        System.setProperty("logback.configurationFile", "logback-demo.xml");
        System.setProperty("jiaoying.log", dir.resolve("jiaoying.log").toString());
        var output = new PrintStream(Files.newOutputStream(dir.resolve("output.log")), true, StandardCharsets.UTF_8);
        System.setOut(output);
        System.setErr(output);
    }
}
