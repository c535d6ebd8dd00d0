package org.jiaoying.domain.document;

import java.time.Duration;
import java.time.LocalDate;
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
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Fields of no document: note what is asked of them. Down to a depth every field is there, with nothing in it that could be
 * wrong; below it none is.
 */
final class OutlineFields extends Fields {
    private static final Map<String, Object> TEXT = Map.of("type", "string");

    private final Outline outline;
    private final Outline.Shape shape;
    private final String path;
    private final Map<String, String> given;
    private final int depth;
    private final Set<String> missed = new LinkedHashSet<>();

    OutlineFields(Outline outline, Outline.Shape shape, String path, Map<String, String> given, int depth) {
        super(new MappingNode(Tag.MAP, List.of(), FlowStyle.BLOCK), "", new Faults("outline"));
        this.outline = outline;
        this.shape = shape;
        this.path = path;
        this.given = given;
        this.depth = depth;
        shape.read++;
        if (depth == 0) {
            shape.missed.add(missed);
        }
    }

    @Override
    void asked(String name) {
        shape.fields.putIfAbsent(name, Map.of());
    }

    private boolean present(String name) {
        return depth > 0 || given.containsKey(path + name);
    }

    private void is(String name, Map<String, Object> schema) {
        Map<String, Object> known = shape.fields.get(name);
        if (known == null || known.isEmpty()) {
            shape.fields.put(name, schema);
        }
    }

    private <T> T required(String name, T value) {
        missed.add(name);
        return value;
    }

    @Override
    public boolean has(String name) {
        asked(name);
        return present(name);
    }

    @Override
    public Set<String> names() {
        shape.readByName++;
        return Set.of();
    }

    @Override
    public String text(String name) {
        is(name, TEXT);
        return required(name, given.getOrDefault(path + name, ""));
    }

    @Override
    public Optional<String> optionalText(String name) {
        asked(name);
        return Optional.ofNullable(given.get(path + name));
    }

    @Override
    public <T> T value(String name, T fallback, Function<String, T> parse) {
        is(name, schemaOf(fallback));
        return required(name, fallback);
    }

    @Override
    public <T> T optionalValue(String name, T fallback, Function<String, T> parse) {
        is(name, schemaOf(fallback));
        return fallback;
    }

    @Override
    public <T> T word(String name, Map<String, T> words, T fallback) {
        return required(name, chosen(name, words, fallback));
    }

    @Override
    public <T> T optionalWord(String name, Map<String, T> words, T fallback) {
        return chosen(name, words, fallback);
    }

    private <T> T chosen(String name, Map<String, T> words, T fallback) {
        shape.fields.put(name, Map.of("enum", outline.words(path + name, words.keySet())));
        T value = words.get(given.getOrDefault(path + name, ""));
        return value == null ? fallback : value;
    }

    @Override
    public int number(String name, int fallback, int min, int max) {
        is(name, Map.of("type", "integer", "minimum", min, "maximum", max));
        return fallback;
    }

    @Override
    public Text sentence(String name) {
        asked(name);
        Outline.Shape inner = shape.inner(name);
        for (String language : List.of("zh", "en")) {
            inner.fields.put(language, TEXT);
        }
        inner.read++;
        inner.missed.add(Set.of("zh", "en"));
        return required(name, Text.same(""));
    }

    @Override
    public Optional<Fields> mapping(String name) {
        asked(name);
        return depth > 0 ? Optional.of(inner(name)) : Optional.empty();
    }

    @Override
    public List<Fields> mappings(String name, int max) {
        is(name, array(max));
        return depth > 0 ? List.of(inner(name)) : List.of();
    }

    private Fields inner(String name) {
        return new OutlineFields(outline, shape.inner(name), path + name + ".", given, depth - 1);
    }

    @Override
    public <T> List<T> values(String name, int max, Function<String, T> parse) {
        var array = new LinkedHashMap<>(array(max));
        array.put("items", Map.of("type", List.of("string", "number")));
        is(name, array);
        return List.of();
    }

    @Override
    public <T> @Nullable T plainOrQuoted(String name, BiFunction<String, Boolean, T> read) {
        is(name, Map.of("type", List.of("string", "number")));
        return null;
    }

    @Override
    public void looksLike(String name, Map<String, Object> schema) {
        shape.fields.put(name, schema);
    }

    @Override
    public void fault(String name, String message) {
        if (message.equals(MISSING)) {
            missed.add(name);
        }
    }

    @Override
    public void unknown(String name, String message, String word, Set<String> knownWords) {
        // Nothing that is read here is wrong.
    }

    @Override
    public void finish() {
        // Nothing stands here that nobody read.
    }

    private static Map<String, Object> array(int max) {
        var array = new LinkedHashMap<String, Object>();
        array.put("type", "array");
        array.put("maxItems", max);
        return array;
    }

    private static Map<String, Object> schemaOf(@Nullable Object value) {
        if (value instanceof Duration) {
            return Map.of("type", "string", "pattern", DurationText.FORM);
        }
        if (value instanceof LocalDate) {
            return Map.of("type", "string", "format", "date");
        }
        if (value instanceof Boolean) {
            return Map.of("type", "boolean");
        }
        return value instanceof Number ? Map.of("type", List.of("number", "string")) : TEXT;
    }
}
