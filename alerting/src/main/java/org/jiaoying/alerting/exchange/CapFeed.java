package org.jiaoying.alerting.exchange;

import io.vertx.core.Future;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jiaoying.alerting.notify.door.Entrance;
import org.jiaoying.alerting.store.ExchangeStore;
import org.jiaoying.domain.Level;

/**
 * What others read at the door: the latest messages as a signed Atom feed (RFC 4287), each message, and the key. Drills stand
 * in a feed of their own, whose address holds the token.
 */
public final class CapFeed {
    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final int LATEST = 100;
    private static final Entrance.Answer NOT_THERE = new Entrance.Answer(404, "text/plain", "");

    private final ExchangeSettings settings;
    private final ExchangeStore store;
    private final Announcer announcer;

    public CapFeed(ExchangeSettings settings, ExchangeStore store, Announcer announcer) {
        this.settings = settings;
        this.store = store;
        this.announcer = announcer;
    }

    public List<Entrance> entrances() {
        return List.of(
                new Entrance("GET", "/cap/feed.atom", false, request -> feed(false)),
                new Entrance("GET", "/cap/messages/:name", false, request -> message(request.name(), false)),
                new Entrance("GET", "/cap/key.pem", false, request -> key()),
                new Entrance("GET", "/cap/drills.atom", true, request -> feed(true)),
                new Entrance("GET", "/cap/drills/:name", true, request -> message(request.name(), true)));
    }

    private Future<Entrance.Answer> key() {
        return Future.succeededFuture(announcer
                .publicKey()
                .map(pem -> new Entrance.Answer(200, "application/x-pem-file", pem))
                .orElse(NOT_THERE));
    }

    private Future<Entrance.Answer> message(String identifier, boolean drill) {
        return store.named(identifier, drill)
                .map(found -> found.map(
                                sent -> new Entrance.Answer(200, "application/cap+xml; charset=utf-8", sent.xml()))
                        .orElse(NOT_THERE));
    }

    private Future<Entrance.Answer> feed(boolean drills) {
        return store.latest(drills, LATEST)
                .map(messages -> new Entrance.Answer(
                        200, "application/atom+xml; charset=utf-8", announcer.signed(atom(messages, drills))));
    }

    String atom(List<ExchangeStore.Sent> messages, boolean drills) {
        var text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.setDefaultNamespace(ATOM);
            out.writeStartElement(ATOM, "feed");
            out.writeDefaultNamespace(ATOM);
            element(out, "id", "urn:jiaoying:" + settings.sender() + (drills ? ":drills" : ""));
            element(out, "title", settings.senderName() + (drills ? " 演练" : " 预警"));
            element(out, "updated", updated(messages));
            out.writeStartElement(ATOM, "author");
            element(out, "name", settings.senderName());
            out.writeEndElement();
            for (ExchangeStore.Sent message : messages) {
                entry(out, message, drills);
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("the feed could not be written", e);
        }
        return text.toString();
    }

    private static String updated(List<ExchangeStore.Sent> messages) {
        return messages.stream()
                .map(ExchangeStore.Sent::sent)
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH)
                .toString();
    }

    private static void entry(XMLStreamWriter out, ExchangeStore.Sent message, boolean drills)
            throws XMLStreamException {
        out.writeStartElement(ATOM, "entry");
        element(out, "id", "urn:cap:" + message.identifier());
        element(
                out,
                "title",
                (drills ? "【演练】" : "") + Level.valueOf(message.level()).text().zh() + "预警 "
                        + CapMessage.Type.valueOf(message.type()).word);
        element(out, "updated", message.sent().toString());
        out.writeEmptyElement(ATOM, "link");
        out.writeAttribute("type", "application/cap+xml");
        out.writeAttribute("href", (drills ? "drills/" : "messages/") + message.identifier());
        out.writeEndElement();
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(ATOM, name);
        out.writeCharacters(CapWriter.allowed(text));
        out.writeEndElement();
    }
}
