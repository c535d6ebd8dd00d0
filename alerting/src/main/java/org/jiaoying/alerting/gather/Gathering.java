package org.jiaoying.alerting.gather;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jiaoying.alerting.Actor;
import org.jiaoying.alerting.InOrder;
import org.jiaoying.alerting.dispatch.Outgoing;
import org.jiaoying.alerting.dispatch.Particulars;
import org.jiaoying.alerting.dispatch.Sieve;
import org.jiaoying.alerting.gather.Load.Sent;
import org.jiaoying.alerting.gather.Load.Verdict;
import org.jiaoying.alerting.store.GatherStore;
import org.jiaoying.alerting.store.OutboxStore;
import org.jiaoying.alerting.store.Work;

/**
 * Gathers the texts to one person in a flood, see {@link Load}. Nothing is dropped: each call stays a call of its own, with its
 * code, is submitted and delivered when the text that lists it is, and tells in the record of its warning why it waited and in
 * which text it went out.
 */
public final class Gathering implements Sieve {
    private static final Actor SELF = Actor.part("gather");
    private static final Comparator<Outgoing> GRAVEST = Comparator.comparingInt(Outgoing::urgency)
            .reversed()
            .thenComparing(Outgoing::due)
            .thenComparing(Outgoing::id);

    private final GatherStore store;
    private final OutboxStore outbox;

    public Gathering(GatherStore store, OutboxStore outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public Future<Void> enter(Work work, String channel) {
        return store.lock(work, channel);
    }

    @Override
    public Future<List<Outgoing>> sift(Work work, List<Outgoing> claimed) {
        var out = new ArrayList<Outgoing>();
        var merged = new HashSet<String>();
        List<Outgoing> due = claimed.stream().sorted(GRAVEST).toList();
        return InOrder.each(due, text -> {
                    if (merged.contains(text.id())) {
                        return Future.<Void>succeededFuture();
                    }
                    if (!text.purpose().equals("call") || text.tries() > 0 || text.particulars() == null) {
                        out.add(text);
                        return Future.<Void>succeededFuture();
                    }
                    return decide(work, text, due, out, merged);
                })
                .map(done -> out);
    }

    private Future<Void> decide(Work work, Outgoing text, List<Outgoing> due, List<Outgoing> out, Set<String> merged) {
        boolean drill = about(text).drill();
        return store.sent(work, text, drill, work.now().minus(Load.WINDOW)).compose(sent -> {
            Verdict verdict = Load.decide(
                    sent.stream().map(one -> new Sent(one.at(), one.red())).toList(),
                    text.urgency() >= Outgoing.RED,
                    work.now());
            return switch (verdict.what()) {
                case ALONE -> alone(work, text, out);
                case TOGETHER -> together(work, text, due, out, merged);
                case LATER -> later(work, text, verdict);
            };
        });
    }

    private Future<Void> alone(Work work, Outgoing text, List<Outgoing> out) {
        out.add(text);
        return store.letOut(work, text.id());
    }

    private Future<Void> later(Work work, Outgoing text, Verdict verdict) {
        String reason = "gathered until " + verdict.at() + ": " + verdict.before() + " texts in ten minutes";
        work.record(
                SELF,
                "call.gathered",
                text.id(),
                new JsonObject().put("until", verdict.at().toString()).put("textsBefore", verdict.before()));
        return store.putOff(work, text.id(), verdict.at(), reason);
    }

    private Future<Void> together(
            Work work, Outgoing text, List<Outgoing> due, List<Outgoing> out, Set<String> merged) {
        boolean drill = about(text).drill();
        return store.lockWaiting(work, text, drill).compose(waiting -> {
            var all = new ArrayList<Outgoing>();
            all.add(text);
            for (Outgoing other : due) {
                boolean alike = other.address().equals(text.address())
                        && other.purpose().equals("call")
                        && other.tries() == 0
                        && other.particulars() != null
                        && about(other).drill() == drill;
                if (alike && other != text && !merged.contains(other.id()) && !out.contains(other)) {
                    all.add(other);
                }
            }
            all.addAll(waiting);
            return all.size() == 1 ? alone(work, text, out) : merge(work, all, merged);
        });
    }

    /** One text for all of them; it is claimed next, and passes. */
    private Future<Void> merge(Work work, List<Outgoing> all, Set<String> merged) {
        List<Outgoing> gravestFirst = all.stream().sorted(GRAVEST).toList();
        Outgoing gravest = gravestFirst.get(0);
        String id = Outgoing.DIGEST + gravest.id();
        String text = DigestText.of(gravestFirst.stream().map(Gathering::about).toList());
        var digest = new Outgoing(
                id,
                gravest.channel(),
                gravest.address(),
                text,
                "digest",
                null,
                gravest.urgency(),
                work.now(),
                0,
                about(gravest));
        return outbox.put(work, digest)
                .compose(put -> store.letOut(work, id))
                .compose(done -> InOrder.each(gravestFirst, one -> {
                    merged.add(one.id());
                    work.record(
                            SELF,
                            "call.merged",
                            one.id(),
                            new JsonObject()
                                    .put("into", id)
                                    .put("warnings", all.size())
                                    .put("text", text));
                    return store.merge(work, one.id(), id);
                }));
    }

    private static Particulars about(Outgoing text) {
        return Objects.requireNonNull(text.particulars());
    }
}
