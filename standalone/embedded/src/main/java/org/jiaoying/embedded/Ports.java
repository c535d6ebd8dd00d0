package org.jiaoying.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports for parts that must be told theirs before they listen.
 *
 * <p>Between the finding and the listening a port can be lost. The system hands out ports of its own to every connection, so
 * none of those is offered here, and none is offered twice in one process.
 */
public final class Ports {
    private static final int FIRST = 15_000;

    /** Where the ports begin that Linux gives to connections; other systems begin higher. */
    private static final int END = 32_768;

    private static final Set<Integer> OFFERED = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port of the loopback address that nobody listens at.
     *
     * @throws IllegalStateException if all are taken
     */
    public static int free() {
        int start = ThreadLocalRandom.current().nextInt(FIRST, END);
        for (int i = 0; i < END - FIRST; i++) {
            int port = FIRST + (start - FIRST + i) % (END - FIRST);
            if (isFree(port) && OFFERED.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + END);
    }

    /** {@code port}, or a free one if it is 0. */
    static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
