package org.jiaoying.messaging.mqtt;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * What a link has been asked to publish and has not heard of yet: a place in the room, then in the waiting line, then on the
 * wire. Never more on the wire than the broker takes; none without an outcome. Safe for use by several threads.
 *
 * <p>Outcomes complete outside the lock, on the thread that learned of them.
 */
final class Publications {
    private final Counters counters;
    private final int ownWindow;
    private final int places;
    private final Semaphore room;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition emptied = lock.newCondition();
    private final Deque<Publication> waiting = new ArrayDeque<>();
    private final Set<Publication> onTheWire = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Connection connection;
    private int window;
    private long maxPacketBytes;
    private boolean closed;

    Publications(MqttLinkOptions options, Counters counters) {
        this.counters = counters;
        this.ownWindow = options.publishWindow();
        this.places = options.publishRoom();
        this.room = new Semaphore(places);
    }

    /** Takes a place for one more; false if there is none. */
    boolean tryPlace() {
        return room.tryAcquire();
    }

    /** Takes a place for one more as soon as there is one; false if there was none all that time. */
    boolean awaitPlace(Duration patience) throws InterruptedException {
        return room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Sends it now or as soon as the broker takes more; the place must have been taken. */
    void add(Publication publication) {
        List<Failed> failed = new ArrayList<>(0);
        lock.lock();
        try {
            PublishFailure obstacle = obstacle(publication);
            if (obstacle == null) {
                waiting.addLast(publication);
                sendWaiting(failed);
            } else {
                failed.add(new Failed(publication, obstacle, obstacleDetail(publication, obstacle)));
            }
        } finally {
            lock.unlock();
        }
        failed.forEach(this::complete);
    }

    /** A new connection stands. */
    void attach(Connection established, Connection.Session session) {
        List<Failed> failed = new ArrayList<>(0);
        lock.lock();
        try {
            connection = established;
            window = Math.min(ownWindow, session.receiveMaximum());
            maxPacketBytes = session.maxPacketBytes();
            sendWaiting(failed);
        } finally {
            lock.unlock();
        }
        failed.forEach(this::complete);
    }

    /** The connection is gone: nothing more will be heard of what is on the wire, and what waits is not sent. */
    void detach(String detail) {
        List<Failed> failed = new ArrayList<>();
        lock.lock();
        try {
            connection = null;
            PublishFailure sent = closed ? PublishFailure.CLOSED : PublishFailure.CONNECTION_LOST;
            PublishFailure unsent = closed ? PublishFailure.CLOSED : PublishFailure.NOT_CONNECTED;
            onTheWire.forEach(publication -> failed.add(new Failed(publication, sent, detail)));
            waiting.forEach(publication -> failed.add(new Failed(publication, unsent, detail)));
            onTheWire.clear();
            waiting.clear();
            emptied.signalAll();
        } finally {
            lock.unlock();
        }
        failed.forEach(this::complete);
    }

    /** Takes no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every outcome is known, or the patience is at its end. */
    void awaitEmpty(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!(waiting.isEmpty() && onTheWire.isEmpty()) && left > 0) {
                left = emptied.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    int outstanding() {
        return places - room.availablePermits();
    }

    private @Nullable PublishFailure obstacle(Publication publication) {
        if (closed) {
            return PublishFailure.CLOSED;
        }
        if (connection == null) {
            return PublishFailure.NOT_CONNECTED;
        }
        return publication.packetBytes() > maxPacketBytes ? PublishFailure.TOO_LARGE : null;
    }

    private String obstacleDetail(Publication publication, PublishFailure obstacle) {
        return obstacle == PublishFailure.TOO_LARGE
                ? publication.packetBytes() + " bytes, the broker takes " + maxPacketBytes
                : "not sent to " + publication.topic;
    }

    /** Under the lock. */
    private void sendWaiting(List<Failed> failed) {
        while (connection != null && onTheWire.size() < window) {
            Publication next = waiting.pollFirst();
            if (next == null) {
                return;
            }
            onTheWire.add(next);
            try {
                connection.publish(next, new Answer(next));
            } catch (IllegalArgumentException e) {
                onTheWire.remove(next);
                failed.add(new Failed(next, PublishFailure.BAD_TOPIC, String.valueOf(e.getMessage())));
            } catch (MqttException | RuntimeException e) {
                // The connection is ending; whoever ends it detaches it in a moment.
                onTheWire.remove(next);
                failed.add(new Failed(next, PublishFailure.NOT_CONNECTED, e.toString()));
            }
        }
    }

    /** False if it was settled before. */
    private boolean offTheWire(Publication publication) {
        List<Failed> failed = new ArrayList<>(0);
        boolean removed;
        lock.lock();
        try {
            removed = onTheWire.remove(publication);
            sendWaiting(failed);
            if (waiting.isEmpty() && onTheWire.isEmpty()) {
                emptied.signalAll();
            }
        } finally {
            lock.unlock();
        }
        failed.forEach(this::complete);
        return removed;
    }

    private void complete(Failed failed) {
        room.release();
        counters.failed.increment();
        failed.publication.outcome.completeExceptionally(new PublishFailedException(failed.failure, failed.detail));
    }

    private void complete(Publication publication, Published published) {
        room.release();
        counters.published.increment();
        if (published.reachedNobody()) {
            counters.publishedToNobody.increment();
        }
        publication.outcome.complete(published);
    }

    private record Failed(Publication publication, PublishFailure failure, String detail) {}

    /** What Paho tells of one publication: on the callback thread, or on the one that ends the connection. */
    private final class Answer implements MqttActionListener {
        private final Publication publication;

        private Answer(Publication publication) {
            this.publication = publication;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            if (!offTheWire(publication)) {
                return;
            }
            int[] codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? 0 : codes[0];
            if (code < 0x80) {
                complete(publication, new Published(code));
            } else {
                complete(new Failed(
                        publication,
                        PublishFailure.ofCode(code),
                        "the broker refused " + publication.topic + ", reason " + code));
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            if (offTheWire(publication)) {
                complete(new Failed(publication, PublishFailure.CONNECTION_LOST, String.valueOf(failure)));
            }
        }
    }
}
