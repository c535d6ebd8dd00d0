package org.jiaoying.alerting.notify.aliyun;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.notify.web.WebCaller;
import org.jiaoying.domain.time.Agenda;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches receipts, replies and keys from Aliyun's queues, for installations that no push reaches, or beside the push: it gives
 * up after three repeats, and what is fetched that was pushed too is recognised by the platform's own numbers.
 *
 * <p>An entry is deleted only when it is safe here. Several instances may fetch side by side.
 */
public final class AliyunPuller implements Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(AliyunPuller.class);

    /** So that a queue that never ends does not keep the others waiting. */
    private static final int MOST_FETCHES = 50;

    private final AliyunQueueSettings settings;
    private final InstantSource clock;
    private final AliyunPushes pushes;
    private final QueueRights rights;
    private final AliyunQueue queue;
    private final MeterRegistry meters;
    private volatile Instant next;

    public AliyunPuller(
            Vertx vertx,
            AliyunQueueSettings settings,
            WebCaller web,
            InstantSource clock,
            AliyunPushes pushes,
            MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        this.pushes = pushes;
        this.rights = new QueueRights(vertx, settings, clock);
        this.queue = new AliyunQueue(settings.queues(), web, clock);
        this.meters = meters;
        this.next = clock.instant();
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return Future.succeededFuture(Optional.of(next)).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return Future.<Void>succeededFuture().toCompletionStage();
        }
        next = now.plus(settings.every());
        return InOrder.each(settings.names(), this::empty).toCompletionStage();
    }

    /** One queue that cannot be read keeps nobody from the others. */
    private Future<Void> empty(String name) {
        QueueKind kind = QueueKind.of(name).orElseThrow();
        return fetch(name, kind, 0).recover(failure -> {
            LOG.warn(
                    "nothing could be fetched from {}; trying again in {}: {}",
                    name,
                    settings.every(),
                    failure.toString());
            counted(kind, "failed");
            if (failure instanceof AliyunQueue.NoRightException) {
                rights.drop(name);
            }
            return Future.succeededFuture();
        });
    }

    private Future<Void> fetch(String name, QueueKind kind, int fetches) {
        return rights.of(name, kind)
                .compose(right -> queue.fetch(name, right)
                        .compose(entries -> take(name, kind, right, entries)
                                .compose(taken -> entries.isEmpty() || fetches >= MOST_FETCHES
                                        ? Future.<Void>succeededFuture()
                                        : fetch(name, kind, fetches + 1))));
    }

    private Future<Void> take(String name, QueueKind kind, QueueRight right, List<AliyunQueue.Entry> entries) {
        return InOrder.each(
                entries,
                entry -> kind.take(pushes, entry.body())
                        .onSuccess(taken -> counted(kind, "taken"))
                        .recover(failure -> refused(name, kind, entry, failure))
                        .compose(safe -> queue.delete(name, right, entry)));
    }

    /** What cannot be read never will be: it is told, and does not come again. */
    private Future<Void> refused(String name, QueueKind kind, AliyunQueue.Entry entry, Throwable failure) {
        if (!(failure instanceof AliyunPushes.NotReadableException)) {
            return Future.failedFuture(failure);
        }
        LOG.error("an entry of {} cannot be read and is dropped: {}", name, failure.getMessage());
        counted(kind, "refused");
        LOG.debug("it had {} characters", entry.body().length());
        return Future.succeededFuture();
    }

    private void counted(QueueKind kind, String outcome) {
        meters.counter("jiaoying.aliyun.fetched", "queue", kind.word(), "outcome", outcome)
                .increment();
    }
}
