package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the link promises with any broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class MqttLinkContract {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final BackOff QUICK = new BackOff(Duration.ofMillis(20), Duration.ofMillis(200));
    private static final AtomicInteger TESTS = new AtomicInteger();

    private TestBroker broker;
    private final List<MqttLink> links = new ArrayList<>();
    /** A site of its own for each test: nothing of one test reaches the next. */
    private String site = "";

    abstract TestBroker startBroker(Path dir);

    @BeforeAll
    void startBrokerOnce(@TempDir Path dir) {
        broker = startBroker(dir);
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @BeforeEach
    void newSite() {
        site = "site-" + TESTS.incrementAndGet();
    }

    @AfterEach
    void closeLinks() {
        links.forEach(MqttLink::abort);
        links.clear();
    }

    @Test
    @DisplayName("What is published with QoS 1 arrives, in order, with its bytes")
    void roundTrip() throws Exception {
        var inbox = Inbox.acknowledging();
        MqttLink gateway = connect(gateway("round-trip").build(), inbox);
        MqttLink device = connect(device("round-trip").build());

        for (int i = 0; i < 100; i++) {
            publish(device, Integer.toString(i));
        }

        await().atMost(PATIENCE).until(() -> inbox.messages.size() == 100);
        assertThat(inbox.texts())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        assertThat(inbox.messages).allMatch(message -> message.topic().equals(topic()) && !message.retained());
        assertThat(gateway.counts().received()).isEqualTo(100);
        assertThat(gateway.counts().acknowledged()).isEqualTo(100);
        await().atMost(PATIENCE).until(() -> device.counts().published() == 100);
        assertThat(device.counts().outstanding()).isZero();
    }

    @Test
    @DisplayName("A persistent session gets what was published while it was away")
    void queuedWhileAway() throws Exception {
        connect(gateway("away").build(), Inbox.acknowledging()).close();
        MqttLink device = connect(device("away").build());
        publish(device, "one").get();
        publish(device, "two").get();

        var inbox = Inbox.acknowledging();
        connect(gateway("away").build(), inbox);

        await().atMost(PATIENCE).until(() -> inbox.texts().equals(List.of("one", "two")));
    }

    @Test
    @DisplayName("After a broken connection what was not acknowledged comes again, what was does not")
    void redelivery() throws Exception {
        connect(gateway("redelivery").build(), Inbox.silent()).close();
        MqttLink device = connect(device("redelivery").build());
        for (String text : List.of("a", "b", "c", "d")) {
            publish(device, text).get();
        }
        var first = Inbox.silent();
        MqttLink before = connect(gateway("redelivery").build(), first);
        await().atMost(PATIENCE).until(() -> first.messages.size() == 4);
        List<Inbound> messages = List.copyOf(first.messages);
        messages.get(0).acknowledge();
        messages.get(1).acknowledge();
        messages.get(1).acknowledge();
        assertThat(before.counts().acknowledged()).isEqualTo(2);
        assertThat(before.counts().unacknowledged()).isEqualTo(2);
        // In order, so that the acknowledgements are with the broker.
        before.close();

        messages.get(2).acknowledge();
        var second = Inbox.acknowledging();
        MqttLink after = connect(gateway("redelivery").build(), second);

        await().atMost(PATIENCE).until(() -> second.texts().equals(List.of("c", "d")));
        assertThat(before.counts().acknowledged()).isEqualTo(2);
        await().atMost(PATIENCE).until(() -> after.counts().unacknowledged() == 0);
    }

    @Test
    @DisplayName("Acknowledged in any order by many threads: the broker is told of all, and none comes again")
    void acknowledgedInAnyOrder() throws Exception {
        connect(gateway("any-order").build(), Inbox.silent()).close();
        MqttLink device = connect(device("any-order").build());
        for (int i = 0; i < 500; i++) {
            publish(device, Integer.toString(i)).get();
        }
        var inbox = Inbox.silent();
        MqttLink gateway = connect(gateway("any-order").receiveMaximum(500).build(), inbox);
        await().atMost(PATIENCE).until(() -> inbox.messages.size() == 500);

        List<Inbound> shuffled = new ArrayList<>(inbox.messages);
        Collections.shuffle(shuffled, new Random(1));
        var threads = Executors.newFixedThreadPool(4);
        shuffled.forEach(message -> threads.execute(message::acknowledge));
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.counts().acknowledged()).isEqualTo(500);
        gateway.close();
        publish(device, "last").get();

        var second = Inbox.acknowledging();
        connect(gateway("any-order").build(), second);
        await().atMost(PATIENCE).until(() -> second.texts().equals(List.of("last")));
    }

    @Test
    @DisplayName("A broker that restarts under traffic: the links come back by themselves, and nothing is missing")
    void brokerRestarts() throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        var losses = new Losses();
        InboundHandler handler = message -> {
            received.add(Inbox.text(message));
            message.acknowledge();
        };
        MqttLink gateway = connect(gateway("restart").build(), handler, losses);
        MqttLink device = connect(device("restart").build());
        var sender = new RepeatingSender(device, topic());

        CompletableFuture<Void> sent = CompletableFuture.runAsync(sender);
        await().atMost(PATIENCE).until(() -> received.size() > 1_000);
        broker.stop();
        broker.start();
        await().atMost(PATIENCE).until(() -> gateway.counts().connects() >= 2);
        sender.enough();
        sent.get(40, TimeUnit.SECONDS);

        await().atMost(PATIENCE).until(() -> received.size() == sender.total());
        assertThat(losses.reasons()).isNotEmpty();
        assertThat(device.counts().outstanding()).isZero();
    }

    @Test
    @DisplayName("Of two links of one group each message goes to one")
    void sharedSubscription() throws Exception {
        var left = Inbox.acknowledging();
        var right = Inbox.acknowledging();
        connect(sharing("left").build(), left);
        connect(sharing("right").build(), right);
        MqttLink device = connect(device("shared").build());
        for (int i = 0; i < 1_000; i++) {
            publish(device, Integer.toString(i));
        }

        await().atMost(PATIENCE).until(() -> left.messages.size() + right.messages.size() == 1_000);
        if (broker.dealsEvenly()) {
            assertThat(left.messages).hasSize(500);
            assertThat(right.messages).hasSize(500);
        }
        Set<String> all = new TreeSet<>(left.texts());
        all.addAll(right.texts());
        assertThat(all).hasSize(1_000);
    }

    @Test
    @DisplayName("What one link of a group had not acknowledged when it left goes to the other, or comes again")
    void sharedSubscriptionSurvivesALink() throws Exception {
        var silent = Inbox.silent();
        MqttLink leaving = connect(sharing("leaving").build(), silent);
        Set<String> received = ConcurrentHashMap.newKeySet();
        InboundHandler keep = message -> {
            received.add(Inbox.text(message));
            message.acknowledge();
        };
        connect(sharing("staying").build(), keep);
        MqttLink device = connect(device("shared-survives").build());
        for (int i = 0; i < 200; i++) {
            publish(device, Integer.toString(i)).get();
        }
        await().atMost(PATIENCE).until(() -> received.size() + silent.messages.size() > 0);
        leaving.abort();

        connect(sharing("leaving").build(), keep);

        await().atMost(PATIENCE).until(() -> received.size() == 200);
    }

    @Test
    @DisplayName("A handler that acknowledges nothing is sent no more than the receive maximum, and the rest after it")
    void receiveMaximum() throws Exception {
        var inbox = Inbox.silent();
        connect(gateway("receive-maximum").build(), Inbox.silent()).close();
        MqttLink device = connect(device("receive-maximum").build());
        for (int i = 0; i < 200; i++) {
            publish(device, Integer.toString(i)).get();
        }
        MqttLink gateway = connect(gateway("receive-maximum").receiveMaximum(20).build(), inbox);

        await().atMost(PATIENCE).until(() -> inbox.messages.size() >= 20);
        if (broker.keepsReceiveMaximum()) {
            await().during(Duration.ofMillis(300)).atMost(MOMENT).until(() -> inbox.messages.size() == 20);
            assertThat(gateway.counts().unacknowledged()).isEqualTo(20);
        }

        var acknowledged = new AtomicInteger();
        await().atMost(PATIENCE).until(() -> {
            List<Inbound> now = List.copyOf(inbox.messages);
            now.subList(acknowledged.get(), now.size()).forEach(Inbound::acknowledge);
            acknowledged.set(now.size());
            return now.size() == 200;
        });
        assertThat(gateway.counts().connects()).isEqualTo(1);
    }

    @Test
    @DisplayName("More publications than the broker takes at once wait their turn; over the room they fail and say so")
    void publishWindow() throws Exception {
        connect(gateway("window").build(), Inbox.acknowledging());
        MqttLink device =
                connect(device("window").publishWindow(5).publishRoom(2_000).build());

        List<CompletableFuture<Published>> outcomes = IntStream.range(0, 20_000)
                .mapToObj(i -> publish(device, Integer.toString(i)))
                .toList();

        int published = 0;
        for (CompletableFuture<Published> outcome : outcomes) {
            PublishFailure failure = failureOf(outcome);
            if (failure == null) {
                published++;
            } else {
                assertThat(failure).isEqualTo(PublishFailure.NO_ROOM);
            }
        }
        assertThat(published).isBetween(2_000, 19_999);
        assertThat(device.counts().published()).isEqualTo(published);
        assertThat(device.counts().failed()).isEqualTo(20_000L - published);
        assertThat(device.counts().connects()).isEqualTo(1);
    }

    @Test
    @DisplayName("A sender that waits for room is slowed down, and loses nothing")
    void publishWhenRoom() throws Exception {
        var inbox = Inbox.acknowledging();
        connect(gateway("when-room").build(), inbox);
        MqttLink device = connect(device("when-room").publishRoom(50).build());

        List<CompletableFuture<Published>> outcomes = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            outcomes.add(
                    device.publishWhenRoom(topic(), Integer.toString(i).getBytes(UTF_8), 1, Duration.ofSeconds(10)));
            assertThat(device.counts().outstanding()).isLessThanOrEqualTo(50);
        }

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(failureOf(outcome)).isNull());
        await().atMost(PATIENCE).until(() -> inbox.messages.size() == 5_000);
    }

    @Test
    @DisplayName("A wrong password is a state of its own, told with its reason, and no storm of attempts")
    void badCredentials() throws Exception {
        var losses = new Losses();
        var patient = new BackOff(Duration.ofMillis(10), Duration.ofSeconds(30));
        MqttLink link = open(
                MqttLinkOptions.to(broker.uri(), "ent-a/bad")
                        .credentials("ent-a", "not the password")
                        .backOff(patient)
                        .build(),
                Inbox.silent(),
                losses);

        await().atMost(PATIENCE).until(() -> link.state() == LinkState.REFUSED);
        await().during(MOMENT)
                .atMost(Duration.ofSeconds(2))
                .until(() -> link.counts().losses() == 1);
        assertThat(losses.reasons()).first().isIn(LossReason.BAD_CREDENTIALS, LossReason.NOT_AUTHORIZED);
        assertThat(losses.reasons().get(0).needsPerson()).isTrue();
        assertThat(failureOf(link.publish(topic(), new byte[1], 1))).isEqualTo(PublishFailure.NOT_CONNECTED);
        assertThat(link.awaitConnected(Duration.ofMillis(10))).isFalse();
    }

    @Test
    @DisplayName("A subscription the broker refuses is told with its reason")
    void refusedSubscription() throws Exception {
        assumeTrue(broker.refusesSubscriptions(), "this broker delivers nothing instead");
        var losses = new Losses();
        MqttLink link = open(
                MqttLinkOptions.to(broker.uri(), "ent-a/curious")
                        .credentials("ent-a", "ent-a")
                        .subscribe(Subscription.to("jy/v1/#"))
                        .build(),
                Inbox.silent(),
                losses);

        await().atMost(PATIENCE).until(() -> link.state() == LinkState.REFUSED);
        assertThat(losses.reasons()).containsExactly(LossReason.SUBSCRIPTION_REFUSED);
    }

    @Test
    @DisplayName("Two links with one client id: the first loses its session, and they do not fight for it")
    void takeover() throws Exception {
        var losses = new Losses();
        var patient = new BackOff(Duration.ofMillis(10), Duration.ofSeconds(30));
        MqttLink first = connect(gateway("twin").backOff(patient).build(), Inbox.acknowledging(), losses);
        MqttLink second = connect(gateway("twin").backOff(patient).build(), Inbox.acknowledging());

        if (broker.tellsTakeover()) {
            await().atMost(PATIENCE).until(() -> losses.reasons().equals(List.of(LossReason.TAKEN_OVER)));
            await().during(MOMENT).atMost(Duration.ofSeconds(2)).until(() -> second.state() == LinkState.CONNECTED);
            assertThat(first.counts().connects()).isEqualTo(1);
            assertThat(second.counts().connects()).isEqualTo(1);
        } else {
            // Nobody says why the connection ends; the doubling back-off is what calms them.
            await().atMost(PATIENCE).until(() -> first.counts().losses() >= 4);
            await().during(MOMENT)
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> first.counts().losses() + second.counts().losses() < 20);
        }
    }

    @Test
    @DisplayName(
            "A large message does not wait 40 ms for an acknowledgement of TCP; one of almost the bound arrives whole")
    void largePayload() throws Exception {
        var arrived = new ConcurrentLinkedQueue<Long>();
        connect(gateway("large").build(), message -> {
            arrived.add(System.nanoTime());
            message.acknowledge();
        });
        MqttLink device = connect(device("large").build());
        for (int bytes : new int[] {12_000, 100_000}) {
            long[] millis = new long[15];
            for (int i = 0; i < millis.length; i++) {
                arrived.clear();
                byte[] payload = new byte[bytes];
                Arrays.fill(payload, (byte) 'x');
                long sent = System.nanoTime();
                device.publish(topic(), payload, 1).get();
                await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> !arrived.isEmpty());
                millis[i] = TimeUnit.NANOSECONDS.toMillis(arrived.peek() - sent);
            }
            Arrays.sort(millis);
            // The best of some: what is to be seen is a fixed wait, not the load of the machine.
            assertThat(millis[3])
                    .as("%d bytes: %s", bytes, Arrays.toString(millis))
                    .isLessThan(38);
        }
        arrived.clear();
        device.publish(topic(), new byte[1_000_000], 1).get();
        await().atMost(PATIENCE).until(() -> arrived.size() == 1);
    }

    @Test
    @DisplayName("A message the broker does not take for its size is not sent; the link stands")
    void tooLargeToPublish() throws Exception {
        var inbox = Inbox.acknowledging();
        connect(gateway("too-large").build(), inbox);
        MqttLink device = connect(device("too-large").build());

        assertThat(failureOf(device.publish(topic(), new byte[5 * 1024 * 1024], 1)))
                .isEqualTo(PublishFailure.TOO_LARGE);
        publish(device, "after").get();

        await().atMost(PATIENCE).until(() -> inbox.texts().equals(List.of("after")));
        assertThat(device.counts().connects()).isEqualTo(1);
    }

    @Test
    @DisplayName("A message larger than this client takes is kept from it by the broker; the link stands")
    void tooLargeToReceive() throws Exception {
        var inbox = Inbox.acknowledging();
        MqttLink gateway = connect(gateway("small-ears").maxPacketBytes(2_048).build(), inbox);
        MqttLink device = connect(device("small-ears").build());
        device.publish(topic(), new byte[10_000], 1).get();
        publish(device, "after").get();

        await().atMost(PATIENCE).until(() -> inbox.texts().equals(List.of("after")));
        assertThat(gateway.counts().connects()).isEqualTo(1);
    }

    @Test
    @DisplayName("Topics that are none, and topics of others, are refused with their reason")
    void badTopics() throws Exception {
        MqttLink device = connect(device("bad-topics").build());

        assertThat(failureOf(device.publish("jy/v1/ent-a/+/d/telemetry", new byte[1], 1)))
                .isEqualTo(PublishFailure.BAD_TOPIC);
        assertThat(failureOf(device.publish("", new byte[1], 1))).isEqualTo(PublishFailure.BAD_TOPIC);
        assertThat(failureOf(device.publish("x".repeat(70_000), new byte[1], 1)))
                .isEqualTo(PublishFailure.BAD_TOPIC);
        assertThat(failureOf(device.publish("jy/v1/ent-b/" + site + "/d/telemetry", new byte[1], 1)))
                .isIn(PublishFailure.NOT_AUTHORIZED, PublishFailure.CONNECTION_LOST);
    }

    @Test
    @DisplayName("A message nobody subscribed to is taken by the broker, and reported as having reached nobody")
    void reachedNobody() throws Exception {
        MqttLink device = connect(device("nobody").build());

        assertThat(publish(device, "hello?").get().reachedNobody()).isTrue();
        assertThat(device.counts().publishedToNobody()).isEqualTo(1);

        connect(gateway("somebody").build(), Inbox.acknowledging());
        assertThat(publish(device, "hello!").get().reachedNobody()).isFalse();
    }

    @Test
    @DisplayName("Closed during traffic: every publication has an outcome, and those that succeeded arrived")
    void closedDuringTraffic() throws Exception {
        Set<String> received = ConcurrentHashMap.newKeySet();
        connect(gateway("closing").build(), message -> {
            received.add(Inbox.text(message));
            message.acknowledge();
        });
        MqttLink device = connect(device("closing").publishRoom(100_000).build());
        var outcomes = new ConcurrentLinkedQueue<CompletableFuture<Published>>();
        var succeeded = new ConcurrentLinkedQueue<String>();
        var stop = new AtomicBoolean();
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50_000 && !stop.get(); i++) {
                String text = Integer.toString(i);
                outcomes.add(publish(device, text).whenComplete((published, failure) -> {
                    if (failure == null) {
                        succeeded.add(text);
                    }
                }));
            }
        });
        await().atMost(PATIENCE).until(() -> received.size() > 500);

        device.close();
        stop.set(true);
        sender.join();

        // One that is being answered at this moment completes on the thread that answers it.
        await().atMost(PATIENCE).until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
        assertThat(device.state()).isEqualTo(LinkState.CLOSED);
        await().atMost(PATIENCE).until(() -> device.counts().outstanding() == 0);
        await().atMost(PATIENCE).until(() -> received.containsAll(succeeded));
        assertThat(failureOf(publish(device, "too late"))).isEqualTo(PublishFailure.CLOSED);
        device.close();
        device.abort();
    }

    @Test
    @DisplayName("Aborted during traffic: every publication has an outcome")
    void abortedDuringTraffic() throws Exception {
        connect(gateway("aborting").build(), Inbox.acknowledging());
        MqttLink device = connect(device("aborting").publishRoom(100_000).build());
        var outcomes = IntStream.range(0, 20_000)
                .mapToObj(i -> publish(device, Integer.toString(i)))
                .toList();

        device.abort();

        // One that is being answered at this moment completes on the thread that answers it.
        await().atMost(PATIENCE).until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
        assertThat(device.state()).isEqualTo(LinkState.CLOSED);
    }

    @Test
    @DisplayName("Closed links leave no thread behind")
    void noThreadsLeft() throws Exception {
        MqttLink device = connect(device("threads").build());
        device.close();
        MqttLink other = connect(device("threads").build());
        other.abort();

        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.contains("ent-a/" + site + "/threads")));
    }

    @Test
    @DisplayName("The will is published for a client that vanishes, not for one that leaves")
    void will() throws Exception {
        var inbox = Inbox.acknowledging();
        connect(gateway("will").build(), inbox);
        Will offline = new Will("jy/v1/ent-a/" + site + "/d/status", "gone".getBytes(UTF_8));

        connect(device("will").will(offline).build()).close();
        MqttLink vanishing = connect(device("will").will(offline).build());
        publish(vanishing, "here").get();
        vanishing.abort();

        await().atMost(PATIENCE).until(() -> inbox.texts().equals(List.of("here", "gone")));
    }

    @Test
    @DisplayName("A handler that throws loses nothing: the message comes again")
    void handlerThrows() throws Exception {
        var losses = new Losses();
        var received = new ConcurrentLinkedQueue<String>();
        var thrown = new AtomicBoolean();
        MqttLink gateway = connect(
                gateway("throwing").build(),
                message -> {
                    if (thrown.compareAndSet(false, true)) {
                        throw new IllegalStateException("no room");
                    }
                    received.add(Inbox.text(message));
                    message.acknowledge();
                },
                losses);
        MqttLink device = connect(device("throwing").build());

        publish(device, "kept").get();

        await().atMost(PATIENCE).until(() -> List.copyOf(received).equals(List.of("kept")));
        assertThat(losses.reasons()).containsExactly(LossReason.HANDLER_FAILED);
        assertThat(gateway.counts().connects()).isEqualTo(2);
    }

    @Test
    @DisplayName("Without a broker the link keeps trying, and what is published fails at once, worth retrying")
    void noBroker() throws Exception {
        MqttLink device = connect(device("no-broker").build());
        broker.stop();
        try {
            await().atMost(PATIENCE).until(() -> device.state() != LinkState.CONNECTED);
            assertThat(failureOf(publish(device, "now?"))).isEqualTo(PublishFailure.NOT_CONNECTED);
            assertThat(PublishFailure.NOT_CONNECTED.worthRetrying()).isTrue();
            await().atMost(PATIENCE).until(() -> device.counts().losses() > 3);
        } finally {
            broker.start();
        }
        assertThat(device.awaitConnected(PATIENCE)).isTrue();
        assertThat(failureOf(publish(device, "now!"))).isNull();
    }

    private MqttLinkOptions.Builder gateway(String name) {
        return MqttLinkOptions.to(broker.uri(), "gateway/" + site + "/" + name)
                .credentials("gateway", "gateway")
                .persistentSession(Duration.ofMinutes(5))
                .subscribe(Subscription.to("jy/v1/+/" + site + "/+/+"))
                .backOff(QUICK);
    }

    private MqttLinkOptions.Builder sharing(String name) {
        return gateway(name).subscribe(Subscription.shared("feed-" + site, "jy/v1/+/" + site + "/+/telemetry"));
    }

    private MqttLinkOptions.Builder device(String name) {
        return MqttLinkOptions.to(broker.uri(), "ent-a/" + site + "/" + name)
                .credentials("ent-a", "ent-a")
                .backOff(QUICK);
    }

    private MqttLink open(MqttLinkOptions options, InboundHandler handler, LinkListener listener) {
        MqttLink link = MqttLink.open(options, handler, listener);
        links.add(link);
        return link;
    }

    private MqttLink connect(MqttLinkOptions options) throws InterruptedException {
        return connect(options, Inbound::acknowledge);
    }

    private MqttLink connect(MqttLinkOptions options, InboundHandler handler) throws InterruptedException {
        return connect(options, handler, LinkListener.NONE);
    }

    private MqttLink connect(MqttLinkOptions options, InboundHandler handler, LinkListener listener)
            throws InterruptedException {
        MqttLink link = open(options, handler, listener);
        assertThat(link.awaitConnected(PATIENCE)).as("%s", options).isTrue();
        return link;
    }

    private String topic() {
        return "jy/v1/ent-a/" + site + "/d/telemetry";
    }

    private CompletableFuture<Published> publish(MqttLink link, String text) {
        return link.publish(topic(), text.getBytes(UTF_8), 1);
    }

    private static PublishFailure failureOf(CompletableFuture<Published> outcome) {
        try {
            outcome.orTimeout(30, TimeUnit.SECONDS).join();
            return null;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(PublishFailedException.class);
            return ((PublishFailedException) e.getCause()).failure();
        }
    }
}
