package org.jiaoying.embedded;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one user from taking over another's MQTT session, and with it what is queued there.
 *
 * <p>An id {@code user/anything} belongs to that user alone, and only such a session outlives its connection. Any other id
 * may be used by whoever comes first, for as long as the connection lasts. Safe for use by several threads.
 */
final class ClientIds {

    private record Holder(String user, int connections) {}

    private final ConcurrentHashMap<String, Holder> holders = new ConcurrentHashMap<>();

    /** Whether a session of this id may outlive its connection for this user. */
    static boolean owns(String user, String clientId) {
        return clientId.startsWith(user + "/");
    }

    /** Takes the id for a connection of this user; false if it is another's. Pairs with {@link #release}. */
    boolean take(String user, String clientId) {
        if (clientId.contains("/") && !owns(user, clientId)) {
            return false;
        }
        Holder holder = holders.compute(
                clientId,
                (id, held) -> held == null
                        ? new Holder(user, 1)
                        : held.user().equals(user) ? new Holder(user, held.connections() + 1) : held);
        return holder.user().equals(user);
    }

    /** Gives back what {@link #take} granted. */
    void release(String user, String clientId) {
        holders.computeIfPresent(clientId, (id, held) -> {
            if (!held.user().equals(user)) {
                return held;
            }
            return held.connections() == 1 ? null : new Holder(user, held.connections() - 1);
        });
    }
}
