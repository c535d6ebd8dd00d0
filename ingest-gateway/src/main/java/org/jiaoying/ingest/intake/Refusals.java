package org.jiaoying.ingest.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jiaoying.domain.Text;
import org.jiaoying.domain.observe.Reject;
import org.jiaoying.domain.observe.RejectCode;

/** What is refused of one message: counted exactly, told in words for the first few of each code. For one thread. */
final class Refusals {
    private static final int TOLD_PER_CODE = 3;
    private static final int MAX_SAMPLE = 256;
    private static final int[] NONE = {};

    private final int[] counts = new int[RejectCode.values().length];
    private final int[] toldOf = new int[RejectCode.values().length];
    private final List<Reject> told = new ArrayList<>();
    private String topic = "";
    private Instant receivedAt = Instant.EPOCH;
    private boolean any;

    /** Begins with the next message. */
    void begin(String messageTopic, Instant messageReceivedAt) {
        topic = messageTopic;
        receivedAt = messageReceivedAt;
        clear();
    }

    /** Forgets what was refused of the parts, as when the message is refused as a whole. */
    void clear() {
        if (any) {
            Arrays.fill(counts, 0);
            Arrays.fill(toldOf, 0);
            told.clear();
            any = false;
        }
    }

    /**
     * Refuses something.
     *
     * @param reason the sentence, with {@code %s} for {@code detail}
     * @param sample what was refused, as the sender wrote it
     */
    void refuse(RejectCode code, Text reason, String detail, String sample) {
        count(code);
        if (++toldOf[code.ordinal()] <= TOLD_PER_CODE) {
            String words = reason.zh() + " / " + reason.en();
            told.add(reject(code, words.replace("%s", clean(detail, 160)), clean(sample, MAX_SAMPLE)));
        }
    }

    /** Counts something refused of which the sender was told lately. */
    void count(RejectCode code) {
        any = true;
        counts[code.ordinal()]++;
    }

    private Reject reject(RejectCode code, String reason, String sample) {
        return new Reject(FeedTopic.enterpriseOf(topic), clean(topic, MAX_SAMPLE), receivedAt, code, reason, sample);
    }

    /** Whether there is nothing that the sender is told. */
    boolean isEmpty() {
        return told.isEmpty();
    }

    int[] counts() {
        return any ? counts.clone() : NONE;
    }

    /** In order; the last told of a code says how many more there were. */
    List<Reject> told() {
        if (!any) {
            return List.of();
        }
        var rejects = new ArrayList<Reject>(told);
        for (RejectCode code : RejectCode.values()) {
            int more = counts[code.ordinal()] - Math.min(TOLD_PER_CODE, toldOf[code.ordinal()]);
            if (more > 0) {
                addToLast(rejects, code, more);
            }
        }
        return List.copyOf(rejects);
    }

    private static void addToLast(List<Reject> rejects, RejectCode code, int more) {
        String words = "（本条消息还有 " + more + " 处 / and " + more + " more in this message）";
        for (int i = rejects.size() - 1; i >= 0; i--) {
            Reject last = rejects.get(i);
            if (last.code() == code) {
                rejects.set(
                        i,
                        new Reject(
                                last.enterprise(),
                                last.topic(),
                                last.receivedAt(),
                                code,
                                last.reason() + words,
                                last.sample(),
                                1 + more));
                return;
            }
        }
    }

    /** The start of the text, with what cannot be printed shown as a replacement character, and no half of a pair at the end. */
    static String clean(String text, int max) {
        int end = Math.min(text.length(), max);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        var cleaned = new StringBuilder(end);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                cleaned.append(c).append(text.charAt(++i));
            } else {
                cleaned.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
            }
        }
        return cleaned.toString();
    }
}
