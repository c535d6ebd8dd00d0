package org.jiaoying.domain;

/** A sentence or name for readers, in Chinese and in English. */
public record Text(String zh, String en) {

    /** The same words in both languages, as for a number plate or an unnamed thing's id. */
    public static Text same(String words) {
        return new Text(words, words);
    }
}
