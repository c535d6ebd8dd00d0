package org.jiaoying.domain.document;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 15m}, {@code 1h30m}, {@code 2d}, {@code 500ms}; at most 3,660 days. */
public final class DurationText {
    /** The form of the text, as a pattern for JSON Schema. */
    public static final String FORM = "^(\\d{1,9}(ms|s|m|h|d))+$";

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Duration MAX = Duration.ofDays(3_660);
    private static final Map<String, Long> MILLIS = new LinkedHashMap<>();

    static {
        MILLIS.put("d", 86_400_000L);
        MILLIS.put("h", 3_600_000L);
        MILLIS.put("m", 60_000L);
        MILLIS.put("s", 1_000L);
        MILLIS.put("ms", 1L);
    }

    private DurationText() {}

    /** @throws IllegalArgumentException with a message that completes "'…' " */
    public static Duration parse(String text) {
        Matcher part = PART.matcher(text);
        long millis = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            millis += Long.parseLong(part.group(1)) * unitMillis(part.group(2));
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException("is not a duration such as 30s, 15m, 1h30m or 2d");
        }
        Duration duration = Duration.ofMillis(millis);
        if (duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("is longer than " + MAX.toDays() + " days");
        }
        return duration;
    }

    /** The shortest text that {@link #parse} reads as this duration. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        var out = new StringBuilder();
        for (Map.Entry<String, Long> unit : MILLIS.entrySet()) {
            if (rest >= unit.getValue()) {
                out.append(rest / unit.getValue()).append(unit.getKey());
                rest %= unit.getValue();
            }
        }
        return out.toString();
    }

    private static long unitMillis(String unit) {
        Long millis = MILLIS.get(unit);
        if (millis == null) {
            throw new IllegalArgumentException("is not a duration");
        }
        return millis;
    }
}
