package org.jiaoying.alerting.reply;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.answer.Answer;
import org.jiaoying.alerting.answer.AnswerTaker;
import org.jiaoying.alerting.compose.Masked;
import org.jiaoying.alerting.compose.NoticeText;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.reply.Reply.Kind;
import org.jiaoying.alerting.roster.PhoneNumber;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.ReplyStore;
import org.jiaoying.alerting.store.ReplyStore.Candidate;
import org.jiaoying.alerting.store.Transactions;
import org.jiaoying.alerting.store.WarningStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Report;
import org.jiaoying.alerting.warning.Warning;
import org.jiaoying.alerting.warning.WarningState;
import org.jspecify.annotations.Nullable;

/**
 * Takes a reply: keeps it, once; finds whose it is by the sending number and which warning is meant by the code, or by there
 * being only one; and answers what cannot be taken as it is with a text that helps, a few an hour at most.
 */
public final class ReplyTaker {
    private static final int NOTICES_AN_HOUR = 3;

    /** From reading a text to the arrival of the answer to it, where nothing holds it up. */
    private static final Duration WRITING = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final ReplyStore replies;
    private final WarningStore warnings;
    private final OutboxStore outbox;
    private final AnswerTaker answers;

    public ReplyTaker(
            Transactions transactions,
            ReplyStore replies,
            WarningStore warnings,
            OutboxStore outbox,
            AnswerTaker answers) {
        this.transactions = transactions;
        this.replies = replies;
        this.warnings = warnings;
        this.outbox = outbox;
        this.answers = answers;
    }

    /** Completes when the reply and what it does are safe; the same reply again does nothing. */
    public Future<Void> take(IncomingText text) {
        IncomingText normal = withNormalSender(text);
        return transactions.run(work -> whole(work, normal)
                .compose(whole -> whole.isPresent() ? takeWhole(work, whole.get()) : Future.succeededFuture()));
    }

    private static IncomingText withNormalSender(IncomingText text) {
        String from;
        try {
            from = PhoneNumber.normal(text.from());
        } catch (IllegalArgumentException noNumber) {
            from = text.from();
        }
        return new IncomingText(
                text.channel(),
                text.carrierKey(),
                text.keyIsLasting(),
                text.session(),
                from,
                text.to(),
                text.text(),
                text.part());
    }

    /** The whole text: this one, or all parts of a long one once the last is here. */
    private Future<Optional<IncomingText>> whole(Work work, IncomingText text) {
        IncomingText.Part part = text.part();
        if (part == null) {
            return Future.succeededFuture(Optional.of(text));
        }
        return replies.join(work, text, part)
                .map(joined -> joined.map(words -> new IncomingText(
                        text.channel(),
                        text.carrierKey(),
                        text.keyIsLasting(),
                        text.session(),
                        text.from(),
                        text.to(),
                        words,
                        null)));
    }

    private Future<Void> takeWhole(Work work, IncomingText text) {
        return replies.add(work, text)
                .compose(kept -> kept.isEmpty()
                        ? Future.<Void>succeededFuture()
                        : replies.candidates(work, text.channel(), text.from())
                                .compose(candidates -> replies.sender(work, text.channel(), text.from())
                                        .compose(sender ->
                                                new OneReply(work, kept.get(), text, candidates, sender).take())));
    }

    /** One reply under way in one transaction. */
    private final class OneReply {
        private final Work work;
        private final long id;
        private final boolean maybeBefore;
        private final IncomingText text;
        private final Reply reply;
        private final List<Candidate> candidates;
        private final Optional<ReplyStore.Sender> sender;

        OneReply(
                Work work,
                ReplyStore.Kept kept,
                IncomingText text,
                List<Candidate> candidates,
                Optional<ReplyStore.Sender> sender) {
            this.work = work;
            this.id = kept.id();
            this.maybeBefore = kept.maybeBefore();
            this.text = text;
            this.reply = ReplyReader.read(text.text());
            this.candidates = candidates;
            this.sender = sender;
        }

        Future<Void> take() {
            if (candidates.isEmpty() && sender.isEmpty()) {
                // Not a word back: a stranger's number may be a machine that answers every text.
                return recorded("unknown-sender", null);
            }
            String code = reply.code();
            if (reply.kind() == Kind.UNCLEAR) {
                return notice("unclear", NoticeText.unclear(language(), openCodes()));
            }
            return code == null ? takeBare() : takeCoded(code);
        }

        private Future<Void> takeCoded(String code) {
            List<Candidate> meant = candidates.stream()
                    .filter(candidate -> candidate.code().equals(code))
                    .toList();
            if (meant.isEmpty()) {
                return notice("wrong-code", NoticeText.wrongCode(language(), code, openCodes()));
            }
            return meant.get(0).open() ? answer(meant) : tooLate(meant.get(0));
        }

        private Future<Void> tooLate(Candidate candidate) {
            return notice(
                    "too-late", NoticeText.marked(candidate.drill(), NoticeText.tooLate(language(), candidate.code())));
        }

        /** A bare answer counts only where it can mean but one warning, and certainly means that. */
        private Future<Void> takeBare() {
            // What has not left yet is answered by nobody, unless nothing else could be meant.
            Set<String> told = candidates.stream()
                    .filter(Candidate::told)
                    .map(Candidate::warningId)
                    .collect(Collectors.toSet());
            List<Candidate> possible = candidates.stream()
                    .filter(candidate -> told.isEmpty() || told.contains(candidate.warningId()))
                    .toList();
            List<Candidate> open = possible.stream().filter(Candidate::open).toList();
            List<Candidate> waiting =
                    open.stream().filter(Candidate::unanswered).toList();
            List<Candidate> meant = reply.kind() == Kind.RECEIVED && !waiting.isEmpty() ? waiting : open;
            long warnings = meant.stream().map(Candidate::warningId).distinct().count();
            if (warnings == 1) {
                return maybeBefore || crossed(meant.get(0)) ? askedForTheCode() : answer(meant);
            }
            if (warnings > 1) {
                return notice("ambiguous", NoticeText.whichOne(language(), openCodes()));
            }
            return possible.isEmpty()
                    ? notice("nothing-open", NoticeText.nothingOpen(language()))
                    : tooLate(possible.get(0));
        }

