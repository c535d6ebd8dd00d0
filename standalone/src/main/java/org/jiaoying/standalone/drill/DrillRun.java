package org.jiaoying.standalone.drill;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.Alerting;
import org.jiaoying.alerting.AlertingConfig;
import org.jiaoying.alerting.drill.DrillOrder;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.store.FigureViews;
import org.jiaoying.alerting.store.UnreachedStore;
import org.jiaoying.domain.Hazard;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.SiteKey;
import org.jiaoying.domain.time.Agenda;
import org.jiaoying.embedded.EmbeddedDatabase;
import org.jiaoying.embedded.EmbeddedKafka;
import org.jiaoying.messaging.log.Topics;
import org.jiaoying.simulators.phones.PhoneView;
import org.jiaoying.simulators.phones.SmsCenter;
import org.jiaoying.simulators.phones.SmsCenterSettings;
import org.jiaoying.standalone.replay.HandMovedClock;
import org.jiaoying.standalone.replay.LockStep;
import org.jspecify.annotations.Nullable;

/**
 * Runs a drill on real parts: PostgreSQL, Kafka, alerting, and simulated SMS centers that are spoken to over SMPP.
 *
 * <ol>
 *   <li>On the clock of the wall: the drill is started, and everybody is called; meanwhile a center may die, or an instance be
 *       killed.
 *   <li>On a clock moved by hand, so that it takes seconds: answers, repeated calls and superiors, to the end of the chase.
 * </ol>
 */
public final class DrillRun {
    private static final String ACCOUNT = "drill";
    private static final Duration CALLED_WITHIN = Duration.ofMinutes(5);
    private static final Duration CHASE = Duration.ofHours(1);
    private static final long PAUSE_NANOS = 2_000_000;
    private static final long STEP_SECONDS = 60;

    private final DrillPlan plan;
    private final Path data;
    private final DrillClock clock;
    private final Consumer<String> progress;
    private final Crowd crowd;
    private final List<SmsCenter> centers = new ArrayList<>();
    private volatile int calledBeforeTheBlow;

    /** @param progress told what happens, for a reader */
    public DrillRun(DrillPlan plan, Path data, InstantSource wall, Consumer<String> progress) {
        this.plan = plan;
        this.data = data;
        this.clock = new DrillClock(wall);
        this.progress = progress;
        this.crowd = new Crowd(plan.people(), plan.seed());
    }

