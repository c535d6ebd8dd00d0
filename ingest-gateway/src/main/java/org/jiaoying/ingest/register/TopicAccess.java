package org.jiaoying.ingest.register;

import org.jiaoying.ingest.intake.FeedTopic;
import org.jspecify.annotations.Nullable;

/**
 * Which topics a user may use. An enterprise publishes the feed of its own devices and reads what was refused of it; a gateway
 * reads every feed and publishes what was refused. Nothing else is allowed.
 */
public final class TopicAccess {
    private static final String FEED = "jy/v1/+/+/+/+";

    private final Credentials credentials;

    public TopicAccess(Credentials credentials) {
        this.credentials = credentials;
    }

    public boolean mayPublish(String user, String topic) {
        Credential credential = credentials.find(user);
        if (credential == null) {
            return false;
        }
        String enterprise = credential.enterprise();
        if (enterprise == null) {
            return isRejects(topic, null);
        }
        FeedTopic feed = FeedTopic.parse(topic);
        return feed != null && feed.device().enterprise().equals(enterprise);
    }

    /** @param filter of a shared subscription the filter behind {@code $share/group/} */
    public boolean maySubscribe(String user, String filter) {
        Credential credential = credentials.find(user);
        if (credential == null) {
            return false;
        }
        String enterprise = credential.enterprise();
        return enterprise == null ? filter.equals(FEED) : isRejects(filter, enterprise);
    }

    /** @param enterprise null for any */
    private static boolean isRejects(String topic, @Nullable String enterprise) {
        String named = FeedTopic.enterpriseOf(topic);
        return !named.isEmpty()
                && (enterprise == null || enterprise.equals(named))
                && topic.equals("jy/v1/" + named + "/rejects");
    }
}
