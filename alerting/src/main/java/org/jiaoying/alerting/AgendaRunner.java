package org.jiaoying.alerting;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jiaoying.domain.time.Agenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an agenda, again and again, to do what is due: every poll, and at once when it is told that something may be. Where it
 * fails, as while the database is away, it is asked again after a pause that doubles up to {@link #LONGEST}.
 *
 * <p>Life cycle: 1. {@link #start}; 2. one run at a time, on one event loop of Vert.x; 3. {@link #stop} completes when the run
 * under way has ended.
 */
final class AgendaRunner {
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AgendaRunner.class);

    private final Vertx vertx;
    private final Context context;
    private final Agenda agenda;
    private final Duration poll;

    // Only on the context.
    private long timer;
    private boolean running;
    private boolean again;
    private boolean stopped;
    private boolean pausing;
    private int failures;
    private Future<Void> underWay = Future.succeededFuture();

    AgendaRunner(Vertx vertx, Agenda agenda, Duration poll) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.agenda = agenda;
        this.poll = poll;
    }

    void start() {
        context.runOnContext(started -> timer = vertx.setPeriodic(poll.toMillis(), tick -> run()));
    }

    /** Something may have fallen due. From any thread. */
    void wake() {
        context.runOnContext(woken -> run());
    }

    private void run() {
        if (running || stopped || pausing) {
            again = true;
            return;
        }
        running = true;
        again = false;
        underWay = asked().onSuccess(done -> succeeded())
                .onFailure(this::failed)
                .otherwiseEmpty()
                .onComplete(done -> {
                    running = false;
                    if (again) {
                        run();
                    }
                });
    }

    /** What the agenda throws must not end its being asked. */
    private Future<Void> asked() {
        try {
            return Future.fromCompletionStage(agenda.runDue(), context);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void succeeded() {
        if (failures > 0) {
            LOG.info("what is due is done again, after {} failures", failures);
        }
        failures = 0;
    }

    private void failed(Throwable failure) {
        Duration pause = pauseAfter(failures++);
        if (failures == 1) {
            LOG.warn("what is due could not be done; trying again", failure);
        } else {
            LOG.warn("what is due could not be done, {} times by now: {}", failures, failure.toString());
        }
        pausing = true;
        vertx.setTimer(pause.toMillis(), over -> {
            pausing = false;
            run();
        });
    }

    private Duration pauseAfter(int before) {
        Duration pause = poll.multipliedBy(1L << Math.min(before, 16));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    Future<Void> stop() {
        var stopping = io.vertx.core.Promise.<Void>promise();
        context.runOnContext(now -> {
            stopped = true;
            again = false;
            vertx.cancelTimer(timer);
            underWay.onComplete(done -> stopping.complete());
        });
        return stopping.future();
    }
}
