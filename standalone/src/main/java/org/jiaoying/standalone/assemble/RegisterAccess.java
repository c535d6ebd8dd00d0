package org.jiaoying.standalone.assemble;

import org.jiaoying.embedded.Access;
import org.jiaoying.ingest.register.Credentials;
import org.jiaoying.ingest.register.TopicAccess;

/** Gives the embedded broker the register's users, and what they may do. */
final class RegisterAccess implements Access {
    private final Credentials credentials;
    private final TopicAccess topics;

    RegisterAccess(Credentials credentials) {
        this.credentials = credentials;
        this.topics = new TopicAccess(credentials);
    }

    @Override
    public boolean authenticate(String user, byte[] password) {
        return credentials.verify(user, password);
    }

    @Override
    public boolean mayPublish(String user, String topic) {
        return topics.mayPublish(user, topic);
    }

    @Override
    public boolean maySubscribe(String user, String filter) {
        return topics.maySubscribe(user, filter);
    }
}
