package org.jiaoying.domain.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in Chinese what the readers of documents say in English, by the list {@code faults.zh.txt}. Safe for any thread. */
final class FaultWords {
    private static final Pattern QUOTED = Pattern.compile("'(.*?)' (.*)", Pattern.DOTALL);
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final List<Phrase> PHRASES = read();

    private record Phrase(Pattern english, String chinese) {}

    private FaultWords() {}

    /** The sentence in Chinese; absent if the list does not have it. */
    static Optional<String> chinese(String message) {
        Optional<String> whole = phrase(message);
        if (whole.isPresent()) {
            return whole;
        }
        Matcher quoted = QUOTED.matcher(message);
        return quoted.matches()
                ? phrase(quoted.group(2)).map(said -> "“" + quoted.group(1) + "”" + said)
                : Optional.empty();
    }

    private static Optional<String> phrase(String message) {
        for (Phrase phrase : PHRASES) {
            Matcher found = phrase.english().matcher(message);
            if (found.matches()) {
                return Optional.of(PLACE.matcher(phrase.chinese())
                        .replaceAll(place ->
                                Matcher.quoteReplacement(filled(found.group(1 + Integer.parseInt(place.group(1)))))));
            }
        }
        return Optional.empty();
    }

    /** What was filled in may be a phrase itself. */
    private static String filled(String text) {
        return chinese(text).orElse(text);
    }

    private static List<Phrase> read() {
        var phrases = new ArrayList<Phrase>();
        try (InputStream list = Objects.requireNonNull(FaultWords.class.getResourceAsStream("faults.zh.txt"))) {
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                int between = line.indexOf(" = ");
                if (between > 0 && !line.startsWith("#")) {
                    phrases.add(new Phrase(pattern(line.substring(0, between)), line.substring(between + 3)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(phrases);
    }

    private static Pattern pattern(String template) {
        var pattern = new StringBuilder();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            pattern.append(Pattern.quote(template.substring(end, place.start())))
                    .append("(.*?)");
            end = place.end();
        }
        return Pattern.compile(
                pattern.append(Pattern.quote(template.substring(end))).toString(), Pattern.DOTALL);
    }
}
