package org.jiaoying.alerting.notify.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * Where requests may go. An address of this machine or of a private network is refused unless the settings allow it, so that
 * nobody who may name an endpoint can make the system call its own neighbours.
 */
final class Destinations {

    /** A host that may not be called. */
    static final class NotAllowedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAllowedException(String message) {
            super(message);
        }
    }

    private final boolean allowPrivate;

    Destinations(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    /**
     * The address to connect to. The connection goes to this very address, so that a name cannot mean another one a moment
     * later. Blocks on the resolver.
     */
    InetAddress of(URI uri) throws UnknownHostException {
        String scheme = uri.getScheme();
        if (!"https".equals(scheme) && !"http".equals(scheme)) {
            throw new NotAllowedException("only http and https are called, not " + scheme);
        }
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new NotAllowedException("the address must name a host, and no user");
        }
        InetAddress[] all = InetAddress.getAllByName(uri.getHost());
        for (InetAddress address : all) {
            if (!allowPrivate && isInside(address)) {
                throw new NotAllowedException(
                        uri.getHost() + " lies inside this network, and the settings do not allow that");
            }
        }
        return all[0];
    }

    /** Addresses that are not of the public network (RFC 6890), however they are written. */
    static boolean isInside(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] octets = address.getAddress();
        return octets.length == 4 ? isInside(octets) : isInsideSix(octets);
    }

    private static boolean isInside(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        return first == 0
                || first >= 240
                || (first == 100 && second >= 64 && second < 128)
                || (first == 192 && second == 0)
                || (first == 198 && (second == 18 || second == 19));
    }

    private static boolean isInsideSix(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        boolean unique = (first & 0xfe) == 0xfc;
        // 64:ff9b::/96 and 2002::/16 carry an address of the fourth version, which may lie inside.
        boolean carries = (first == 0 && second == 0x64) || (first == 0x20 && second == 2);
        boolean zeros = first == 0 && second == 0;
        return unique || carries || zeros;
    }
}
