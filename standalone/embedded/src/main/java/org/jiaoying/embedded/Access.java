package org.jiaoying.embedded;

import org.jspecify.annotations.Nullable;

/**
 * Who may use the broker, and for what. Called on the broker's own threads, for each connection, message and subscription:
 * answers must come from memory.
 */
public interface Access {

    /** Everyone may do everything, also without a name. For tests on the loopback address. */
    Access OPEN = new Access() {
        @Override
        public boolean authenticate(String user, byte[] password) {
            return true;
        }

        @Override
        public boolean mayPublish(String user, String topic) {
            return true;
        }

        @Override
        public boolean maySubscribe(String user, String filter) {
            return true;
        }

        @Override
        public boolean separatesUsers() {
            return false;
        }
    };

    /**
     * @param user empty if the client gave none
     * @param password empty if the client gave none
     */
    boolean authenticate(String user, byte[] password);

    boolean mayPublish(String user, String topic);

    /** @param filter as subscribed; of a shared subscription, the filter behind {@code $share/group/} */
    boolean maySubscribe(String user, String filter);

    /** Whether users are kept from taking over each other's sessions. */
    default boolean separatesUsers() {
        return true;
    }

    /**
     * Whose client id this is: no other user may connect with it, and only such a session outlives its connection. By default
     * an id {@code user/anything} is that user's.
     *
     * @return null for an id that is nobody's: it is used by whoever comes first, for as long as the connection lasts
     */
    default @Nullable String sessionOwner(String clientId) {
        int slash = clientId.indexOf('/');
        return slash < 0 ? null : clientId.substring(0, slash);
    }
}
