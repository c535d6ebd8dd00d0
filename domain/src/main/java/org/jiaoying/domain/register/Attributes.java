package org.jiaoying.domain.register;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Named facts about a site, zone, device or point: limits, place, capacity. Values are kept as written, so that a limit
 * of {@code 1.50} is shown as it stands in the register.
 */
public record Attributes(Map<String, String> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        values = Map.copyOf(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The attribute as a finite number; empty if it is absent or not one. */
    public OptionalDouble number(String name) {
        String value = values.get(name);
        if (value == null) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(value.strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }
}
