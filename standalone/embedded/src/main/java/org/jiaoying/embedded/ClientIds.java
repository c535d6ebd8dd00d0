package org.jiaoying.embedded;

import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps one user from taking over another's MQTT session, and with it what is queued there: see {@link Access#sessionOwner}.
 * Safe for use by several threads.
 */
final class ClientIds {

    private record Holder(String user, int connections) {}

    private final Access access;
    private final ConcurrentHashMap<String, Holder> holders = new ConcurrentHashMap<>();

    ClientIds(Access access) {
        this.access = access;
    }

    /** Whether a session of this id may outlive its connection for this user. */
    boolean owns(String user, String clientId) {
        return user.equals(access.sessionOwner(clientId));
    }

    /** Takes the id for a connection of this user; false if it is another's. Pairs with {@link #release}. */
    boolean take(String user, String clientId) {
        String owner = access.sessionOwner(clientId);
        if (owner != null && !owner.equals(user)) {
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
