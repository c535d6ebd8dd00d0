package org.jiaoying.simulators.phones;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jiaoying.simulators.phones.Submission.Part;
import org.jspecify.annotations.Nullable;

/** The parts of one long text, while they come in. */
final class LongText {

    /** Parts with the same key belong together. */
    record Key(String system, SmsAddress from, SmsAddress to, int reference, int total) {
        static Key of(Submission submission, Part part) {
            return new Key(submission.system(), submission.from(), submission.to(), part.reference(), part.total());
        }
    }

    private final Key key;
    private final Map<Integer, Message> parts = new TreeMap<>();

    LongText(Key key) {
        this.key = key;
    }

    Key key() {
        return key;
    }

    void add(int number, Message part) {
        parts.put(number, part);
    }

    @Nullable
    Message part(int number) {
        return parts.get(number);
    }

    /** Whether another part has this number already, with other content or coding: then a new text re-uses the reference. */
    boolean contradicts(int number, Submission part) {
        for (Message known : parts.values()) {
            if (known.submission().coding() != part.coding()) {
                return true;
            }
        }
        Message same = parts.get(number);
        return same != null && !Arrays.equals(same.submission().octets(), part.octets());
    }

    boolean complete() {
        return parts.size() == key.total();
    }

    List<Message> messages() {
        return List.copyOf(parts.values());
    }

    /** All octets in order: a character may be split between two parts. */
    byte[] octets() {
        var all = new ByteArrayOutputStream();
        parts.values().forEach(part -> all.writeBytes(part.submission().octets()));
        return all.toByteArray();
    }
}
