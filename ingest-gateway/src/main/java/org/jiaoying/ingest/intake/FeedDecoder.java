package org.jiaoying.ingest.intake;

/** Reads one feed format. A format beyond JSON is another implementation of this. For one thread. */
interface FeedDecoder {

    /**
     * Hands what the payload holds to the draft.
     *
     * @throws RefusedMessageException if the message cannot be taken as a whole
     */
    void decode(FeedTopic.Channel channel, byte[] payload, MessageDraft draft) throws RefusedMessageException;
}
