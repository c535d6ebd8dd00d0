package org.jiaoying.simulators.phones;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jiaoying.simulators.phones.Behaviour.Answer;
import org.jiaoying.simulators.phones.Behaviour.Answers;

/** Phones and what they do, as JSON. */
public final class PhoneJson {
    private static final int MAX_ANSWERS = 10;
    private static final Duration MAX_DELAY = Duration.ofDays(7);

    private PhoneJson() {}

    static Map<String, Object> phone(PhoneView phone) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("number", phone.number());
        shape.put("person", phone.person());
        shape.put("behaviour", behaviour(phone.behaviour()));
        shape.put("messages", messages(phone));
        shape.put(
                "replies",
                phone.replies().stream()
                        .map(sent -> entry(sent.at().toString(), sent.text(), "to", sent.to()))
                        .toList());
        return shape;
    }

    static List<Map<String, Object>> messages(PhoneView phone) {
        return phone.messages().stream()
                .map(text -> entry(text.at().toString(), text.text(), "from", text.from()))
                .toList();
    }

    private static Map<String, Object> entry(String at, String text, String peerName, String peer) {
        var shape = new LinkedHashMap<String, Object>();
        shape.put("at", at);
        shape.put("text", text);
        shape.put(peerName, peer);
        return shape;
    }

    /** {@code {"kind": "answers", "answers": [{"after": "PT20S", "text": "1 {code}"}]}}, or another kind alone. */
    public static Map<String, Object> behaviour(Behaviour behaviour) {
        var shape = new LinkedHashMap<String, Object>();
        if (behaviour instanceof Answers answers) {
            shape.put("kind", "answers");
            shape.put(
                    "answers",
                    answers.answers().stream()
                            .map(answer -> Map.of("after", answer.after().toString(), "text", answer.text()))
                            .toList());
        } else {
            shape.put("kind", kind(behaviour));
        }
        return shape;
    }

    private static String kind(Behaviour behaviour) {
        if (behaviour instanceof Behaviour.Off) {
            return "off";
        }
        return behaviour instanceof Behaviour.Unreachable ? "unreachable" : "ignores";
    }

    /**
     * Reads the same shape.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Behaviour behaviour(JsonNode shape) {
        String kind = shape.path("kind").asText("");
        return switch (kind) {
            case "answers" -> new Answers(answers(shape.path("answers")));
            case "ignores" -> Behaviour.ignores();
            case "unreachable" -> Behaviour.unreachable();
            case "off" -> Behaviour.off();
            default -> throw new IllegalArgumentException("kind must be answers, ignores, unreachable or off");
        };
    }

    private static List<Answer> answers(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > MAX_ANSWERS) {
            throw new IllegalArgumentException("answers must be a list of 1 to " + MAX_ANSWERS);
        }
        var answers = new ArrayList<Answer>();
        for (JsonNode entry : list) {
            String text = entry.path("text").asText("");
            if (text.isBlank() || text.length() > 1_000) {
                throw new IllegalArgumentException("an answer needs a text of 1 to 1000 characters");
            }
            answers.add(new Answer(delay(entry.path("after").asText("PT0S")), text));
        }
        return answers;
    }

    private static Duration delay(String text) {
        try {
            Duration delay = Duration.parse(text);
            if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
                throw new IllegalArgumentException("after must lie in PT0S to " + MAX_DELAY);
            }
            return delay;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("after must be a duration such as PT20S, but is '" + text + "'", e);
        }
    }
}
