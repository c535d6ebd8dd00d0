package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes the numbers from 0 until it is told that they are enough, each until the broker has it: what a device does that must lose nothing. */
final class RepeatingSender implements Runnable {
    private final MqttLink link;
    private final String topic;
    private final ConcurrentLinkedQueue<Integer> again = new ConcurrentLinkedQueue<>();
    private final AtomicInteger safe = new AtomicInteger();
    private volatile int begun;
    private volatile boolean enough;

    RepeatingSender(MqttLink link, String topic) {
        this.link = link;
        this.topic = topic;
    }

    /** No new numbers from now on. */
    void enough() {
        enough = true;
    }

    /** How many numbers there are, once {@link #run} has ended. */
    int total() {
        return begun;
    }

    @Override
    public void run() {
        try {
            while (!enough || safe.get() < begun) {
                if (link.awaitConnected(Duration.ofSeconds(30))) {
                    Integer failed = again.poll();
                    if (failed != null) {
                        send(failed);
                    } else if (!enough) {
                        int next = begun;
                        begun = next + 1;
                        send(next);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(int number) throws InterruptedException {
        link.publishWhenRoom(topic, Integer.toString(number).getBytes(UTF_8), 1, Duration.ofSeconds(30))
                .whenComplete((published, failure) -> {
                    if (failure == null) {
                        safe.incrementAndGet();
                    } else if (((PublishFailedException) failure).worthRetrying()) {
                        again.add(number);
                    }
                });
    }
}
