package org.jiaoying.alerting.exchange;

import java.io.StringWriter;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/** Writes CAP 1.2. Times bear an offset and never {@code Z}, as the standard demands. */
final class CapWriter {
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final XMLStreamWriter out;

    private CapWriter(XMLStreamWriter out) {
        this.out = out;
    }

    static String time(OffsetDateTime time) {
        return TIME.format(time);
    }

    static String write(CapMessage message) {
        var text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new CapWriter(out).alert(message);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a message could not be written", e);
        }
        return text.toString();
    }

    private void alert(CapMessage message) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.setDefaultNamespace(NAMESPACE);
        out.writeStartElement(NAMESPACE, "alert");
        out.writeDefaultNamespace(NAMESPACE);
        element("identifier", message.identifier());
        element("sender", message.sender());
        element("sent", time(message.sent()));
        element("status", message.status().word);
        element("msgType", message.type().word);
        element("scope", message.scope());
        if (message.scope().equals("Restricted")) {
            element("restriction", "exercise");
        }
        if (!message.references().isEmpty()) {
            element(
                    "references",
                    message.references().stream()
                            .map(CapMessage.Reference::toString)
                            .collect(Collectors.joining(" ")));
        }
        CapMessage.Info info = message.info();
        if (info != null) {
            info(info);
        }
        out.writeEndElement();
        out.writeEndDocument();
    }

    private void info(CapMessage.Info info) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, "info");
        element("language", info.language());
        element("category", info.category());
        element("event", info.event());
        element("responseType", info.responseType());
        element("urgency", info.urgency());
        element("severity", info.severity());
        element("certainty", info.certainty());
        time("onset", info.onset());
        time("expires", info.expires());
        element("senderName", info.senderName());
        element("headline", info.headline());
        element("description", info.description());
        for (Map.Entry<String, String> parameter : info.parameters().entrySet()) {
            pair("parameter", parameter.getKey(), parameter.getValue());
        }
        CapMessage.Area area = info.area();
        if (area != null) {
            out.writeStartElement(NAMESPACE, "area");
            element("areaDesc", area.description());
            if (!area.polygon().isEmpty()) {
                element("polygon", area.polygon());
            }
            for (String code : area.codes()) {
                pair("geocode", "AreaCode", code);
            }
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private void pair(String name, String valueName, String value) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, name);
        element("valueName", valueName);
        element("value", value);
        out.writeEndElement();
    }

    private void time(String name, @Nullable OffsetDateTime time) throws XMLStreamException {
        if (time != null) {
            element(name, time(time));
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        out.writeStartElement(NAMESPACE, name);
        out.writeCharacters(allowed(text));
        out.writeEndElement();
    }

    /** Without what XML 1.0 cannot hold, such as control characters from a device's name. */
    static String allowed(String text) {
        return text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || (c >= 0x20 && c <= 0xd7ff)
                        || (c >= 0xe000 && c <= 0xfffd)
                        || c >= 0x10000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
