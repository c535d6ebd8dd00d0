package org.jiaoying.domain.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a reader of {@link Fields} would read, as a JSON Schema (draft 7): found out by letting it read documents that have
 * nothing, then everything down to some depth, then each word of each field that has a choice of words. So the schema follows
 * from the reader and cannot say something else.
 */
public final class Outline {
    private static final int MAX_DEPTH = 5;

    /** What is known of the fields of one mapping. */
    static final class Shape {
        final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();
        private final Map<String, Shape> inner = new LinkedHashMap<>();

        /** What was missed each time nothing stood here. */
        final List<Set<String>> missed = new ArrayList<>();

        /** How often it was read, and how often for whatever names stand in it. */
        int read;

        int readByName;

        Shape inner(String name) {
            return inner.computeIfAbsent(name, none -> new Shape());
        }

        /** Required is what is missed each time. */
        private Set<String> required() {
            if (missed.isEmpty()) {
                return Set.of();
            }
            var always = new TreeSet<>(missed.get(0));
            missed.forEach(always::retainAll);
            return always;
        }
    }

    /** Words that may stand in a field, by its path: all of them are tried. */
    private final Map<String, Set<String>> words = new LinkedHashMap<>();

    private final Shape shape = new Shape();
    private final Consumer<Fields> reader;

    private Outline(Consumer<Fields> reader) {
        this.reader = reader;
    }

    /**
     * The schema of the mapping that a reader reads.
     *
     * @param given words that stand in the document, by the name of their field
     */
    public static Map<String, Object> of(Consumer<Fields> reader, Map<String, String> given) {
        var outline = new Outline(reader);
        outline.explore(given);
        given.forEach((name, word) -> outline.shape.fields.put(name, Map.of("const", word)));
        return schema(outline.shape);
    }

    /** Reads with these words standing in the document, then with each word of each field that this brings to light. */
    private void explore(Map<String, String> given) {
        Set<String> before = Set.copyOf(words.keySet());
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            reader.accept(new OutlineFields(this, shape, "", given, depth));
        }
        for (Map.Entry<String, Set<String>> found : List.copyOf(words.entrySet())) {
            if (!before.contains(found.getKey()) && !given.containsKey(found.getKey())) {
                for (String word : List.copyOf(found.getValue())) {
                    var with = new LinkedHashMap<>(given);
                    with.put(found.getKey(), word);
                    explore(with);
                }
            }
        }
    }

    /** Notes the words that a field may have; all that were ever noted for it. */
    List<String> words(String path, Set<String> more) {
        Set<String> known = words.computeIfAbsent(path, none -> new TreeSet<>());
        known.addAll(more);
        return List.copyOf(known);
    }

    private static Map<String, Object> schema(Shape shape) {
        var properties = new LinkedHashMap<String, Object>();
        shape.fields.forEach((name, field) -> {
            Shape inner = shape.inner.get(name);
            if (inner == null) {
                properties.put(name, field);
            } else if ("array".equals(field.get("type"))) {
                var array = new LinkedHashMap<>(field);
                array.put("items", schema(inner));
                properties.put(name, array);
            } else {
                properties.put(name, schema(inner));
            }
        });
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        Set<String> required = shape.required();
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        schema.put(
                "additionalProperties",
                shape.read == shape.readByName ? Map.of("type", List.of("string", "number")) : false);
        return schema;
    }
}
