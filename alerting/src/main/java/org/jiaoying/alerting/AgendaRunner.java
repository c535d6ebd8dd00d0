package org.jiaoying.alerting;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jiaoying.domain.time.Agenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an agenda, again and again, to do what is due: every poll, and at once when it is told that something may be.
 *
 * <p>Life cycle: 1. {@link #start}; 2. one run at a time, on one event loop of Vert.x; 3. {@link #stop} completes when the run
 * under way has ended.
 */
final class AgendaRunner {
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
        if (running || stopped) {
            again = true;
            return;
        }
        running = true;
        again = false;
        underWay = Future.fromCompletionStage(agenda.runDue(), context)
                .onFailure(failure -> LOG.warn("what is due could not be done; trying again", failure))
                .otherwiseEmpty()
                .onComplete(done -> {
                    running = false;
                    if (again) {
                        run();
                    }
                });
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
