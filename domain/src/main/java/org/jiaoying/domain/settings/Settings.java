package org.jiaoying.domain.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a part's configuration record from names and values, such as the environment. Each field is read with its default,
 * range and help in one line; {@link #finish} reports all faults at once, and a name nobody reads with the nearest one
 * that is known.
 *
 * <p>Names have one prefix ({@code JY_GATEWAY_}); names outside it are not this part's. For one thread.
 */
public final class Settings {

    /** One name that was read, for the reference and for {@code --help}. */
    public record Entry(String name, String defaultValue, String help) {}

    private final String prefix;
    private final Map<String, String> values;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    public Settings(String prefix, Map<String, String> source) {
        this.prefix = prefix;
        this.values = new TreeMap<>();
        source.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                values.put(name, value);
            }
        });
    }

    /** A text that may be anything. */
    public String text(String name, String defaultValue, String help) {
        return read(name, defaultValue, help, Function.identity());
    }

    /** A text that has no default: its absence is a fault. */
    public String required(String name, String help) {
        String value = values.get(prefix + name);
        if (value == null || value.isBlank()) {
            faults.add(prefix + name + " is missing: " + help);
        }
        return read(name, "", help, Function.identity());
    }

    public int number(String name, int defaultValue, int min, int max, String help) {
        return read(name, Integer.toString(defaultValue), help, text -> {
            int number = Integer.parseInt(text);
            if (number < min || number > max) {
                throw new IllegalArgumentException("must lie in " + min + " to " + max);
            }
            return number;
        });
    }

    public boolean flag(String name, boolean defaultValue, String help) {
        return read(name, Boolean.toString(defaultValue), help, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    /** A duration in ISO 8601 form, such as {@code PT30S}. */
    public Duration duration(String name, Duration defaultValue, Duration min, Duration max, String help) {
        return read(name, defaultValue.toString(), help, text -> {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
                throw new IllegalArgumentException("must lie in " + min + " to " + max);
            }
            return duration;
        });
    }

    /** What was read so far, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** @throws IllegalArgumentException naming all faults, one a line */
    public void finish() {
        for (String name : values.keySet()) {
            if (!entries.containsKey(name)) {
                String nearest = nearest(name);
                faults.add(name + " is not a setting" + (nearest == null ? "" : "; did you mean " + nearest + "?"));
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the configuration has faults:\n  " + String.join("\n  ", faults));
        }
    }

    private <T> T read(String name, String defaultValue, String help, Function<String, T> parse) {
        String key = prefix + name;
        entries.put(key, new Entry(key, defaultValue, help));
        String value = values.getOrDefault(key, defaultValue);
        try {
            return parse.apply(value);
        } catch (DateTimeParseException e) {
            faults.add(key + " = '" + value + "' is not a duration such as PT30S (" + help + ")");
        } catch (NumberFormatException e) {
            faults.add(key + " = '" + value + "' is not a whole number (" + help + ")");
        } catch (IllegalArgumentException e) {
            faults.add(key + " = '" + value + "' " + e.getMessage() + " (" + help + ")");
        }
        return parse.apply(defaultValue);
    }

    private @Nullable String nearest(String name) {
        String best = null;
        int bestDistance = 1 + name.length() / 3;
        for (String known : entries.keySet()) {
            int distance = distance(name, known);
            if (distance < bestDistance) {
                best = known;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein distance: how many letters to change, add or drop. */
    private static int distance(String a, String b) {
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
