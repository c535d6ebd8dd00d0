package org.jiaoying.alerting.call;

import java.util.List;
import java.util.Map;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * A person of a frozen chain, as they were when the warning opened.
 *
 * @param language {@code zh} or {@code en}
 * @param superior name and number to ring when this person is unreached; absent if there is none
 * @param addresses by channel; a channel that is not set up here is left out
 * @param why why this person stands in the chain, such as being on duty or standing in; empty where the chain names them
 */
public record Callee(
        String id,
        String name,
        String post,
        String language,
        @Nullable String superior,
        Map<String, List<String>> addresses,
        Text why) {

    public Callee {
        addresses = Map.copyOf(addresses);
    }

    /** A person whom the chain itself names. */
    public Callee(
            String id,
            String name,
            String post,
            String language,
            @Nullable String superior,
            Map<String, List<String>> addresses) {
        this(id, name, post, language, superior, addresses, Text.same(""));
    }

    /** The same person, standing in the chain for a reason. */
    public Callee because(Text reason) {
        return new Callee(id, name, post, language, superior, addresses, reason);
    }

    /** Where this person is reached by the channel; empty if nowhere. */
    public List<String> addresses(String channel) {
        return addresses.getOrDefault(channel, List.of());
    }
}
