package org.jiaoying.alerting.dispatch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels this installation has, by name. */
public final class Channels {
    private final Map<String, Channel> channels = new LinkedHashMap<>();

    public Channels(List<? extends Channel> channels) {
        for (Channel channel : channels) {
            if (this.channels.put(channel.name(), channel) != null) {
                throw new IllegalArgumentException("two channels are named " + channel.name());
            }
        }
    }

    public Optional<Channel> named(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    public boolean has(String name) {
        return channels.containsKey(name);
    }

    /** In the order in which they were given. */
    public Collection<Channel> all() {
        return List.copyOf(channels.values());
    }
}
