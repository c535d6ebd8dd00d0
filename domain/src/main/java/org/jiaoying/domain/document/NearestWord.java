package org.jiaoying.domain.document;

import java.util.Collection;
import java.util.Optional;

/** Finds what a misspelt word was meant to be. */
public final class NearestWord {
    private NearestWord() {}

    /** The known word that differs least from {@code word}, if it differs in less than about a third of its letters. */
    public static Optional<String> to(String word, Collection<String> known) {
        String best = null;
        int bestDistance = 2 + word.length() / 3;
        for (String candidate : known) {
            int distance = distance(word, candidate, bestDistance);
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein distance: how many letters to change, add or drop. Words whose lengths differ by {@code bound} are not compared. */
    private static int distance(String a, String b, int bound) {
        if (Math.abs(a.length() - b.length()) >= bound) {
            return bound;
        }
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
