package org.jiaoying.simulators.phones;

import java.time.Instant;
import java.util.List;

/**
 * A phone as an onlooker sees it: the last thousand texts it received and sent.
 *
 * @param messages texts received, oldest first
 * @param replies texts sent, oldest first
 */
public record PhoneView(
        String number, String person, Behaviour behaviour, List<Received> messages, List<Sent> replies) {

    /**
     * A text as the phone shows it.
     *
     * @param reference its sender's own id of it, which the phone does not show; empty if there was none
     */
    public record Received(Instant at, String text, String from, String reference) {}

    /** What the person wrote, with the number it went to. */
    public record Sent(Instant at, String text, String to) {}
}
