package org.jiaoying.alerting.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A channel that reaches the public. A drill cannot get there: what it publishes is an {@link Actual}, and of a drill, or of a
 * text of which nobody knows what it is about, none can be made.
 */
public abstract class PublicChannel implements Channel {

    /** Refused because it is a drill, or not known not to be one. */
    public static final String NOT_FOR_THE_PUBLIC = "not-for-the-public";

    @Override
    public final CompletionStage<Submission> send(Message message) {
        Particulars about = message.particulars();
        if (about == null || about.drill()) {
            return CompletableFuture.completedFuture(new Submission.NotSent(
                    NOT_FOR_THE_PUBLIC,
                    about == null ? "it is about no warning" : "a drill never reaches the public",
                    false));
        }
        return publish(new Actual(message.key(), message.address(), message.text(), about));
    }

    /** Hands over what is real. */
    protected abstract CompletionStage<Submission> publish(Actual actual);

    /** A message about a real warning. Only made of one. */
    public static final class Actual {
        private final String key;
        private final String address;
        private final String text;
        private final Particulars about;

        private Actual(String key, String address, String text, Particulars about) {
            this.key = key;
            this.address = address;
            this.text = text;
            this.about = about;
        }

        public String key() {
            return key;
        }

        public String address() {
            return address;
        }

        public String text() {
            return text;
        }

        public Particulars about() {
            return about;
        }
    }
}
