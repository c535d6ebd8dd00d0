package org.jiaoying.standalone.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jiaoying.domain.register.InitialUser;
import org.jiaoying.domain.rule.RuleParser;
import org.jiaoying.messaging.mqtt.MqttLink;
import org.jiaoying.messaging.mqtt.MqttLinkOptions;
import org.jiaoying.messaging.mqtt.Published;
import org.jiaoying.simulators.feed.FeedMessage;
import org.jiaoying.simulators.replay.ReplayCase;
import org.jiaoying.simulators.replay.ReplayCounts;
import org.jiaoying.simulators.replay.ReplayRow;
import org.jiaoying.simulators.replay.ReplayRows;
import org.jiaoying.standalone.assemble.Assembly;
import org.jiaoying.standalone.assemble.AssemblyPlan;

/**
 * Sends recorded data through the whole system, which takes the data's time for now: the rows as MQTT messages of their
 * devices with their own credentials, the people of the case's roster on simulated phones.
 */
public final class Replay {
    private static final Duration STEP_BOUND = Duration.ofSeconds(60);

    /** Long enough for every chain to come to its end after the last row. */
    private static final Duration AFTERMATH = Duration.ofHours(24);

    /** Told how far the replay is; on the replay's thread. */
    @FunctionalInterface
    public interface Progress {
        void at(long rows, Instant time);
    }

    private final ReplayCase replayed;
    private final Path csv;
    private final Path data;
    private final double speed;
    private final InstantSource wall;

    /** @param speed at most so many times as fast as the data; infinite for as fast as the machine is */
    public Replay(ReplayCase replayed, Path csv, Path data, double speed, InstantSource wall) {
        this.replayed = replayed;
        this.csv = csv;
        this.data = data;
        this.speed = speed;
        this.wall = wall;
    }

    /**
     * Runs it in a system of its own, started in {@code data} and closed at the end.
     *
     * @throws TimeoutException if a part hangs
     */
    public ReplayReport run(Progress progress) throws IOException, InterruptedException, TimeoutException {
        Instant start = firstTime();
        var clock = new HandMovedClock(start);
        var plan = new AssemblyPlan(
                data,
                AssemblyPlan.Ports.ANY,
                clock,
                AssemblyPlan.Time.BY_HAND,
                wall,
                replayed.register(),
                RuleParser.pack(replayed.id(), replayed.rules()),
                replayed.roster(),
                replayed.phones(),
                List.of(),
                null);
        try (Assembly system = Assembly.start(plan, Assembly.Progress.SILENT);
                Devices devices = new Devices(system)) {
            var lockStep = new LockStep(clock, new PathOf(system), system.agendas());
            long from = System.nanoTime();
            ReplayCounts counts = play(lockStep, devices, start, progress);
            Instant last = clock.instant();
            lockStep.passUntil(last.plus(AFTERMATH));
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            return ReplayReport.of(replayed, system, counts, devices.published, Duration.between(start, last), took);
        }
    }

    private Instant firstTime() throws IOException {
        try (ReplayRows rows = replayed.rows(csv)) {
            if (!rows.hasNext()) {
                throw new IOException(csv + " holds no row that can be read");
            }
            return rows.next().at();
        }
    }

    private ReplayCounts play(LockStep lockStep, Devices devices, Instant start, Progress progress)
            throws IOException, InterruptedException, TimeoutException {
        long from = System.nanoTime();
        try (ReplayRows rows = replayed.rows(csv)) {
            long played = 0;
            while (rows.hasNext()) {
                ReplayRow row = rows.next();
                pace(from, Duration.between(start, row.at()));
                lockStep.step(row.at(), () -> devices.send(row));
                progress.at(++played, row.at());
            }
            return rows.counts();
        }
    }

    private void pace(long from, Duration ofData) throws InterruptedException {
        if (Double.isFinite(speed)) {
            long due = from + (long) (ofData.toNanos() / speed);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
    }

    /** The gateway's and alerting's ends of the running system. */
    private record PathOf(Assembly system) implements LockStep.Path {
        @Override
        public void heartbeat() {
            system.gateway().heartbeat();
        }

        @Override
        public void awaitDetected(Instant until) throws InterruptedException, TimeoutException {
            Wait.until("detection up to " + until, STEP_BOUND, () -> {
                Optional<Instant> complete = system.alerting().completeUntil();
                return complete.isPresent() && !complete.get().isBefore(until);
            });
        }
    }

    /** The devices of the case: one link for each enterprise. */
    private final class Devices implements AutoCloseable {
        private final Assembly system;
        private final Map<String, MqttLink> links = new HashMap<>();
        private long published;

        Devices(Assembly system) throws InterruptedException {
            this.system = system;
            for (InitialUser user : replayed.register().users()) {
                String password = user.password();
                if (password == null) {
                    throw new IllegalArgumentException(
                            "user " + user.user() + " of the case needs a password in plain, since it has to be used");
                }
                MqttLink link = MqttLink.open(MqttLinkOptions.to(system.mqttUrl(), user.user() + "-replay")
                        .credentials(user.user(), password)
                        .build());
                links.put(user.enterprise(), link);
                if (!link.awaitConnected(STEP_BOUND)) {
                    close();
                    throw new IllegalStateException("the broker does not take the devices of " + user.enterprise());
                }
            }
        }

        /** Returns once the gateway has handled the row. */
        void send(ReplayRow row) throws InterruptedException, TimeoutException {
            var taken = new ArrayList<CompletableFuture<Published>>();
            for (FeedMessage message : row.messages()) {
                taken.add(linkOf(message).publish(message.topic(), message.payload(), 1));
            }
            try {
                CompletableFuture.allOf(taken.toArray(CompletableFuture[]::new))
                        .get(STEP_BOUND.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("line " + row.line() + " could not be published", e.getCause());
            }
            published += taken.size();
            Wait.until(
                    "the gateway handling line " + row.line(),
                    STEP_BOUND,
                    () -> system.gateway().handled() >= published);
        }

        private MqttLink linkOf(FeedMessage message) {
            MqttLink link = links.get(message.device().enterprise());
            if (link == null) {
                throw new IllegalArgumentException("the case names no user of enterprise "
                        + message.device().enterprise() + ", so that its devices cannot send");
            }
            return link;
        }

        @Override
        public void close() {
            links.values().forEach(MqttLink::close);
        }
    }
}