    /** Blocks, mostly for less than a minute. */
    public DrillReport run() throws IOException, InterruptedException, TimeoutException {
        String password = HexFormat.of().formatHex(secret());
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data.resolve("kafka"), 0);
                EmbeddedDatabase database = EmbeddedDatabase.start(data.resolve("database"), 0)) {
            Topics.create(kafka.bootstrapServers(), 1, (short) 1);
            for (int i = 0; i < plan.centers(); i++) {
                var center = new SmsCenter(SmsCenterSettings.forAccount(ACCOUNT, password), clock);
                centers.add(center);
                crowd.at(center);
            }
            Map<String, String> settings = settings(kafka, database, password);
            try (Alerting alerting = Alerting.start(AlertingConfig.from(settings), clock);
                    SecondInstance second = plan.instances() == 2 ? secondInstance(settings) : null) {
                alerting.load("drill.yaml", RosterFile.parse("drill.yaml", crowd.roster()));
                awaitLinks(second);
                return drill(alerting, second);
            }
        } finally {
            centers.forEach(SmsCenter::close);
        }
    }

    private static byte[] secret() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private Map<String, String> settings(EmbeddedKafka kafka, EmbeddedDatabase database, String password) {
        return Map.of(
                "JY_ALERTING_INSTANCE", "alerting-1",
                "JY_ALERTING_LIVE", "false",
                "JY_ALERTING_KAFKA", kafka.bootstrapServers(),
                "JY_ALERTING_DATABASE_HOST", database.host(),
                "JY_ALERTING_DATABASE_PORT", Integer.toString(database.port()),
                "JY_ALERTING_DATABASE", database.database(),
                "JY_ALERTING_DATABASE_USER", database.user(),
                "JY_ALERTING_SMPP",
                        centers.stream()
                                .map(center -> ACCOUNT + ":" + password + "@127.0.0.1:" + center.smppPort())
                                .collect(Collectors.joining(",")));
    }

    private SecondInstance secondInstance(Map<String, String> settings) throws IOException {
        progress.accept("启动第二个实例… Starting the second instance…");
        var own = new HashMap<>(settings);
        own.put("JY_ALERTING_INSTANCE", "alerting-2");
        own.put("JY_ALERTING_LIVE", "true");
        own.put("JY_HTTP_PORT", "0");
        return SecondInstance.start(own, data);
    }

    /** Until every instance is linked to every center. */
    private void awaitLinks(@Nullable SecondInstance second) throws IOException, TimeoutException {
        long end = System.nanoTime() + CALLED_WITHIN.toNanos();
        while (!centers.stream().allMatch(center -> center.links() >= plan.instances())) {
            if (second != null && !second.isAlive()) {
                throw new TimeoutException("第二个实例未能启动。The second instance did not start:\n" + second.said());
            }
            if (System.nanoTime() > end) {
                throw new TimeoutException("短信中心连接不上。The SMS centers cannot be reached.");
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private DrillReport drill(Alerting alerting, @Nullable SecondInstance second)
            throws InterruptedException, TimeoutException {
        var order =
                new DrillOrder(new SiteKey(Crowd.ENTERPRISE, Crowd.SITE), Hazard.FLOOD, Level.RED, "假设上游水库出现险情，下游立即转移");
        progress.accept("呼叫 " + crowd.size() + " 人… Calling " + crowd.size() + " people…");
        Instant opened = clock.instant();
        String id = await(alerting.warnings().drill(Actor.part("drill"), order));
        callEverybody(alerting, second, id, opened);
        JsonObject called = figures(alerting, id, opened);
        progress.accept("已呼出 " + called.getInteger("handedOver") + " 人；等待应答… Called; answers…");
        HandMovedClock hand = clock.takeInHand();
        new LockStep(hand, ALONE, agendas(alerting)).passUntil(opened.plus(CHASE));
        hand.moveTo(opened.plus(CHASE));
        return report(alerting, id, opened, called);
    }

    /** By the wall: as fast as the centers' rate lets texts out. */
    private void callEverybody(Alerting alerting, @Nullable SecondInstance second, String id, Instant opened)
            throws InterruptedException, TimeoutException {
        Instant end = opened.plus(CALLED_WITHIN);
        var blow = new Thread(() -> awaitTheBlows(second), "drill-blow");
        blow.setDaemon(true);
        blow.start();
        long looked = 0;
        while (clock.instant().isBefore(end)) {
            for (Agenda agenda : agendas(alerting)) {
                await(agenda.runDue());
            }
            if (!blow.isAlive() && System.nanoTime() - looked > TimeUnit.MILLISECONDS.toNanos(200)) {
                looked = System.nanoTime();
                if (figures(alerting, id, opened).getInteger("handedOver") >= crowd.size()) {
                    break;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        blow.interrupt();
        blow.join();
    }

    /**
     * On a thread of its own, {@code drill-blow}: whatever alerting is doing, a blow falls when half have been called; of two, the
     * center's at a third and the instance's at two thirds.
     */
    private void awaitTheBlows(@Nullable SecondInstance second) {
        boolean both = plan.centerDies() && plan.kill();
        try {
            if (plan.centerDies()) {
                awaitReached(both ? 3 : 2, 1);
                progress.accept("第一个短信中心失效… The first SMS center dies…");
                centers.get(0).die();
            }
            if (plan.kill() && second != null) {
                awaitReached(both ? 3 : 2, both ? 2 : 1);
                progress.accept("第二个实例被杀… The second instance is killed…");
                second.kill();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReached(int parts, int of) throws InterruptedException {
        while (reached() * parts < (long) crowd.size() * of) {
            Thread.sleep(PAUSE_NANOS / 1_000_000);
        }
        if (calledBeforeTheBlow == 0) {
            calledBeforeTheBlow = (int) reached();
        }
    }

    /** A second instance, if it lives, runs its own agenda; a center that has died does nothing more. */
    private List<Agenda> agendas(Alerting alerting) {
        var agendas = new ArrayList<Agenda>();
        agendas.add(alerting.agenda());
        centers.stream().filter(SmsCenter::isAlive).forEach(agendas::add);
        return agendas;
    }

    /** Nothing is measured in a drill: there is nobody to wait for. */
    private static final LockStep.Path ALONE = new LockStep.Path() {
        @Override
        public void heartbeat() {
            // no event time
        }

        @Override
        public void awaitDetected(Instant until) {
            // no detection
        }
    };

    /** How many phones have a call. */
    private long reached() {
        return phones().values().stream().filter(refs -> !refs.isEmpty()).count();
    }

    /** What each number has received, under its senders' references, at whatever center. */
    private Map<String, List<String>> phones() {
        var received = new HashMap<String, List<String>>();
        for (SmsCenter center : centers) {
            for (PhoneView phone : center.phones()) {
                List<String> references = received.computeIfAbsent(phone.number(), number -> new ArrayList<>());
                phone.messages().stream()
                        .map(PhoneView.Received::reference)
                        // Notices that answer an answer are no calls.
                        .filter(reference -> !reference.startsWith("notice"))
                        .forEach(references::add);
            }
        }
        return received;
    }

    private DrillReport report(Alerting alerting, String id, Instant opened, JsonObject called)
            throws InterruptedException, TimeoutException {
        Set<String> unreached = new TreeSet<>();
        await(new UnreachedStore().still(alerting.transactions(), Actor.part("drill"), plan.people() + 1))
                .forEach(one -> unreached.add(one.getString("person")));
        Set<String> wrong = new TreeSet<>(crowd.unreached());
        wrong.removeAll(unreached);
        unreached.stream().filter(person -> !crowd.unreached().contains(person)).forEach(wrong::add);
        Map<String, List<String>> phones = phones();
        int twice = phones.values().stream()
                .mapToInt(
                        references -> references.size() - Set.copyOf(references).size())
                .sum();
        return new DrillReport(
                plan,
                id,
                called.getInteger("handedOver"),
                called.getDouble("allCalledAfterSeconds"),
                (int) phones.values().stream().filter(list -> !list.isEmpty()).count(),
                figures(alerting, id, opened).getInteger("answered"),
                unreached.size(),
                wrong.size(),
                twice,
                centers.stream()
                        .mapToLong(center -> center.counts().submissions())
                        .sum(),
                centers.stream().mapToLong(center -> center.counts().repeats()).sum(),
                calledBeforeTheBlow);
    }

    private static JsonObject figures(Alerting alerting, String id, Instant opened)
            throws InterruptedException, TimeoutException {
        return await(new FigureViews(alerting.pool()).ofWarning(id, opened));
    }

    private static <T> T await(Future<T> future) throws InterruptedException, TimeoutException {
        return await(future.toCompletionStage());
    }

    private static <T> T await(java.util.concurrent.CompletionStage<T> stage)
            throws InterruptedException, TimeoutException {
        try {
            return stage.toCompletableFuture().get(STEP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step of the drill failed", e.getCause());
        }
    }
}
