package org.jiaoying.alerting.notify.mail;

import java.time.Duration;
import org.jiaoying.alerting.dispatch.Rate;

/**
 * Where letters are handed in.
 *
 * @param user empty: the server wants none
 * @param from the address from which letters come
 * @param within how long a hand-over may take
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        Duration within,
        Rate rate) {

    /** How the connection is protected. */
    public enum Security {
        TLS,
        STARTTLS,
        /** Only to a server on this machine or an own network. */
        NONE
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
