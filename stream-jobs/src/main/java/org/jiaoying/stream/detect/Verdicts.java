package org.jiaoying.stream.detect;

import java.util.Map;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Level;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.breach.BreachTransition.Change;
import org.jiaoying.domain.breach.Evidence;
import org.jiaoying.domain.rule.Sentence;
import org.jiaoying.stream.state.Issued;
import org.jiaoying.stream.state.SiteTrace;
import org.jiaoying.stream.state.SubjectTrace;
import org.jspecify.annotations.Nullable;

/** What one rule says of the subjects of a site; makes the steps of breaches of it ({@link LifeCycle}). */
final class Verdicts {
    private static final Text CLEARED = new Text("{title}解除：{zone} {device}", "{title}, cleared: {device} {zone}");
    private static final Text BACKFILL = new Text("补传记录", "Known from backfill only");

    private final SiteWatch watch;
    private final SiteTrace trace;
    private final Findings out;

    /**
     * A level that was reached, and why.
     *
     * @param at time of the fact that shows it, in milliseconds
     * @param value what was held against the limit
     * @param places what stands in the rule's sentence beside the subject's names
     */
    record Reached(
            Level level,
            long at,
            @Nullable Double value,
            @Nullable Double limit,
            Map<String, Text> places,
            @Nullable Evidence evidence) {}

    Verdicts(SiteWatch watch, SiteTrace trace, Findings out) {
        this.watch = watch;
        this.trace = trace;
        this.out = out;
    }

    /** A subject has reached a level: the one it has, a graver or a milder one. */
    void reach(SiteSubject subject, Reached reached) {
        SubjectTrace own = trace.subject(subject.key());
        Issued open = own.issued;
        Change change = LifeCycle.step(open == null ? null : open.level(), reached.level());
        if (change == null) {
            return;
        }
        var scribe = new BreachScribe(out, false);
        if (open == null) {
            own.device = subject.deviceKey().toString();
            own.issued = scribe.open(
                    finding(subject, reached),
                    reached.level(),
                    reached.at(),
                    reached.at(),
                    reached.value(),
                    reached.limit(),
                    reached.evidence());
        } else {
            SiteSubject same = subject.by(DeviceKey.parse(own.device));
            own.issued = scribe.change(
                    finding(same, reached),
                    open,
                    change,
                    reached.level(),
                    reached.at(),
                    reached.value(),
                    reached.limit(),
                    reached.evidence());
        }
    }

    /** Whether the subject has an open breach. */
    boolean isOpen(String subject) {
        SubjectTrace own = trace.subjects.get(subject);
        return own != null && own.issued != null;
    }

    /** Nothing is wrong with a subject any more. */
    void calm(SiteSubject subject, long at) {
        var places = new java.util.HashMap<>(subject.names());
        places.put("title", watch.rule().title());
        calm(subject.key(), at, Sentence.fill(CLEARED, places));
    }

    /** The same, with the sentence that tells why. */
    void calm(String subject, long at, Text why) {
        SubjectTrace own = trace.subjects.get(subject);
        if (own == null || own.issued == null) {
            return;
        }
        new BreachScribe(out, false)
                .withdraw(subject, DeviceKey.parse(own.device), null, trace.ruleId, own.issued, at, why);
        own.issued = null;
    }

    /** For the record only: a breach that backfill shows, opened and cleared. */
    void late(SiteSubject subject, Reached reached) {
        var scribe = new BreachScribe(out, true);
        Issued breach = scribe.open(
                finding(subject, reached),
                reached.level(),
                reached.at(),
                reached.at(),
                reached.value(),
                reached.limit(),
                reached.evidence());
        scribe.withdraw(
                subject.key(), subject.deviceKey(), subject.pointId(), trace.ruleId, breach, reached.at(), BACKFILL);
    }

    private Finding finding(SiteSubject subject, Reached reached) {
        return new Finding(watch.rule(), watch.version(), subject, watch.unit(), reached.places());
    }
}
