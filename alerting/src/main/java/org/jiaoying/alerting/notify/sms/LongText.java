package org.jiaoying.alerting.notify.sms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into short messages in UCS-2: 70 characters in one, or parts of 67 with a user data header that lets the phone
 * join them (3GPP TS 23.040, 9.2.3.24.1).
 */
final class LongText {
    private static final int WHOLE = 70;
    private static final int PART = 67;
    private static final int MAX_PARTS = 255;

    private LongText() {}

    /**
     * The octets of each message.
     *
     * @param reference joins the parts; only its lowest 8 bits count
     */
    static List<byte[]> split(String text, int reference) {
        if (text.length() <= WHOLE) {
            return List.of(octets(text));
        }
        List<String> parts = parts(text);
        var messages = new ArrayList<byte[]>();
        for (int i = 0; i < parts.size(); i++) {
            byte[] body = octets(parts.get(i));
            byte[] message = new byte[6 + body.length];
            byte[] header = {5, 0, 3, (byte) reference, (byte) parts.size(), (byte) (i + 1)};
            System.arraycopy(header, 0, message, 0, header.length);
            System.arraycopy(body, 0, message, header.length, body.length);
            messages.add(message);
        }
        return messages;
    }

    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PART);
            // A character outside the basic plane is two units, which must not be torn apart.
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        if (parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException("a text of " + text.length() + " characters has too many parts");
        }
        return parts;
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_16BE);
    }
}
