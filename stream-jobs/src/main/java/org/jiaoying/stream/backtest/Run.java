package org.jiaoying.stream.backtest;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.jiaoying.stream.log.Observed;
import org.jiaoying.stream.log.TableEntry;

/**
 * One run over a {@link Recording}, found by its name from the operators: what is sent to Flink is bytes, and a recording is not
 * copied into them. That works within one process, which is where recordings are judged.
 *
 * <p>The source's thread takes the observations, the threads of the last operators keep what was found; it is complete when
 * {@link #over} is.
 */
final class Run implements AutoCloseable {
    private static final Map<String, Run> RUNNING = new ConcurrentHashMap<>();

    private final String name = UUID.randomUUID().toString();
    private final List<TableEntry> tables;
    private final Iterator<Observed> observations;
    private final Queue<byte[]> transitions = new ConcurrentLinkedQueue<>();
    private final Queue<byte[]> ruleFaults = new ConcurrentLinkedQueue<>();
    private final Map<Kept, Long> reached = new ConcurrentHashMap<>();
    private final LongConsumer progress;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile long endsAt = Long.MAX_VALUE;
    private long lastHeartbeat = Long.MIN_VALUE;

    /** What is kept of a run. */
    enum Kept {
        TRANSITIONS,
        RULE_FAULTS
    }

    Run(Recording recording, LongConsumer progress) {
        this.progress = progress;
        this.tables = recording.tables();
        this.observations = recording.observations();
        for (Kept what : Kept.values()) {
            reached.put(what, Long.MIN_VALUE);
        }
        RUNNING.put(name, this);
    }

    static Run named(String name) {
        Run run = RUNNING.get(name);
        if (run == null) {
            throw new IllegalStateException("run " + name + " is over, or of another process");
        }
        return run;
    }

    String name() {
        return name;
    }

    List<TableEntry> tables() {
        return tables;
    }

    /** Complete when event time has reached the last heartbeat everywhere. */
    CompletableFuture<Void> over() {
        return over;
    }

    Iterator<Observed> observations() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = observations.hasNext();
                if (!more && endsAt == Long.MAX_VALUE) {
                    endsAt = lastHeartbeat;
                    endIfReached();
                }
                return more;
            }

            @Override
            public Observed next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the recording is over");
                }
                Observed next = observations.next();
                lastHeartbeat = next.heartbeat() ? next.at() : lastHeartbeat;
                return next;
            }
        };
    }

    void keep(Kept what, byte[] value) {
        queue(what).add(value);
    }

    void reached(Kept what, long time) {
        reached.put(what, time);
        if (what == Kept.TRANSITIONS) {
            progress.accept(time);
        }
        endIfReached();
    }

    private void endIfReached() {
        long end = endsAt;
        if (reached.values().stream().allMatch(time -> time >= end)) {
            over.complete(null);
        }
    }

    List<byte[]> kept(Kept what) {
        return List.copyOf(queue(what));
    }

    private Queue<byte[]> queue(Kept what) {
        return what == Kept.TRANSITIONS ? transitions : ruleFaults;
    }

    @Override
    public void close() {
        RUNNING.remove(name);
    }
}
