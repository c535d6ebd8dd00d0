package org.jiaoying.ingest.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** What a page was asked for. What is missing or wrong is an {@link IllegalArgumentException} that says so. */
final class Parameters {
    private Parameters() {}

    static String required(Map<String, String> parameters, String name) {
        String value = parameters.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the parameter '" + name + "' is missing");
        }
        return value;
    }

    static Instant instant(Map<String, String> parameters, String name) {
        String text = required(parameters, name);
        try {
            return text.matches("[0-9]{1,15}")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + name + "' must be ISO 8601 with offset, or milliseconds, but is '" + text + "'", e);
        }
    }
}
