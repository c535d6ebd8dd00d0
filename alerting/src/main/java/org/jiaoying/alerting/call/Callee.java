package org.jiaoying.alerting.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person of a frozen chain, as they were when the warning opened.
 *
 * @param language {@code zh} or {@code en}
 * @param superior name and number to ring when this person is unreached; absent if there is none
 * @param addresses by channel
 */
public record Callee(
        String id,
        String name,
        String post,
        String language,
        @Nullable String superior,
        Map<String, List<String>> addresses) {

    public Callee {
        addresses = Map.copyOf(addresses);
    }

    /** Where this person is reached by the channel; empty if nowhere. */
    public List<String> addresses(String channel) {
        return addresses.getOrDefault(channel, List.of());
    }
}
