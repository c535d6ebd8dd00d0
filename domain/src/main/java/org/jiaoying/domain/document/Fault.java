package org.jiaoying.domain.document;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a document, told so that its writer finds it.
 *
 * @param source the name of the document
 * @param line from 1; 0 where the fault has no place
 * @param column from 1; 0 where the fault has no place
 * @param path of the field, such as {@code rules[2].levels.red}; empty for the document itself
 * @param message what is wrong, in a sentence
 * @param nearest the correct word that lies nearest to the wrong one, if there is one
 */
public record Fault(
        String source,
        int line,
        int column,
        String path,
        String message,
        @Nullable String nearest) {

    @Override
    public String toString() {
        return source + ":" + line + ":" + column + (path.isEmpty() ? "" : " " + path) + ": " + message
                + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
    }
}
