package org.jiaoying.messaging.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes the numbers from 0, each until the broker has it: what a device does that must lose nothing. */
final class RepeatingSender implements Runnable {
    private final MqttLink link;
    private final String topic;
    private final int total;
    private final ConcurrentLinkedQueue<Integer> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger safe = new AtomicInteger();

    RepeatingSender(MqttLink link, String topic, int total) {
        this.link = link;
        this.topic = topic;
        this.total = total;
    }

    @Override
    public void run() {
        for (int i = 0; i < total; i++) {
            due.add(i);
        }
        try {
            while (safe.get() < total) {
                Integer next = due.poll();
                if (next != null && link.awaitConnected(Duration.ofSeconds(30))) {
                    send(next);
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
                        due.add(number);
                    }
                });
    }
}
