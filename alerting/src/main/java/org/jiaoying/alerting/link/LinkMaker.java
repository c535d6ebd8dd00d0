package org.jiaoying.alerting.link;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.jiaoying.alerting.call.ChannelName;
import org.jiaoying.alerting.call.PlannedCall;
import org.jiaoying.alerting.store.LinkStore;
import org.jiaoying.alerting.store.Work;
import org.jiaoying.alerting.warning.Warning;

/** Makes the links in the texts that call people. */
public final class LinkMaker {
    /** Texts carry no link. */
    public static final LinkMaker NONE = new LinkMaker("");

    /** How long a link can be opened, if its warning is not closed before. */
    public static final Duration LASTS = Duration.ofHours(24);

    /** Where links are served, under the address of the console. */
    private static final String PATH = "/w/";

    private final String publicUrl;
    private final LinkStore store = new LinkStore();

    /** @param publicUrl where phones reach the console, without a slash at the end; empty: texts carry no link */
    public LinkMaker(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** A fresh link for the text of a call; empty where the call has no text to carry it. */
    public Optional<Link> forCall(PlannedCall planned) {
        return publicUrl.isEmpty() || !planned.channel().equals(ChannelName.SMS.code())
                ? Optional.empty()
                : Optional.of(new Link(publicUrl + PATH, LinkToken.create()));
    }

    /** Keeps whose link it is, in the transaction that makes the call. */
    public Future<Void> keep(Work work, Warning warning, PlannedCall planned, Link link) {
        return store.add(
                work,
                LinkToken.hash(link.token()),
                planned.idFor(warning.id()),
                warning.id(),
                planned.callee().id(),
                work.now().plus(LASTS));
    }
}
