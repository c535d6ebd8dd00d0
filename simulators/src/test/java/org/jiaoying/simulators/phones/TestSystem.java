package org.jiaoying.simulators.phones;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;

/** A system that sends texts, as jSMPP's client sees the center. */
final class TestSystem implements MessageReceiverListener, AutoCloseable {
    static final String FROM = "106912345";

    final List<DeliverSm> delivered = new CopyOnWriteArrayList<>();
    /** How many of the next deliver_sm are answered with an error. */
    final AtomicInteger failing = new AtomicInteger();

    volatile int failure = 8;
    private final SMPPSession session = new SMPPSession();

    TestSystem(int port, String systemId, String password) throws Exception {
        session.setMessageReceiverListener(this);
        session.setTransactionTimer(5_000);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        systemId,
                        password,
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
    }

    String sendText(String number, String text, OptionalParameter... parameters) throws Exception {
        return send(number, 0, 8, text.getBytes(StandardCharsets.UTF_16BE), parameters);
    }

    String send(String number, int esmClass, int dataCoding, byte[] octets, OptionalParameter... parameters)
            throws Exception {
        return session.submitShortMessage(
                        "",
                        TypeOfNumber.ALPHANUMERIC,
                        NumberingPlanIndicator.UNKNOWN,
                        FROM,
                        TypeOfNumber.INTERNATIONAL,
                        NumberingPlanIndicator.ISDN,
                        number,
                        new ESMClass(esmClass),
                        (byte) 0,
                        (byte) 0,
                        null,
                        null,
                        new RegisteredDelivery(1),
                        (byte) 0,
                        new RawDataCoding((byte) dataCoding),
                        (byte) 0,
                        octets,
                        parameters)
                .getMessageId();
    }

    List<String> receipts() {
        return texts(0x04);
    }

    List<String> replies() {
        return texts(0);
    }

    private List<String> texts(int kind) {
        var texts = new ArrayList<String>();
        for (DeliverSm message : delivered) {
            if ((message.getEsmClass() & 0x3c) == kind) {
                texts.add(new String(
                        message.getShortMessage(),
                        message.getDataCoding() == 8 ? StandardCharsets.UTF_16BE : StandardCharsets.US_ASCII));
            }
        }
        return texts;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new ProcessRequestException("not now", failure);
        }
        delivered.add(message);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("no data_sm", 3);
    }

    @Override
    public void close() {
        session.unbindAndClose();
    }
}
