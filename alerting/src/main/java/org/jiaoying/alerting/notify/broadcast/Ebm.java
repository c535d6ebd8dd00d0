package org.jiaoying.alerting.notify.broadcast;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jiaoying.domain.Level;

/**
 * The emergency broadcast message (EBM) in its envelope (EBD). Two traps of the format: {@code Severity} falls as danger rises
 * (1 red, 4 blue); and a drill is told by {@code MsgType} alone (3 to 5), in the field that else says play (1) or cancel (2).
 * So no drill is ever written here.
 */
final class Ebm {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    /** A warning's id begins with a letter and the day, in Beijing, of what opened it. */
    private static final int DAY_FROM = 1;

    private static final int DAY_TO = 9;
    private static final Duration PLAYS = Duration.ofMinutes(30);

    /** What is to be done with the message. */
    enum Type {
        PLAY(1),
        CANCEL(2);

        final int number;

        Type(int number) {
            this.number = number;
        }
    }

    private Ebm() {}

    /** 1 for red to 4 for blue. */
    static int severity(Level level) {
        return switch (level) {
            case RED -> 1;
            case ORANGE -> 2;
            case YELLOW -> 3;
            case BLUE -> 4;
        };
    }

    /**
     * The message's number: who sends it, the day of its warning, and four digits that follow from the warning. So what cancels
     * it bears the same number, also after midnight.
     */
    static String number(BroadcastSettings settings, String warning) {
        return settings.entity() + warning.substring(DAY_FROM, DAY_TO) + fourDigits(warning);
    }

    private static String fourDigits(String of) {
        return String.format(Locale.ROOT, "%04d", Math.floorMod(of.hashCode(), 10_000));
    }

    /**
     * @param key names this document, the same when it is handed over again
     * @param areas twelve digits each
     */
    static String write(
            BroadcastSettings settings,
            Type type,
            String key,
            Level level,
            String warning,
            String title,
            String text,
            List<String> areas,
            Instant now) {
        var written = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(written);
            String number = number(settings, warning);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("EBD");
            element(out, "EBDVersion", "1.0");
            element(out, "EBDID", "01" + settings.entity() + warning.substring(DAY_FROM, DAY_TO) + fourDigits(key));
            element(out, "EBDType", "EBM");
            out.writeStartElement("SRC");
            element(out, "EBRID", settings.entity());
            out.writeEndElement();
            element(out, "EBDTime", TIME.format(now));
            out.writeStartElement("EBM");
            element(out, "EBMVersion", "1.0");
            element(out, "EBMID", number);
            out.writeStartElement("MsgBasicInfo");
            element(out, "MsgType", Integer.toString(type.number));
            element(out, "SenderName", settings.senderName());
            element(out, "SenderCode", settings.entity());
            element(out, "SendTime", TIME.format(now));
            element(out, "EventType", settings.eventType());
            element(out, "Severity", Integer.toString(severity(level)));
            element(out, "StartTime", TIME.format(now));
            element(out, "EndTime", TIME.format(now.plus(PLAYS)));
            out.writeEndElement();
            out.writeStartElement("MsgContent");
            element(out, "LanguageCode", "zho");
            element(out, "MsgTitle", title);
            element(out, "MsgDesc", text);
            element(out, "AreaCode", String.join(",", areas));
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a message could not be written", e);
        }
        return written.toString();
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }
}
