package org.jiaoying.domain.rule;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A number, count or duration of a rule: written out ({@code 3.0}), or the name of an attribute of the point, device, zone or
 * site ({@code alarm}), which may say what holds where it is missing ({@code silent-after else 60s}).
 */
public sealed interface Amount<T> {

    /** Written in the rule. */
    record Literal<T>(T value) implements Amount<T> {}

    /**
     * Kept in the register under this name.
     *
     * @param otherwise holds where the register has no such attribute; null: nothing does
     */
    record Attribute<T>(String name, @Nullable T otherwise) implements Amount<T> {}

    /** What became of an amount at one subject. */
    sealed interface Resolved<T> {

        record Value<T>(T value) implements Resolved<T> {}

        /** The register says that there is no limit here. */
        record NoLimit<T>() implements Resolved<T> {}

        /** The register has no such attribute here. */
        record Missing<T>(String name) implements Resolved<T> {
            public String why() {
                return "attribute '" + name + "' is missing";
            }
        }

        /** The register has the attribute here, but it is no amount. */
        record Malformed<T>(String why) implements Resolved<T> {}
    }

    /** What the register writes where there is no limit; feeds of coal-mine systems write -0.01. */
    Set<String> NO_LIMIT = Set.of("", "null", "none", "-", "-0.01");

    /**
     * Looks the amount up.
     *
     * @param attributes the subject's attributes by name
     * @param parse reads an attribute's text; throws {@link IllegalArgumentException} with a message that completes "'…' "
     */
    default Resolved<T> resolve(Function<String, Optional<String>> attributes, Function<String, T> parse) {
        if (this instanceof Literal<T> literal) {
            return new Resolved.Value<>(literal.value());
        }
        Attribute<T> attribute = (Attribute<T>) this;
        String name = attribute.name();
        Optional<String> text = attributes.apply(name).map(String::strip);
        if (text.isEmpty()) {
            T otherwise = attribute.otherwise();
            return otherwise == null ? new Resolved.Missing<>(name) : new Resolved.Value<>(otherwise);
        }
        if (NO_LIMIT.contains(text.get())) {
            return new Resolved.NoLimit<>();
        }
        try {
            return new Resolved.Value<>(parse.apply(text.get()));
        } catch (IllegalArgumentException e) {
            return new Resolved.Malformed<>("attribute '" + name + "' = '" + text.get() + "' " + e.getMessage());
        }
    }
}
