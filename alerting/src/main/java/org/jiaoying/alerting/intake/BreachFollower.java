package org.jiaoying.alerting.intake;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.store.OffsetStore;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.domain.breach.BreachTransition;
import org.jiaoying.messaging.codec.BadRecordException;
import org.jiaoying.messaging.codec.BreachCodec;
import org.jiaoying.messaging.codec.BreachEntry;
import org.jiaoying.messaging.log.LogReader;
import org.jiaoying.messaging.log.LogRecord;
import org.jiaoying.messaging.log.LogUnavailableException;
import org.jiaoying.messaging.log.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes topic {@code breaches} into the tables: each batch with its positions in one transaction, so that what was taken and
 * how far are one fact, whoever dies.
 *
 * <p>Life cycle: 1. {@link #start} starts thread {@code breach-follower}, which alone reads and waits for the database; 2. it
 * joins the group and takes positions from the database; 3. a batch that fails because the database is away is tried again
 * for as long as it takes, one that fails by what stands in it is taken record by record, and the record at fault is set
 * aside; 4. {@link #close} ends it after the batch under way.
 */
public final class BreachFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BreachFollower.class);
    private static final Actor SELF = Actor.part("intake");
    private static final String TOPIC = Topic.BREACHES.topicName();
    private static final String GROUP = "alerting";
    private static final int BATCH = 200;
    private static final Duration READ = Duration.ofMillis(200);

    /** So many records of progress alone are kept waiting for a transaction: they can be read again without harm. */
    private static final int LAZY = 100;

    private final String bootstrapServers;
    private final Transactions transactions;
    private final OffsetStore offsets;
    private final BreachTaker taker;
    private final Runnable afterCommit;

    private final Map<Integer, Instant> progress = new ConcurrentHashMap<>();
    private volatile Set<Integer> assigned = Set.of();
    private final Patiently patiently = new Patiently();
    private final Thread thread = new Thread(this::follow, "breach-follower");

    // Only on the thread.
    private final Map<Integer, Long> committed = new HashMap<>();
    private final Map<Integer, Long> lazy = new TreeMap<>();
    private int lazyRecords;

    /** @param afterCommit told after each transaction that took breaches, on the follower's thread; must not block */
    public BreachFollower(
            String bootstrapServers,
            Transactions transactions,
            OffsetStore offsets,
            BreachTaker taker,
            Runnable afterCommit) {
        this.bootstrapServers = bootstrapServers;
        this.transactions = transactions;
        this.offsets = offsets;
        this.taker = taker;
        this.afterCommit = afterCommit;
    }

    public void start() {
        thread.start();
    }

    /**
     * Up to when detection is complete, for each partition this reader has: every breach caused by then has been taken and
     * committed. From any thread.
     */
    public Map<Integer, Instant> progress() {
        return Map.copyOf(progress);
    }

    /** The earliest of {@link #progress}; empty while a partition of this reader has not told yet, or it has none. */
    public Optional<Instant> completeUntil() {
        Set<Integer> partitions = assigned;
        Map<Integer, Instant> told = progress();
        if (partitions.isEmpty() || !told.keySet().containsAll(partitions)) {
            return Optional.empty();
        }
        return partitions.stream().map(told::get).min(Instant::compareTo);
    }

    // --------------------------------------------------------------------------------------------------- the thread

    private void follow() {
        while (!patiently.isClosing()) {
            committed.clear();
            lazy.clear();
            lazyRecords = 0;
            try (var reader =
                    new LogReader(bootstrapServers, GROUP, Topic.BREACHES, BATCH, this::position, this::assigned)) {
                while (!patiently.isClosing()) {
                    takeNext(reader);
                }
                takeLazy();
            } catch (LogUnavailableException | TakenElsewhereException e) {
                LOG.warn("topic {} is read anew: {}", TOPIC, e.getMessage());
                patiently.pause();
            } catch (RuntimeException | Error e) {
                // Also an error, such as memory that ran short once: without this thread nothing would be taken for
                // good.
                LOG.error("topic {} is read anew after a failure", TOPIC, e);
                patiently.pause();
            }
        }
    }

    private OptionalLong position(int partition) {
        OptionalLong next = Patiently.await(offsets.next(TOPIC, partition));
        lazy.remove(partition);
        if (next.isPresent()) {
            committed.put(partition, next.getAsLong());
        } else {
            committed.remove(partition);
        }
        return next;
    }

    private void assigned(Set<Integer> partitions) {
        assigned = partitions;
        progress.keySet().retainAll(partitions);
        lazy.keySet().retainAll(partitions);
    }

    private void takeNext(LogReader reader) {
        List<LogRecord> batch = reader.read(READ);
        if (batch.isEmpty()) {
            takeLazy();
            return;
        }
        var entries = new ArrayList<Entry>(batch.size());
        batch.forEach(read -> entries.add(Entry.of(read)));
        if (entries.stream().allMatch(Entry::isProgress)) {
            entries.forEach(this::note);
            lazyRecords += entries.size();
            if (lazyRecords >= LAZY) {
                takeLazy();
            }
        } else {
            takeAll(entries);
            afterCommit.run();
        }
    }

    /** Progress alone: it holds at once, since all that precedes it is committed; its position is written later. */
    private void note(Entry entry) {
        lazy.put(entry.read.partition(), entry.read.offset() + 1);
        if (entry.progress != null) {
            progress.merge(entry.read.partition(), entry.progress, (a, b) -> a.isAfter(b) ? a : b);
        }
    }

    private void takeLazy() {
        if (!lazy.isEmpty()) {
            commit(List.of());
        }
    }

    private void takeAll(List<Entry> entries) {
        try {
            commit(entries);
        } catch (CompletionException e) {
            if (!ContentFaults.isOne(e.getCause())) {
                throw e;
            }
            LOG.warn("a batch of {} could not be taken whole; taking its records one by one", TOPIC, e.getCause());
            entries.forEach(this::takeOne);
        }
    }

    private void takeOne(Entry entry) {
        try {
            commit(List.of(entry));
        } catch (CompletionException e) {
            if (!ContentFaults.isOne(e.getCause())) {
                throw e;
            }
            commit(List.of(entry.parked(String.valueOf(e.getCause()))));
        }
    }

    /** Takes the entries and the positions that wait in one transaction; for as long as the database is away, again and again. */
    private void commit(List<Entry> entries) {
        var next = new TreeMap<>(lazy);
        entries.forEach(entry -> next.put(entry.read.partition(), entry.read.offset() + 1));
        var told = new HashMap<>(progress);
        entries.forEach(entry -> {
            if (entry.progress != null) {
                told.merge(entry.read.partition(), entry.progress, (a, b) -> a.isAfter(b) ? a : b);
            }
        });
        try {
            patiently.untilDone(
                    () -> transactions.run(work -> InOrder.each(entries, entry -> take(work, entry))
                            .compose(done -> InOrder.each(next.entrySet(), move -> advance(work, move, told)))),
                    "a batch of " + TOPIC);
        } catch (CompletionException e) {
            if (e.getCause() instanceof TakenElsewhereException elsewhere) {
                throw elsewhere;
            }
            throw e;
        }
        committed.putAll(next);
        lazy.clear();
        lazyRecords = 0;
        progress.putAll(told);
        progress.keySet().retainAll(assigned);
    }

    private Future<Void> advance(Work work, Map.Entry<Integer, Long> move, Map<Integer, Instant> told) {
        int partition = move.getKey();
        return offsets.advance(work, TOPIC, partition, committed.get(partition), move.getValue(), told.get(partition))
                .map(advanced -> {
                    if (!advanced) {
                        throw new TakenElsewhereException(partition);
                    }
                    return null;
                });
    }

    private Future<?> take(Work work, Entry entry) {
        if (entry.transition != null) {
            return taker.take(work, entry.transition);
        }
        if (entry.fault == null) {
            return Future.succeededFuture();
        }
        String place = TOPIC + "/" + entry.read.partition() + "/" + entry.read.offset();
        work.record(SELF, "record.parked", place, new JsonObject().put("reason", entry.fault));
        return offsets.park(work, TOPIC, entry.read.partition(), entry.read.offset(), entry.fault, entry.read.value());
    }

    @Override
    public void close() {
        patiently.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A record and what it says: a step of a breach, progress, or nothing that can be read. */
    private record Entry(
            LogRecord read,
            @Nullable BreachTransition transition,
            @Nullable Instant progress,
            @Nullable String fault) {

        static Entry of(LogRecord read) {
            byte[] bytes = read.value();
            if (bytes == null) {
                return new Entry(read, null, null, "a record without a value");
            }
            try {
                BreachEntry entry = BreachCodec.decode(bytes);
                return entry instanceof BreachEntry.Transition step
                        ? new Entry(read, step.transition(), null, null)
                        : new Entry(read, null, ((BreachEntry.Progress) entry).completeUntil(), null);
            } catch (BadRecordException e) {
                return new Entry(read, null, null, String.valueOf(e.getMessage()));
            }
        }

        boolean isProgress() {
            return progress != null;
        }

        Entry parked(String reason) {
            return new Entry(read, null, null, reason);
        }
    }
}
