package org.jiaoying.messaging.mqtt;

/**
 * What went over a link since it was opened.
 *
 * @param connects connections that stood
 * @param losses connections that ended or could not be made
 * @param received messages given to the handler, those that came again included
 * @param acknowledged messages of which the broker was told
 * @param unacknowledged messages of the present connection that the handler has not acknowledged yet
 * @param published messages the broker took
 * @param publishedToNobody those of them that no subscription matched
 * @param failed publications that completed with a failure
 * @param outstanding publications that have not completed yet
 */
public record LinkCounts(
        long connects,
        long losses,
        long received,
        long acknowledged,
        long unacknowledged,
        long published,
        long publishedToNobody,
        long failed,
        long outstanding) {}
