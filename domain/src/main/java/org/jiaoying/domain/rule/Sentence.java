package org.jiaoying.domain.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.domain.Text;

/** Sentences with places to fill, such as {@code {device} 甲烷 {value}{unit}}. */
public final class Sentence {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");

    /** What can stand in the sentence of any rule. */
    static final Set<String> PLACES =
            Set.of("value", "limit", "unit", "point", "device", "zone", "site", "enterprise", "level", "title", "at");

    private Sentence() {}

    /** The places of a sentence, in both languages. */
    public static List<String> places(Text sentence) {
        var places = new ArrayList<String>();
        for (String words : List.of(sentence.zh(), sentence.en())) {
            Matcher place = PLACE.matcher(words);
            while (place.find()) {
                places.add(place.group(1));
            }
        }
        return places;
    }

    /** The sentence with its places filled; a place without a value reads "—". */
    public static Text fill(Text sentence, Map<String, Text> values) {
        Text none = Text.same("—");
        return new Text(
                PLACE.matcher(sentence.zh())
                        .replaceAll(place -> Matcher.quoteReplacement(
                                values.getOrDefault(place.group(1), none).zh())),
                PLACE.matcher(sentence.en())
                        .replaceAll(place -> Matcher.quoteReplacement(
                                values.getOrDefault(place.group(1), none).en())));
    }
}
