package org.jiaoying.alerting.exchange;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads CAP 1.2 of others, and refuses what breaks its rules. Of several {@code info} the Chinese one, or else the first. */
final class CapReader {
    private static final int MAX_REFERENCES = 100;
    private static final int MAX_TEXT = 4_000;

    private CapReader() {}

    static CapMessage read(Document document) {
        Element alert = document.getDocumentElement();
        if (!alert.getLocalName().equals("alert") || !CapWriter.NAMESPACE.equals(alert.getNamespaceURI())) {
            throw new CapException("not-cap", "the message is no alert of CAP 1.2");
        }
        var type = word(alert, "msgType", CapMessage.Type.values(), value -> value.word);
        List<CapMessage.Reference> references = references(text(alert, "references"));
        if (references.isEmpty() && (type == CapMessage.Type.UPDATE || type == CapMessage.Type.CANCEL)) {
            throw new CapException("no-references", type.word + " must say which message it is about");
        }
        CapMessage.Info info = info(children(alert, "info"));
        if (info == null && (type == CapMessage.Type.ALERT || type == CapMessage.Type.UPDATE)) {
            throw new CapException("no-info", type.word + " must say what is the matter");
        }
        return new CapMessage(
                clean(alert, "identifier"),
                clean(alert, "sender"),
                time(required(alert, "sent")),
                word(alert, "status", CapMessage.Status.values(), value -> value.word),
                type,
                required(alert, "scope"),
                references,
                info);
    }

    private static CapMessage.@Nullable Info info(List<Element> all) {
        if (all.isEmpty()) {
            return null;
        }
        Element in = all.stream()
                .filter(info -> text(info, "language").orElse("").startsWith("zh"))
                .findFirst()
                .orElse(all.get(0));
        var parameters = new LinkedHashMap<String, String>();
        for (Element parameter : children(in, "parameter")) {
            parameters.put(
                    required(parameter, "valueName"), text(parameter, "value").orElse(""));
        }
        return new CapMessage.Info(
                text(in, "language").orElse("en-US"),
                required(in, "category"),
                required(in, "event"),
                text(in, "responseType").orElse(""),
                required(in, "urgency"),
                required(in, "severity"),
                required(in, "certainty"),
                text(in, "onset").map(CapReader::time).orElse(null),
                text(in, "expires").map(CapReader::time).orElse(null),
                text(in, "senderName").orElse(""),
                text(in, "headline").orElse(""),
                text(in, "description").orElse(""),
                parameters,
                children(in, "area").stream().findFirst().map(CapReader::area).orElse(null));
    }

    private static CapMessage.Area area(Element in) {
        List<String> codes = children(in, "geocode").stream()
                .map(code -> text(code, "value").orElse(""))
                .toList();
        return new CapMessage.Area(required(in, "areaDesc"), text(in, "polygon").orElse(""), codes);
    }

    private static List<CapMessage.Reference> references(Optional<String> text) {
        if (text.isEmpty() || text.get().isBlank()) {
            return List.of();
        }
        var references = new ArrayList<CapMessage.Reference>();
        for (String one : text.get().strip().split("\\s+", MAX_REFERENCES + 1)) {
            String[] parts = one.split(",", -1);
            if (parts.length != 3 || references.size() == MAX_REFERENCES) {
                throw new CapException("bad-references", "references must be sender,identifier,sent");
            }
            references.add(new CapMessage.Reference(parts[0], parts[1], parts[2]));
        }
        return references;
    }

    private static <T> T word(Element in, String name, T[] words, Function<T, String> of) {
        String text = required(in, name);
        return Arrays.stream(words)
                .filter(word -> of.apply(word).equals(text))
                .findFirst()
                .orElseThrow(() -> new CapException("bad-" + name, name + " is none of those of CAP 1.2"));
    }

    private static String clean(Element in, String name) {
        String text = required(in, name);
        if (!text.matches("[^\\s,<&]{1,200}")) {
            throw new CapException("bad-" + name, name + " must hold no space, comma, < or &");
        }
        return text;
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new CapException("bad-time", "a time must be like 2026-03-01T08:00:00+08:00");
        }
    }

    private static String required(Element in, String name) {
        return text(in, name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new CapException("no-" + name, name + " is missing"));
    }

    private static Optional<String> text(Element in, String name) {
        return children(in, name).stream().findFirst().map(element -> {
            String text = element.getTextContent().strip();
            return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        });
    }

    private static List<Element> children(Element in, String name) {
        var found = new ArrayList<Element>();
        for (Node node = in.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && name.equals(element.getLocalName())
                    && CapWriter.NAMESPACE.equals(element.getNamespaceURI())) {
                found.add(element);
            }
        }
        return found;
    }

    /** The level that a message stands for: by the colour in its parameters, or else by its severity. */
    static Map<String, org.jiaoying.domain.Level> severities() {
        return Map.of(
                "Extreme",
                org.jiaoying.domain.Level.RED,
                "Severe",
                org.jiaoying.domain.Level.ORANGE,
                "Moderate",
                org.jiaoying.domain.Level.YELLOW,
                "Minor",
                org.jiaoying.domain.Level.BLUE);
    }
}
