package org.jiaoying.alerting.paper;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A piece of a paper. */
public sealed interface Block {

    /** A heading over what follows. */
    record Heading(String text) implements Block {}

    /** A sentence; a strong one must not be overlooked. */
    record Note(String text, boolean strong) implements Block {}

    /** What is known of one thing, name by name. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** One of them. */
    record Fact(String name, String value) {}

    /**
     * A table.
     *
     * @param head rows of headings, some over several columns or rows
     * @param widths of the columns, against each other
     * @param summed whether the last row is the sum of those above
     */
    record Table(List<List<Head>> head, List<Integer> widths, List<List<Cell>> rows, boolean summed) implements Block {
        public Table {
            head = head.stream().map(List::copyOf).toList();
            widths = List.copyOf(widths);
            rows = rows.stream().map(List::copyOf).toList();
        }

        /** With one row of headings. */
        public static Table of(List<Integer> widths, List<String> titles, Stream<List<Cell>> rows) {
            return new Table(
                    List.of(titles.stream().map(title -> new Head(title, 1, 1)).toList()),
                    widths,
                    rows.toList(),
                    false);
        }
    }

    /** A heading over so many columns and rows. */
    record Head(String text, int columns, int rows) {}

    /**
     * What stands in a place of a table.
     *
     * @param number where it is one
     */
    record Cell(String text, @Nullable Double number) {
        /** Words; whatever they begin with, they are never a formula. */
        public static Cell of(@Nullable Object text) {
            return new Cell(text == null ? "" : text.toString(), null);
        }

        /** A count. */
        public static Cell count(int count) {
            return new Cell(Integer.toString(count), (double) count);
        }

        /** A number of seconds, or nothing. */
        public static Cell seconds(@Nullable Double seconds) {
            return seconds == null
                    ? new Cell("", null)
                    : new Cell(
                            seconds >= 100 ? Long.toString(Math.round(seconds)) : Double.toString(rounded(seconds)),
                            rounded(seconds));
        }

        private static double rounded(double seconds) {
            return Math.round(seconds * 10) / 10.0;
        }
    }

    /**
     * The curve of a point, with the limits that held for it.
     *
     * @param points at least one
     * @param causedAt in milliseconds, as the points' times are
     */
    record Curve(String title, String unit, List<Point> points, List<Limit> limits, long causedAt, List<Tick> ticks)
            implements Block {
        public Curve {
            points = List.copyOf(points);
            limits = List.copyOf(limits);
            ticks = List.copyOf(ticks);
        }
    }

    /** A value at a time in milliseconds. */
    record Point(long at, double value) {}

    /** A limit with its name and the colour of its level, {@code #rrggbb}. */
    record Limit(String name, double value, String colour) {}

    /** What is written under the curve at a time in milliseconds. */
    record Tick(long at, String text) {}
}
