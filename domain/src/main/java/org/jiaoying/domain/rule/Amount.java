package org.jiaoying.domain.rule;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A number, count or duration of a rule: written out, or the name of an attribute of the point, device, zone or site. */
public sealed interface Amount<T> {

    /** Written in the rule. */
    record Literal<T>(T value) implements Amount<T> {}

    /** Kept in the register under this name. */
    record Attribute<T>(String name) implements Amount<T> {}

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
        String name = ((Attribute<T>) this).name();
        Optional<String> text = attributes.apply(name).map(String::strip);
        if (text.isEmpty()) {
            return new Resolved.Missing<>(name);
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
