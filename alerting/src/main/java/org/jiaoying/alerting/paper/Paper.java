package org.jiaoying.alerting.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Fact;

/**
 * A report, ready to be read: in one language, in the order in which it stands on the sheet.
 *
 * @param file what a file of it is called, without ending; letters, digits, hyphens
 * @param wide whether a sheet of it lies on its side
 * @param lines under the title
 */
public record Paper(
        Language language, String file, String title, boolean wide, List<String> lines, List<Block> blocks) {
    /** More rows than this are not put into one table: it says how many were left out. */
    public static final int MAX_ROWS = 2_000;

    /** Longer text is cut in a cell, with an ellipsis. */
    static final int MAX_CELL = 2_000;

    public Paper {
        lines = List.copyOf(lines);
        blocks = List.copyOf(blocks);
        if (!file.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException("not the name of a file: " + file);
        }
    }

    /** Puts one together. */
    public static final class Builder {
        private final Language language;
        private final String file;
        private final String title;
        private final List<String> lines = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private boolean wide;

        /** @param file may hold what no name of a file may; that becomes a hyphen */
        public Builder(Language language, String file, String title) {
            this.language = language;
            String clean = file.replaceAll("[^A-Za-z0-9._-]+", "-");
            this.file = clean.substring(0, Math.min(100, clean.length()));
            this.title = title;
        }

        public Language language() {
            return language;
        }

        public Builder wide() {
            wide = true;
            return this;
        }

        public Builder line(String text) {
            lines.add(text);
            return this;
        }

        public Builder heading(String zh, String en) {
            return heading(language.of(zh, en));
        }

        public Builder heading(String text) {
            blocks.add(new Block.Heading(text));
            return this;
        }

        public Builder note(String zh, String en) {
            blocks.add(new Block.Note(language.of(zh, en), false));
            return this;
        }

        public Builder warn(String zh, String en) {
            blocks.add(new Block.Note(language.of(zh, en), true));
            return this;
        }

        public Builder facts(List<Fact> facts) {
            blocks.add(new Block.Facts(facts));
            return this;
        }

        public Builder add(Block block) {
            blocks.add(block);
            return this;
        }

        /** A table that is as long as it is; says so where nothing is in it, and where not everything is. */
        public Builder table(List<Integer> widths, List<String> titles, List<List<Cell>> rows) {
            if (rows.isEmpty()) {
                return note("无。", "None.");
            }
            blocks.add(Block.Table.of(widths, titles, rows.stream().limit(MAX_ROWS)));
            int left = rows.size() - MAX_ROWS;
            return left > 0
                    ? warn("另有 " + left + " 行未列出，请缩小范围。", left + " more rows are left out: ask for less.")
                    : this;
        }

        public Paper build() {
            return new Paper(language, file, Objects.requireNonNull(title), wide, lines, blocks);
        }
    }

    /** Text as it may stand in any of the forms: no control characters but line breaks, not without end. */
    static String clean(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\n]]", " ").replaceAll("[\\uFFFE\\uFFFF]", " ");
        return clean.length() <= MAX_CELL ? clean : clean.substring(0, MAX_CELL) + "…";
    }
}
