package org.jiaoying.alerting.exchange;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of the Common Alerting Protocol 1.2 (OASIS): its head, and the part of it that people read.
 *
 * @param identifier without spaces, commas, {@code <} and {@code &}
 * @param info absent in some Cancel messages of others
 */
record CapMessage(
        String identifier,
        String sender,
        OffsetDateTime sent,
        Status status,
        Type type,
        String scope,
        List<Reference> references,
        @Nullable Info info) {

    enum Status {
        ACTUAL("Actual"),
        EXERCISE("Exercise"),
        SYSTEM("System"),
        TEST("Test"),
        DRAFT("Draft");

        final String word;

        Status(String word) {
            this.word = word;
        }
    }

    enum Type {
        ALERT("Alert"),
        UPDATE("Update"),
        CANCEL("Cancel"),
        ACK("Ack"),
        ERROR("Error");

        final String word;

        Type(String word) {
            this.word = word;
        }
    }

    /** An earlier message that this one is about. */
    record Reference(String sender, String identifier, String sent) {
        /** As it stands in {@code references}. */
        @Override
        public String toString() {
            return sender + "," + identifier + "," + sent;
        }
    }

    /** What is the matter, in one language. */
    record Info(
            String language,
            String category,
            String event,
            String responseType,
            String urgency,
            String severity,
            String certainty,
            @Nullable OffsetDateTime onset,
            @Nullable OffsetDateTime expires,
            String senderName,
            String headline,
            String description,
            Map<String, String> parameters,
            @Nullable Area area) {}

    /** Where. */
    record Area(String description, String polygon, List<String> codes) {}
}
