package org.jiaoying.domain.document;

import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a document, told so that its writer finds it.
 *
 * @param source the name of the document
 * @param line from 1; 0 where the fault has no place
 * @param column from 1; 0 where the fault has no place
 * @param path of the field, such as {@code rules[2].levels.red}; empty for the document itself
 * @param message what is wrong, in an English sentence whose Chinese one stands in {@code faults.zh.txt}
 * @param nearest the correct word that lies nearest to the wrong one, if there is one
 */
public record Fault(
        String source,
        int line,
        int column,
        String path,
        String message,
        @Nullable String nearest) {

    /** What is wrong, in both languages; what has no Chinese words, such as a library's own message, is English in both. */
    public Text text() {
        return new Text(FaultWords.chinese(message).orElse(message), message);
    }

    /** Place and sentence in both languages, Chinese first, on one line. */
    public String told() {
        String chinese = FaultWords.chinese(message).map(said -> said + "。").orElse("");
        return place() + chinese + message + (nearest == null ? "" : "；是否应为 did you mean '" + nearest + "'?");
    }

    private String place() {
        return source + ":" + line + ":" + column + (path.isEmpty() ? "" : " " + path) + ": ";
    }

    @Override
    public String toString() {
        return place() + message + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
    }
}
