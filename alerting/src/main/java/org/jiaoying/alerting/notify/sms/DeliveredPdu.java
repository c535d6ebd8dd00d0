package org.jiaoying.alerting.notify.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.dispatch.IncomingText;
import org.jiaoying.alerting.dispatch.Receipt;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jspecify.annotations.Nullable;

/** Reads what a center delivers: receipts as SMPP 3.4 gives them (parameters, or the customary text), and texts from phones. */
final class DeliveredPdu {
    private static final Pattern ID = Pattern.compile("(?i)\\bid:(\\S+)");
    private static final Pattern STATUS = Pattern.compile("(?i)\\bstat:([A-Z]+)");
    private static final Pattern ERROR = Pattern.compile("(?i)\\berr:(\\w+)");

    /** Parameter message_state of SMPP 3.4, 5.2.28. */
    private static final Map<Integer, String> STATES = Map.of(
            1, "ENROUTE", 2, "DELIVRD", 3, "EXPIRED", 4, "DELETED", 5, "UNDELIV", 6, "ACCEPTD", 7, "UNKNOWN", 8,
            "REJECTD");

    private static final int MAX_TEXT = 2_000;
    private static final int MAX_NUMBER = 21;

    private DeliveredPdu() {}

    /** @return null if it names no message, so that nobody could know what it is about */
    static @Nullable Receipt receipt(DeliverSm pdu, String carrier, boolean idsDecimal) {
        String text = new String(octets(pdu), StandardCharsets.ISO_8859_1);
        String id = parameter(pdu, Tag.RECEIPTED_MESSAGE_ID);
        if (id == null) {
            id = found(ID, text);
        }
        String status = state(pdu);
        if (status == null) {
            status = found(STATUS, text);
        }
        if (id == null || id.length() > 65) {
            return null;
        }
        String said = status == null ? "UNKNOWN" : status.toUpperCase(Locale.ROOT);
        String error = found(ERROR, text);
        return new Receipt(
                carrier, receiptId(id, idsDecimal), outcome(said), said, error == null || isZero(error) ? "" : error);
    }

    /** The id as the center gave it when it took the text. */
    static String submittedId(String id) {
        return stripped(id);
    }

    private static String receiptId(String id, boolean decimal) {
        String plain = stripped(id);
        if (decimal && plain.matches("[0-9]{1,18}")) {
            return Long.toHexString(Long.parseLong(plain));
        }
        return plain;
    }

    /** Centers differ in case and leading zeros between the two places where an id stands. */
    private static String stripped(String id) {
        String lower = id.strip().toLowerCase(Locale.ROOT);
        String bare = lower.replaceFirst("^0+(?=.)", "");
        return bare.isEmpty() ? lower : bare;
    }

    private static boolean isZero(String error) {
        return error.chars().allMatch(c -> c == '0');
    }

    private static Receipt.Outcome outcome(String status) {
        return switch (status) {
            case "DELIVRD" -> Receipt.Outcome.DELIVERED;
            case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> Receipt.Outcome.FAILED;
            // Also what we do not know: a text is not given up on a word nobody understands.
            default -> Receipt.Outcome.UNDER_WAY;
        };
    }

    static IncomingText text(DeliverSm pdu, String session, short replyIdTag) {
        byte[] octets = octets(pdu);
        IncomingText.Part part = null;
        if (pdu.isUdhi() && octets.length > 0 && (octets[0] & 0xff) + 1 <= octets.length) {
            int length = (octets[0] & 0xff) + 1;
            part = part(octets, length);
            octets = Arrays.copyOfRange(octets, length, octets.length);
        }
        if (part == null) {
            part = sarPart(pdu);
        }
        String lasting = lastingKey(pdu, replyIdTag);
        String key = lasting == null ? session + "/" + pdu.getSequenceNumber() : "id/" + lasting;
        String suffix = part == null ? "" : "/" + part.number();
        return new IncomingText(
                "sms",
                key + suffix,
                lasting != null,
                session,
                bounded(pdu.getSourceAddr(), MAX_NUMBER),
                bounded(pdu.getDestAddress(), MAX_NUMBER),
                bounded(new String(octets, charset(pdu.getDataCoding())), MAX_TEXT),
                part);
    }

    private static byte[] octets(DeliverSm pdu) {
        OptionalParameter payload = pdu.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
        if (payload instanceof OptionalParameter.OctetString whole && whole.getValue().length > 0) {
            return whole.getValue();
        }
        byte[] message = pdu.getShortMessage();
        return message == null ? new byte[0] : message;
    }

    private static Charset charset(byte dataCoding) {
        // The default alphabet agrees with Latin 1 in digits, letters and the signs of an answer.
        return (dataCoding & 0x0c) == 0x08 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1;
    }

    private static @Nullable String lastingKey(DeliverSm pdu, short replyIdTag) {
        OptionalParameter own = pdu.getOptionalParameter(replyIdTag);
        if (own instanceof OptionalParameter.OctetString octets && octets.getValue().length > 0) {
            return HexFormat.of().formatHex(octets.getValue(), 0, Math.min(64, octets.getValue().length));
        }
        return parameter(pdu, Tag.RECEIPTED_MESSAGE_ID);
    }

    private static IncomingText.@Nullable Part part(byte[] octets, int headerLength) {
        int at = 1;
        while (at + 1 < headerLength) {
            int element = octets[at] & 0xff;
            int length = octets[at + 1] & 0xff;
            int data = at + 2;
            if (data + length > headerLength) {
                return null;
            }
            if (element == 0 && length == 3) {
                return valid(octets[data] & 0xff, octets[data + 1] & 0xff, octets[data + 2] & 0xff);
            }
            if (element == 8 && length == 4) {
                int reference = (octets[data] & 0xff) << 8 | (octets[data + 1] & 0xff);
                return valid(0x10000 | reference, octets[data + 2] & 0xff, octets[data + 3] & 0xff);
            }
            at = data + length;
        }
        return null;
    }

    private static IncomingText.@Nullable Part sarPart(DeliverSm pdu) {
        if (pdu.getOptionalParameter(Tag.SAR_MSG_REF_NUM) instanceof OptionalParameter.Short reference
                && pdu.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS) instanceof OptionalParameter.Byte total
                && pdu.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM) instanceof OptionalParameter.Byte number) {
            return valid(0x20000 | (reference.getValue() & 0xffff), total.getValue() & 0xff, number.getValue() & 0xff);
        }
        return null;
    }

    private static IncomingText.@Nullable Part valid(int reference, int total, int number) {
        return total < 2 || number < 1 || number > total ? null : new IncomingText.Part(reference, total, number);
    }

    private static @Nullable String parameter(DeliverSm pdu, Tag tag) {
        OptionalParameter parameter = pdu.getOptionalParameter(tag);
        if (parameter instanceof OptionalParameter.COctetString text) {
            return text.getValueAsString();
        }
        return parameter instanceof OptionalParameter.OctetString text ? text.getValueAsString() : null;
    }

    private static @Nullable String state(DeliverSm pdu) {
        OptionalParameter state = pdu.getOptionalParameter(Tag.MESSAGE_STATE);
        return state instanceof OptionalParameter.Byte number ? STATES.get((int) number.getValue()) : null;
    }

    private static @Nullable String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    private static String bounded(@Nullable String text, int max) {
        String some = text == null ? "" : text;
        return some.length() <= max ? some : some.substring(0, max);
    }
}
