package org.jiaoying.alerting.link;

import io.vertx.core.Future;
import java.util.Optional;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.answer.Answer;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.store.LinkStore;
import org.jiaoying.alerting.store.LinkStore.OpenLink;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;

/**
 * Opens links, and takes what is pressed behind them as the answer of the person who was called. A link is open for
 * {@link LinkMaker#LASTS}, and not longer than its warning. Safe for use by several threads.
 */
public final class LinkTaker {
    private static final String VIA = "link";

    private final Transactions transactions;
    private final WarningStore warnings;
    private final AnswerTaker answers;
    private final Runnable afterCommit;
    private final LinkStore links = new LinkStore();

    /** What became of a press. */
    public enum Outcome {
        /** The answer is safe. */
        TAKEN,
        /** It was pressed before, in this chase: nothing was done. */
        REPEATED,
        /** There is no such link that is open. */
        UNKNOWN
    }

    /** @param afterCommit told after each answer that is safe; must not block */
    public LinkTaker(Transactions transactions, WarningStore warnings, AnswerTaker answers, Runnable afterCommit) {
        this.transactions = transactions;
        this.warnings = warnings;
        this.answers = answers;
        this.afterCommit = afterCommit;
    }

    /** Whose link it is; empty if there is none that is open. Changes nothing: phones look at links before people do. */
    public Future<Optional<OpenLink>> open(String token) {
        return LinkToken.isWellFormed(token)
                ? transactions.run(work -> links.find(work, LinkToken.hash(token)))
                : Future.succeededFuture(Optional.empty());
    }

    /**
     * Takes a press as the person's answer, once in a chase.
     *
     * @param words what stood on the button, for the record
     */
    public Future<Outcome> take(String token, Press press, String words) {
        if (!LinkToken.isWellFormed(token)) {
            return Future.succeededFuture(Outcome.UNKNOWN);
        }
        String hash = LinkToken.hash(token);
        return transactions
                .run(work -> links.find(work, hash)
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture(Outcome.UNKNOWN)
                                : take(work, hash, found.get(), press, words)))
                .onSuccess(outcome -> {
                    if (outcome == Outcome.TAKEN) {
                        afterCommit.run();
                    }
                });
    }

    private Future<Outcome> take(Work work, String hash, OpenLink link, Press press, String words) {
        return warnings.lock(work, link.warningId()).compose(locked -> {
            Warning warning = locked.orElseThrow();
            if (warning.state() == WarningState.CLOSED) {
                // Closed since the link was found, while we waited for the lock.
                return Future.succeededFuture(Outcome.UNKNOWN);
            }
            var answer = new Answer(Actor.person(link.personId()), link.personId(), link.callId(), words, VIA);
            return switch (press) {
                case ACKNOWLEDGE ->
                    once(
                            links.acknowledged(work, hash, warning.chase().startedAt()),
                            () -> answers.acknowledge(work, warning, answer));
                case HELP ->
                    once(
                            links.helpAsked(work, hash, warning.chase().startedAt()),
                            () -> answers.help(work, warning, answer));
            };
        });
    }

    private static Future<Outcome> once(Future<Boolean> first, java.util.function.Supplier<Future<Void>> answer) {
        return first.compose(
                isFirst -> isFirst ? answer.get().map(Outcome.TAKEN) : Future.succeededFuture(Outcome.REPEATED));
    }
}
