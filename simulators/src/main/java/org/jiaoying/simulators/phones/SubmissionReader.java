package org.jiaoying.simulators.phones;

import java.util.Arrays;
import java.util.HexFormat;
import org.jiaoying.simulators.phones.Submission.Part;
import org.jiaoying.simulators.phones.Submission.ReceiptWish;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.SubmitSm;
import org.jspecify.annotations.Nullable;

/**
 * Reads a submit_sm. Long texts are understood in each of the ways senders use: a user data header with an 8-bit or 16-bit
 * reference, the {@code sar_*} parameters, or the whole in {@code message_payload}.
 */
final class SubmissionReader {
    private static final int UDH_CONCATENATED_8_BIT = 0x00;
    private static final int UDH_CONCATENATED_16_BIT = 0x08;

    private SubmissionReader() {}

    /** @param serviceNumber stands for the sender where it gives no address of its own */
    static Submission read(SubmitSm submit, String system, String serviceNumber) throws RefusedSubmissionException {
        String to = submit.getDestAddress();
        if (to == null || !PhoneNumbers.isValid(to)) {
            throw new RefusedSubmissionException(SMPPConstant.STAT_ESME_RINVDSTADR, "not a phone number: " + to);
        }
        TextCoding coding = TextCoding.of(submit.getDataCoding())
                .orElseThrow(() -> new RefusedSubmissionException(
                        SMPPConstant.STAT_ESME_RINVDCS,
                        "data_coding " + submit.getDataCoding() + " is not known here"));
        byte[] octets = content(submit);
        Part part = sarPart(submit);
        if (submit.isUdhi()) {
            int headerLength = headerLength(octets);
            part = headerPart(octets, headerLength);
            octets = Arrays.copyOfRange(octets, headerLength, octets.length);
        }
        return new Submission(
                system,
                sender(submit, serviceNumber),
                new SmsAddress(submit.getDestAddrTon(), submit.getDestAddrNpi(), to),
                coding,
                octets,
                part,
                receiptWish(submit.getRegisteredDelivery()),
                reference(submit));
    }

    private static SmsAddress sender(SubmitSm submit, String serviceNumber) {
        String given = submit.getSourceAddr();
        return new SmsAddress(
                submit.getSourceAddrTon(),
                submit.getSourceAddrNpi(),
                given == null || given.isBlank() ? serviceNumber : given);
    }

    private static byte[] content(SubmitSm submit) throws RefusedSubmissionException {
        byte[] inline = submit.getShortMessage() == null ? new byte[0] : submit.getShortMessage();
        OptionalParameter payload = submit.getOptionalParameter(Tag.MESSAGE_PAYLOAD);
        if (payload instanceof OptionalParameter.OctetString whole) {
            if (inline.length > 0) {
                throw new RefusedSubmissionException(
                        SMPPConstant.STAT_ESME_RINVMSGLEN, "both short_message and message_payload hold text");
            }
            return whole.getValue();
        }
        return inline;
    }

    private static int headerLength(byte[] octets) throws RefusedSubmissionException {
        int length = octets.length == 0 ? 0 : 1 + Byte.toUnsignedInt(octets[0]);
        if (length == 0 || length > octets.length) {
            throw new RefusedSubmissionException(
                    SMPPConstant.STAT_ESME_RINVESMCLASS, "a user data header is announced, but there is none");
        }
        return length;
    }

    private static @Nullable Part headerPart(byte[] octets, int headerLength) throws RefusedSubmissionException {
        int at = 1;
        while (at + 1 < headerLength) {
            int element = Byte.toUnsignedInt(octets[at]);
            int length = Byte.toUnsignedInt(octets[at + 1]);
            int data = at + 2;
            if (data + length > headerLength) {
                throw new RefusedSubmissionException(
                        SMPPConstant.STAT_ESME_RINVESMCLASS,
                        "an element of the user data header is longer than the header");
            }
            if (element == UDH_CONCATENATED_8_BIT && length == 3) {
                return part(Byte.toUnsignedInt(octets[data]), octets[data + 1], octets[data + 2]);
            }
            if (element == UDH_CONCATENATED_16_BIT && length == 4) {
                int reference = Byte.toUnsignedInt(octets[data]) << 8 | Byte.toUnsignedInt(octets[data + 1]);
                // Not the same reference as an 8-bit one of equal value.
                return part(0x10000 | reference, octets[data + 2], octets[data + 3]);
            }
            at = data + length;
        }
        return null;
    }

    private static @Nullable Part sarPart(SubmitSm submit) throws RefusedSubmissionException {
        OptionalParameter reference = submit.getOptionalParameter(Tag.SAR_MSG_REF_NUM);
        OptionalParameter total = submit.getOptionalParameter(Tag.SAR_TOTAL_SEGMENTS);
        OptionalParameter number = submit.getOptionalParameter(Tag.SAR_SEGMENT_SEQNUM);
        if (reference instanceof OptionalParameter.Short r
                && total instanceof OptionalParameter.Byte t
                && number instanceof OptionalParameter.Byte n) {
            return part(0x20000 | Short.toUnsignedInt(r.getValue()), t.getValue(), n.getValue());
        }
        return null;
    }

    private static Part part(int reference, byte totalOctet, byte numberOctet) throws RefusedSubmissionException {
        int total = Byte.toUnsignedInt(totalOctet);
        int number = Byte.toUnsignedInt(numberOctet);
        if (total == 0 || number == 0 || number > total) {
            throw new RefusedSubmissionException(
                    SMPPConstant.STAT_ESME_RINVESMCLASS, "part " + number + " of " + total + " cannot be");
        }
        return new Part(reference, total, number);
    }

    private static ReceiptWish receiptWish(byte registeredDelivery) {
        return switch (registeredDelivery & 0x03) {
            case 1 -> ReceiptWish.ALWAYS;
            case 2 -> ReceiptWish.ON_FAILURE;
            default -> ReceiptWish.NONE;
        };
    }

    private static @Nullable String reference(SubmitSm submit) {
        OptionalParameter own = submit.getOptionalParameter(SmsCenter.TAG_CALL_REFERENCE);
        if (own instanceof OptionalParameter.OctetString octets && octets.getValue().length > 0) {
            return "call:" + HexFormat.of().formatHex(octets.getValue());
        }
        OptionalParameter standard = submit.getOptionalParameter(Tag.USER_MESSAGE_REFERENCE);
        if (standard instanceof OptionalParameter.Short number) {
            // 16 bits come round again: only together with the same octets is it the same message.
            byte[] octets = submit.getShortMessage();
            return "user:" + number.getValue() + ":" + (octets == null ? 0 : Arrays.hashCode(octets));
        }
        return null;
    }
}
