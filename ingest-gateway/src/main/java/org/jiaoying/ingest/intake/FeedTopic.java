package org.jiaoying.ingest.intake;

import java.util.Locale;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;
import org.jspecify.annotations.Nullable;

/** A topic of the feed: {@code jy/v1/{enterprise}/{site}/{device}/{channel}}. */
public record FeedTopic(DeviceKey device, Channel channel) {
    public static final String PREFIX = "jy/v1/";

    /** What kind of observation a topic carries. */
    public enum Channel {
        TELEMETRY,
        POSITION,
        EVENT,
        STATUS;

        /** The last level of the topic. */
        public String level() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Channel of(String level) {
            for (Channel channel : values()) {
                if (channel.level().equals(level)) {
                    return channel;
                }
            }
            return null;
        }
    }

    /** The topic read, or null if it is none of the feed. */
    public static @Nullable FeedTopic parse(String topic) {
        if (!topic.startsWith(PREFIX)) {
            return null;
        }
        String[] levels = topic.substring(PREFIX.length()).split("/", 5);
        if (levels.length != 4
                || !Identifiers.isValid(levels[0])
                || !Identifiers.isValid(levels[1])
                || !Identifiers.isValid(levels[2])) {
            return null;
        }
        Channel channel = Channel.of(levels[3]);
        return channel == null ? null : new FeedTopic(new DeviceKey(levels[0], levels[1], levels[2]), channel);
    }

    /** The enterprise a topic names, also where the rest of it is no topic of the feed; empty if it names none. */
    public static String enterpriseOf(String topic) {
        if (!topic.startsWith(PREFIX)) {
            return "";
        }
        int end = topic.indexOf('/', PREFIX.length());
        String level = topic.substring(PREFIX.length(), end < 0 ? topic.length() : end);
        return Identifiers.isValid(level) ? level : "";
    }

    @Override
    public String toString() {
        return PREFIX + device + "/" + channel.level();
    }
}
