package org.jiaoying.domain.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jiaoying.domain.document.NearestWord;

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

    /**
     * A text of a certain form.
     *
     * @param form what the text is read as; what it refuses with an {@link IllegalArgumentException} is a fault, in its words
     */
    public String text(String name, String defaultValue, UnaryOperator<String> form, String help) {
        return read(name, defaultValue, help, form);
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
                String nearest = NearestWord.to(name, entries.keySet())
                        .map(known -> "; did you mean " + known + "?")
                        .orElse("");
                faults.add(name + " is not a setting" + nearest);
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
}
