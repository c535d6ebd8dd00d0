package org.jiaoying.alerting.roster.workbook;

import java.util.Map;

/**
 * A column of a sheet.
 *
 * @param field its field in the roster file; a dot leads into a mapping
 * @param title as it stands in the first row
 * @param words in the sheet by the word in the roster file; empty where it is free
 */
record Column(String field, String title, Kind kind, Map<String, String> words) {

    /** What its cells hold. */
    enum Kind {
        TEXT,
        LIST,
        DAY,
        MOMENT,
        TIME_OF_DAY
    }

    static Column text(String field, String title) {
        return new Column(field, title, Kind.TEXT, Map.of());
    }

    static Column list(String field, String title) {
        return new Column(field, title, Kind.LIST, Map.of());
    }

    static Column of(String field, String title, Kind kind) {
        return new Column(field, title, kind, Map.of());
    }

    static Column words(String field, String title, Map<String, String> words) {
        return new Column(field, title, Kind.TEXT, words);
    }

    static Column wordList(String field, String title, Map<String, String> words) {
        return new Column(field, title, Kind.LIST, words);
    }

    /** The word of the sheet for one of the file. */
    String shown(String word) {
        return words.getOrDefault(word, word);
    }

    /** The word of the file for one of the sheet; what is no word of the sheet stays, and is found to be wrong later. */
    String read(String shown) {
        for (Map.Entry<String, String> word : words.entrySet()) {
            if (word.getValue().equals(shown)) {
                return word.getKey();
            }
        }
        return shown;
    }
}
