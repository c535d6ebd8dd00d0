package org.jiaoying.alerting.dispatch;

import java.util.concurrent.CompletionStage;

/**
 * A way to reach people: hands one text to a carrier. Safe for use by several threads; the stage never fails, what went wrong
 * is a {@link Submission}.
 */
public interface Channel {

    /** As it stands in rosters and tables, such as {@code sms}. */
    String name();

    CompletionStage<Submission> send(Message message);

    /**
     * A text for one address.
     *
     * @param key the same for every try to send this text; where the carrier can, it drops what it has under this key
     * @param address as the channel understands it
     */
    record Message(String key, String address, String text) {}
}
