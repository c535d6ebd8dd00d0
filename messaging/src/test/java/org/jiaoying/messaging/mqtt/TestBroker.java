package org.jiaoying.messaging.mqtt;

import java.net.URI;

/**
 * A broker that the contract of the link is tested against. It knows the users {@code gateway}, {@code ent-a} and {@code
 * ent-b}, whose passwords are their names, with the rights of production.
 */
interface TestBroker extends AutoCloseable {
    URI uri();

    /** Stops it in order, so that what it acknowledged is on disk. */
    void stop();

    /** Starts it again at the same address, with what it had on disk. */
    void start();

    /** Whether it keeps to the client's receive maximum. */
    boolean keepsReceiveMaximum();

    /** Whether it refuses a subscription that its user has no right to, rather than delivering nothing. */
    boolean refusesSubscriptions();

    /** Whether it tells a client that another one took its session, rather than only closing the connection. */
    boolean tellsTakeover();

    /** Whether it deals the messages of a shared subscription in turn, also when one member could take them all. */
    boolean dealsEvenly();

    @Override
    void close();
}
