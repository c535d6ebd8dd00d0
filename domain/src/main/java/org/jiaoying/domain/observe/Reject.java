package org.jiaoying.domain.observe;

import java.time.Instant;

/**
 * A message, or one value of it, that the gateway refused.
 *
 * @param enterprise as the topic names it; empty where the topic is not of the feed at all
 * @param code stable, see {@code docs/feed.md}
 * @param reason a sentence for the sender, with what to do
 * @param sample the start of what was refused, at most 256 characters
 * @param count how many refusals of this code this one stands for: under a flood only some are told one by one
 */
public record Reject(
        String enterprise, String topic, Instant receivedAt, RejectCode code, String reason, String sample, int count) {

    /** A refusal that stands for itself. */
    public Reject(String enterprise, String topic, Instant receivedAt, RejectCode code, String reason, String sample) {
        this(enterprise, topic, receivedAt, code, reason, sample, 1);
    }
}
