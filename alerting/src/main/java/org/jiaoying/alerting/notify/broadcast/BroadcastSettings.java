package org.jiaoying.alerting.notify.broadcast;

import java.net.URI;

/**
 * The platform of the emergency broadcast.
 *
 * @param url takes the document by POST
 * @param secret signs it
 * @param entity the eighteen digits under which the platform knows us
 * @param eventType five digits of the kind of event, as agreed with the platform
 */
public record BroadcastSettings(URI url, String secret, String entity, String senderName, String eventType) {
    @Override
    public String toString() {
        return entity;
    }
}
