package org.jiaoying.alerting.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiaoying.alerting.selfcheck.Finding;
import org.jiaoying.alerting.store.AuditStore;
import org.jiaoying.domain.time.Agenda;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells where the audit log ends, again and again, to places that the database's administrators do not write: the program's own
 * log, and a file. Before it does, it looks whether the log still holds what was told last; where it does not, that is a finding
 * of the self-check from then on.
 *
 * <p>Each instance keeps its own anchors; more of them harm nothing.
 */
public final class AnchorKeeper implements Agenda {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorKeeper.class);

    private static final String NAME = "audit";
    private static final String BROKEN = "the audit log is not what it was";

    private final Vertx vertx;
    private final AuditStore audit;
    private final InstantSource clock;
    private final Duration every;
    private final @Nullable AnchorFile file;
    private volatile State state;
    private final AtomicBoolean saidWell = new AtomicBoolean();

    /** @param trouble what the self-check is to say; empty while all is well */
    private record State(@Nullable AuditAnchor last, Instant next, String trouble) {}

    /** @param file absent: the program's log alone is told */
    public AnchorKeeper(Vertx vertx, AuditStore audit, InstantSource clock, Duration every, @Nullable AnchorFile file) {
        this.vertx = vertx;
        this.audit = audit;
        this.clock = clock;
        this.every = every;
        this.file = file;
        this.state = new State(null, clock.instant(), "");
    }

    @Override
    public CompletionStage<Optional<Instant>> nextDue() {
        return Future.succeededFuture(Optional.of(state.next())).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> runDue() {
        Instant now = clock.instant();
        if (now.isBefore(state.next())) {
            return Future.<Void>succeededFuture().toCompletionStage();
        }
        return anchor(now)
                .recover(failure -> {
                    LOG.error("the audit log could not be anchored; trying again in {}", every, failure);
                    put(now, state.last(), "the audit log could not be anchored: " + failure.getMessage());
                    return Future.succeededFuture();
                })
                .toCompletionStage();
    }

    private Future<Void> anchor(Instant now) {
        return last().compose(last -> judge(last)
                .compose(trouble ->
                        audit.head(now).compose(anchor -> tell(anchor).onSuccess(told -> put(now, anchor, trouble)))));
    }

    private void put(Instant now, @Nullable AuditAnchor last, String trouble) {
        // What was found broken does not heal by being anchored anew.
        String lasting = trouble.isEmpty() ? broken() : trouble;
        state = new State(last, now.plus(every), lasting);
    }

    private String broken() {
        String before = state.trouble();
        return before.startsWith(BROKEN) ? before : "";
    }

    /** What was told last: by this process, or before it by an earlier one. */
    private Future<Optional<AuditAnchor>> last() {
        AuditAnchor own = state.last();
        AnchorFile kept = file;
        return own != null || kept == null
                ? Future.succeededFuture(Optional.ofNullable(own))
                : vertx.executeBlocking(kept::last);
    }

    private Future<String> judge(Optional<AuditAnchor> last) {
        if (last.isEmpty() || last.get().seq() == 0) {
            return Future.succeededFuture("");
        }
        AuditAnchor told = last.get();
        return audit.hashOf(told.seq()).map(hash -> {
            if (hash.equals(Optional.of(told.hash()))) {
                return "";
            }
            String trouble = BROKEN + ": line " + told.seq() + " as told at " + told.at() + " is "
                    + (hash.isEmpty() ? "missing" : "another");
            LOG.error("{}; told then: {}", trouble, told.toJson());
            return trouble;
        });
    }

    private Future<Void> tell(AuditAnchor anchor) {
        LOG.info("{}", anchor.toJson());
        AnchorFile kept = file;
        return kept == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> {
                    kept.append(anchor);
                    return null;
                });
    }

    /**
     * Whether the log is what it was told to be, and could be told. That all is well is said once: another instance, which has
     * been told more, may know better.
     */
    public List<Finding> findings() {
        State now = state;
        if (!now.trouble().isEmpty()) {
            return List.of(new Finding(NAME, false, now.trouble()));
        }
        return now.last() != null && saidWell.compareAndSet(false, true)
                ? List.of(new Finding(NAME, true, ""))
                : List.of();
    }
}
