package org.jiaoying.domain.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jiaoying.domain.Text;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The fields of one mapping of a document. Reading never throws: what is wrong goes to the faults, and the reader gets a
 * harmless value so that the rest can be checked too. {@link #finish} reports every field that nobody read. For one thread.
 */
public class Fields {
    static final int MAX_TEXT = 2_000;

    /** The message of a fault about a field that must stand here and does not. */
    static final String MISSING = "is missing";

    private final MappingNode mapping;
    private final String path;
    private final Faults faults;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Fields(MappingNode mapping, String path, Faults faults) {
        this.mapping = mapping;
        this.path = path;
        this.faults = faults;
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(tuple.getKeyNode(), path, "a field's name must be a plain word");
            } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                faults.add(key, at(key.getValue()), "stands here a second time");
            } else {
                keys.put(key.getValue(), key);
            }
        }
    }

    /** Whether the field stands here and is not {@code null}. */
    public boolean has(String name) {
        return node(name) != null;
    }

    /** The names of the fields, in their order. */
    public Set<String> names() {
        return Set.copyOf(values.keySet());
    }

    /** A text that must stand here and say something. */
    public String text(String name) {
        if (!has(name)) {
            return missing(name, "");
        }
        String text = optionalText(name).orElse("");
        if (text.isBlank() && node(name) instanceof ScalarNode) {
            fault(name, "is empty");
        }
        return text;
    }

    public Optional<String> optionalText(String name) {
        return scalar(name).map(ScalarNode::getValue);
    }

    /** A value that must stand here, made from a text. */
    public <T> T value(String name, T fallback, Function<String, T> parse) {
        return has(name) ? optionalValue(name, fallback, parse) : missing(name, fallback);
    }

    /**
     * A value made from a text, or the fallback if the field is absent.
     *
     * @param parse throws {@link IllegalArgumentException} with a message that completes "'…' "
     */
    public <T> T optionalValue(String name, T fallback, Function<String, T> parse) {
        Optional<ScalarNode> scalar = scalar(name);
        if (scalar.isEmpty()) {
            return fallback;
        }
        try {
            return parse.apply(scalar.get().getValue());
        } catch (IllegalArgumentException e) {
            faults.add(scalar.get(), at(name), "'" + shortened(scalar.get().getValue()) + "' " + e.getMessage());
            return fallback;
        }
    }

    /** One of the words of {@code words}, which must stand here. */
    public <T> T word(String name, Map<String, T> words, T fallback) {
        return has(name) ? optionalWord(name, words, fallback) : missing(name, fallback);
    }

    /** One of the words of {@code words}, or the fallback if the field is absent. */
    public <T> T optionalWord(String name, Map<String, T> words, T fallback) {
        Optional<ScalarNode> scalar = scalar(name);
        if (scalar.isEmpty()) {
            return fallback;
        }
        String word = scalar.get().getValue();
        T value = words.get(word);
        if (value == null) {
            faults.addUnknown(
                    scalar.get(),
                    at(name),
                    "'" + shortened(word) + "' must be one of " + String.join(", ", words.keySet()),
                    word,
                    words.keySet());
            return fallback;
        }
        return value;
    }

    /** A whole number, or the fallback if the field is absent. */
    public int number(String name, int fallback, int min, int max) {
        return optionalValue(name, fallback, text -> {
            int number;
            try {
                number = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number", e);
            }
            if (number < min || number > max) {
                throw new IllegalArgumentException("must lie in " + min + " to " + max);
            }
            return number;
        });
    }

    /** A sentence in both languages, {@code {zh: …, en: …}}; both must stand here. */
    public Text sentence(String name) {
        Optional<Fields> fields = mapping(name);
        if (fields.isEmpty()) {
            return has(name) ? Text.same("") : missing(name, Text.same(""));
        }
        Text text = new Text(fields.get().text("zh"), fields.get().text("en"));
        fields.get().finish();
        return text;
    }

    /** The fields of a mapping in this one; empty if it is absent. */
    public Optional<Fields> mapping(String name) {
        Node node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof MappingNode inner)) {
            faults.add(node, at(name), "must be a mapping of fields to values");
            return Optional.empty();
        }
        return Optional.of(new Fields(inner, at(name), faults));
    }

    /** The mappings of a list in this one; empty if it is absent. */
    public List<Fields> mappings(String name, int max) {
        Node node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            faults.add(node, at(name), "must be a list");
            return List.of();
        }
        if (sequence.getValue().size() > max) {
            faults.add(
                    node, at(name), "has " + sequence.getValue().size() + " entries; at most " + max + " are allowed");
            return List.of();
        }
        var entries = new ArrayList<Fields>();
        for (Node entry : sequence.getValue()) {
            String entryPath = at(name) + "[" + entries.size() + "]";
            if (entry instanceof MappingNode inner) {
                entries.add(new Fields(inner, entryPath, faults));
            } else {
                faults.add(entry, entryPath, "must be a mapping of fields to values");
            }
        }
        return entries;
    }

    /**
     * The single values of a list in this one; empty if it is absent. A value at fault is told and left out.
     *
     * @param parse throws {@link IllegalArgumentException} with a message that completes "'…' "
     */
    public <T> List<T> values(String name, int max, Function<String, T> parse) {
        Node node = node(name);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            faults.add(node, at(name), "must be a list");
            return List.of();
        }
        if (sequence.getValue().size() > max) {
            faults.add(
                    node, at(name), "has " + sequence.getValue().size() + " entries; at most " + max + " are allowed");
            return List.of();
        }
        var values = new ArrayList<T>();
        for (int i = 0; i < sequence.getValue().size(); i++) {
            Node entry = sequence.getValue().get(i);
            String entryPath = at(name) + "[" + i + "]";
            if (!(entry instanceof ScalarNode scalar) || scalar.getValue().length() > MAX_TEXT) {
                faults.add(entry, entryPath, "must be a single value");
                continue;
            }
            try {
                values.add(parse.apply(scalar.getValue()));
            } catch (IllegalArgumentException e) {
                faults.add(entry, entryPath, "'" + shortened(scalar.getValue()) + "' " + e.getMessage());
            }
        }
        return values;
    }

    /**
     * Reads one value of a field that may be a number or a name.
     *
     * @param read gets the text and whether it was written without quotes
     */
    public <T> @Nullable T plainOrQuoted(String name, BiFunction<String, Boolean, T> read) {
        Optional<ScalarNode> scalar = scalar(name);
        if (scalar.isEmpty()) {
            return null;
        }
        try {
            return read.apply(scalar.get().getValue(), scalar.get().getScalarStyle() == ScalarStyle.PLAIN);
        } catch (IllegalArgumentException e) {
            faults.add(scalar.get(), at(name), "'" + shortened(scalar.get().getValue()) + "' " + e.getMessage());
            return null;
        }
    }

    /**
     * Says what the text of a field looks like, for {@link Outline}.
     *
     * @param schema a JSON Schema
     */
    public void looksLike(String name, Map<String, Object> schema) {
        asked(name);
    }

    /** Reports a fault at a field, or at the mapping itself where the field is absent. */
    public void fault(String name, String message) {
        Node node = values.get(name);
        faults.add(node == null ? mapping : node, at(name), message);
    }

    /** Reports a fault at a field about a word that is none of the known ones. */
    public void unknown(String name, String message, String word, Set<String> knownWords) {
        Node node = values.get(name);
        faults.addUnknown(node == null ? mapping : node, at(name), message, word, knownWords);
    }

    /** Reports every field that was not read, with the nearest that could have been. */
    public void finish() {
        // A field that stands here already is not what was meant.
        var free = new LinkedHashSet<>(known);
        free.removeAll(values.keySet());
        keys.forEach((name, key) -> {
            if (!known.contains(name)) {
                faults.addUnknown(key, at(name), "is not a field here", name, free);
            }
        });
    }

    private Optional<ScalarNode> scalar(String name) {
        Node node = node(name);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            faults.add(node, at(name), "must be a single value");
            return Optional.empty();
        }
        if (scalar.getValue().length() > MAX_TEXT) {
            faults.add(node, at(name), "is longer than " + MAX_TEXT + " characters");
            return Optional.empty();
        }
        return Optional.of(scalar);
    }

    private @Nullable Node node(String name) {
        asked(name);
        Node node = values.get(name);
        return node instanceof ScalarNode scalar && isNull(scalar) ? null : node;
    }

    /** Notes that a field of this name may stand here. */
    void asked(String name) {
        known.add(name);
    }

    private static boolean isNull(ScalarNode scalar) {
        return scalar.getScalarStyle() == ScalarStyle.PLAIN
                && (scalar.getValue().isEmpty() || scalar.getValue().equals("null"));
    }

    private <T> T missing(String name, T fallback) {
        faults.add(mapping, at(name), MISSING);
        return fallback;
    }

    private String at(String name) {
        return path.isEmpty() ? shortened(name) : path + "." + shortened(name);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
