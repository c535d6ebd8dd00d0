package org.jiaoying.alerting.dispatch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A way to reach people: hands one text to a carrier. Safe for use by several threads; the stage never fails, what went wrong
 * is a {@link Submission}. {@link PublicChannel} reaches the public instead, and cannot be handed a drill.
 */
public interface Channel {

    /** As it stands in rosters and tables, such as {@code sms}; one of {@link org.jiaoying.alerting.call.ChannelName}. */
    String name();

    Capabilities capabilities();

    CompletionStage<Submission> send(Message message);

    /** How many texts it hands over at a time; more at once would only wait for each other. */
    int window();

    /** How long handing over one text can take at most: afterwards nobody here is still at it. */
    Duration handOverWithin();

    /** Whether its carrier could be reached when that was last tried. */
    default boolean reachable() {
        return true;
    }

    /** The carriers it goes over, in the order in which they are tried. */
    default List<Carrier> carriers() {
        return List.of(new Carrier(name(), reachable()));
    }

    /**
     * One of those that carry its texts.
     *
     * @param name as it stands in records of what was handed over
     * @param reachable whether it could be reached when that was last tried
     */
    record Carrier(String name, boolean reachable) {}

    /**
     * A text for one address.
     *
     * @param key the same for every try to send this text; where the carrier can, it drops what it has under this key
     * @param address as the channel understands it
     * @param particulars what it is about; absent for the answer to an answer
     */
    record Message(
            String key,
            String address,
            String text,
            @Nullable Particulars particulars) {

        public Message(String key, String address, String text) {
            this(key, address, text, null);
        }
    }
}