        private Future<Void> askedForTheCode() {
            return notice("code-asked", NoticeText.withCode(language(), openCodes()));
        }

        /** Whether it may have been meant for a warning that was closed while its sender wrote, as news of this one came. */
        private boolean crossed(Candidate open) {
            Instant now = work.now();
            Instant toldAt = open.toldAt();
            return reply.kind() != Kind.HELP
                    && toldAt != null
                    && toldAt.isAfter(now.minus(WRITING))
                    && candidates.stream()
                            .filter(other -> other.told() && !other.answered())
                            .map(Candidate::closedAt)
                            .anyMatch(closedAt -> closedAt != null && closedAt.isAfter(now.minus(WRITING)));
        }

        /**
         * An answer about one warning. Where several people share the phone it is the one they name, or else the first who has
         * not answered: each answers for themselves.
         */
        private Future<Void> answer(List<Candidate> sharing) {
            Candidate one = sharing.stream()
                    .filter(candidate -> text.text().contains(candidate.name()))
                    .findFirst()
                    .or(() -> sharing.stream()
                            .filter(candidate -> !candidate.answered())
                            .findFirst())
                    .orElse(sharing.get(0));
            List<String> others = sharing.stream()
                    .filter(candidate -> candidate != one && !candidate.answered())
                    .map(Candidate::name)
                    .toList();
            Future<Void> answered = answer(one);
            return others.isEmpty()
                    ? answered
                    : answered.compose(done -> noticed(NoticeText.marked(
                                    one.drill(), NoticeText.answeredFor(language(), one.name(), others, one.code()))))
                            .mapEmpty();
        }

        private Future<Void> answer(Candidate candidate) {
            return warnings.lock(work, candidate.warningId()).compose(warning -> {
                Warning open = warning.orElseThrow();
                if (open.state() == WarningState.CLOSED) {
                    // Closed since the candidates were read, while we waited for its lock.
                    return tooLate(candidate);
                }
                var answer = new Answer(
                        Actor.person(candidate.personId()),
                        candidate.personId(),
                        candidate.callId(),
                        text.text(),
                        text.channel());
                return taken(open, answer).compose(done -> recorded(reply.kind().name(), candidate));
            });
        }

        private Future<Void> taken(Warning warning, Answer answer) {
            return switch (reply.kind()) {
                case RECEIVED -> answers.acknowledge(work, warning, answer);
                case HANDLED -> answers.report(work, warning, answer, report(warning));
                case HELP ->
                    answers.help(work, warning, answer)
                            .compose(
                                    done -> put(NoticeText.marked(warning.drill(), NoticeText.helpCalled(language()))));
                case UNCLEAR -> Future.succeededFuture();
            };
        }

        /** Handled, with words, after all has cleared is the closing report; else the first, or a further one. */
        private Report report(Warning warning) {
            Report.Kind kind = warning.state().cleared() && !reply.text().isEmpty()
                    ? Report.Kind.CLOSING
                    : warning.reports().firstAt() == null ? Report.Kind.FIRST : Report.Kind.FURTHER;
            return ReportReader.read(kind, reply.text());
        }

        private Future<Void> recorded(String outcome, @Nullable Candidate candidate) {
            work.record(
                    candidate == null ? Actor.part("reply") : Actor.person(candidate.personId()),
                    "reply.taken",
                    candidate == null ? "reply-" + id : candidate.warningId(),
                    new JsonObject()
                            .put("reply", id)
                            .put("from", Masked.number(text.from()))
                            .put("text", text.text())
                            .put("outcome", outcome));
            return replies.outcome(
                    work,
                    id,
                    outcome,
                    candidate == null ? sender.map(ReplyStore.Sender::personId).orElse(null) : candidate.personId(),
                    candidate == null ? null : candidate.warningId());
        }

        private Future<Void> notice(String outcome, String words) {
            return noticed(words)
                    .compose(sent -> recorded(sent ? outcome : outcome + ", no more notices this hour", null));
        }

        /** Sends a text back, unless the sender has had enough of them: two machines must not talk to each other for ever. */
        private Future<Boolean> noticed(String words) {
            return outbox.notices(work, text.from(), work.now().minus(Duration.ofHours(1)))
                    .compose(sent -> sent >= NOTICES_AN_HOUR
                            ? Future.succeededFuture(false)
                            : put(words).map(done -> true));
        }

        private Future<Void> put(String words) {
            return outbox.put(
                            work,
                            new Outgoing(
                                    "notice-" + id,
                                    // Who pressed a key in a spoken call reads the notice: no template has its words.
                                    text.channel().equals("voice") ? "sms" : text.channel(),
                                    text.from(),
                                    words,
                                    "notice",
                                    null,
                                    0,
                                    work.now(),
                                    0))
                    .mapEmpty();
        }

        private List<NoticeText.OpenCode> openCodes() {
            return candidates.stream()
                    .filter(Candidate::open)
                    .map(candidate -> new NoticeText.OpenCode(candidate.code(), candidate.drill()))
                    .distinct()
                    .toList();
        }

        private String language() {
            return sender.map(ReplyStore.Sender::language).orElse("zh");
        }
    }
}
