package org.jiaoying.simulators.phones;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;

/** Writes receipts and replies as deliver_sm and waits for the answer. */
final class DeliverySender {
    private static final byte RECEIPT = 0x04;
    private static final byte WITH_HEADER = 0x40;
    private static final int MAX_OCTETS = 140;
    private static final int HEADER_OCTETS = 7;
    private static final DateTimeFormatter RECEIPT_DATE = DateTimeFormatter.ofPattern("yyMMddHHmm", Locale.ROOT);

    private final ZoneId zone;

    DeliverySender(ZoneId zone) {
        this.zone = zone;
    }

    /** Returns after the system acknowledged all of it. */
    void send(SMPPServerSession session, Delivery delivery)
            throws IOException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    NegativeResponseException {
        if (delivery instanceof Delivery.Receipt receipt) {
            deliver(
                    session,
                    delivery,
                    RECEIPT,
                    TextCoding.GSM,
                    text(receipt).getBytes(StandardCharsets.US_ASCII),
                    new OptionalParameter.Receipted_message_id(receipt.id()),
                    new OptionalParameter.Message_state(receipt.state().messageState()));
        } else if (delivery instanceof Delivery.Reply reply) {
            reply(session, reply);
        }
    }

    /** The receipt's text in the customary form of SMPP 3.4, appendix B. */
    String text(Delivery.Receipt receipt) {
        String start = receipt.text().codePoints().allMatch(c -> c >= ' ' && c < 127)
                ? receipt.text().substring(0, Math.min(20, receipt.text().length()))
                : "";
        return "id:" + receipt.id() + " sub:001 dlvrd:" + (receipt.state() == DeliveryState.DELIVRD ? "001" : "000")
                + " submit date:" + date(receipt.submittedAt()) + " done date:" + date(receipt.doneAt()) + " stat:"
                + receipt.state() + " err:" + receipt.state().error() + " text:" + start;
    }

    private String date(Instant instant) {
        return RECEIPT_DATE.format(instant.atZone(zone));
    }

    /** A text that does not fit one message goes in parts with a 16-bit reference, as a handset sends it. */
    private void reply(SMPPServerSession session, Delivery.Reply reply)
            throws IOException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    NegativeResponseException {
        boolean plain = reply.text().codePoints().allMatch(c -> c >= ' ' && c < 127 && "`@$_[]{}\\^~|".indexOf(c) < 0);
        TextCoding coding = plain ? TextCoding.GSM : TextCoding.UCS_2;
        byte[] octets = reply.text().getBytes(plain ? StandardCharsets.US_ASCII : StandardCharsets.UTF_16BE);
        var id = new OptionalParameter.OctetString(
                SmsCenter.TAG_REPLY_ID, reply.id().getBytes(StandardCharsets.US_ASCII));
        if (octets.length <= MAX_OCTETS) {
            deliver(session, reply, (byte) 0, coding, octets, id);
            return;
        }
        int room = (MAX_OCTETS - HEADER_OCTETS) & ~1;
        int parts = (octets.length + room - 1) / room;
        int reference = reply.id().hashCode();
        for (int part = 0; part < parts; part++) {
            int length = Math.min(room, octets.length - part * room);
            byte[] message = new byte[HEADER_OCTETS + length];
            byte[] header = {6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) parts, (byte) (part + 1)};
            System.arraycopy(header, 0, message, 0, HEADER_OCTETS);
            System.arraycopy(octets, part * room, message, HEADER_OCTETS, length);
            deliver(session, reply, WITH_HEADER, coding, message, id);
        }
    }

    private static void deliver(
            SMPPServerSession session,
            Delivery delivery,
            byte esmClass,
            TextCoding coding,
            byte[] octets,
            OptionalParameter... parameters)
            throws IOException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    NegativeResponseException {
        session.deliverShortMessage(
                "",
                TypeOfNumber.valueOf(delivery.from().ton()),
                NumberingPlanIndicator.valueOf(delivery.from().npi()),
                delivery.from().number(),
                TypeOfNumber.valueOf(delivery.to().ton()),
                NumberingPlanIndicator.valueOf(delivery.to().npi()),
                delivery.to().number(),
                new ESMClass(esmClass),
                (byte) 0,
                (byte) 0,
                new RegisteredDelivery(0),
                new RawDataCoding(coding.dataCoding()),
                octets,
                parameters);
    }
}
