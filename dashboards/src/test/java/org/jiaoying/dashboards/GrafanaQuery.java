package org.jiaoying.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Fills in a query what Grafana fills in before it asks InfluxQL: the time, the interval, the variables. */
record GrafanaQuery(Instant from, Instant to, Duration interval, Map<String, List<String>> variables) {

    /** Everything of a variable with {@code allValue ".*"}; not escaped. */
    static final List<String> ALL = List.of(".*");

    String fill(String query) {
        String filled = query.replace(
                        "$timeFilter", "time >= " + from.toEpochMilli() + "ms and time <= " + to.toEpochMilli() + "ms")
                .replace("$__interval_ms", Long.toString(interval.toMillis()))
                .replace("$__interval", interval.toSeconds() + "s");
        for (var variable : variables.entrySet()) {
            String name = "$" + variable.getKey();
            filled = filled.replace("/^" + name + "$/", "/^" + regex(variable.getValue()) + "$/")
                    .replace(name, String.join(",", variable.getValue()));
        }
        if (filled.contains("$")) {
            // A dollar that ends a pattern is not a variable.
            String rest = filled.replace("$/", "/");
            if (rest.contains("$")) {
                throw new IllegalArgumentException("nothing fills " + rest.substring(rest.indexOf('$')));
            }
        }
        return filled;
    }

    /** In a pattern several values are alternatives, and each is escaped; elsewhere a value stands as it is. */
    private static String regex(List<String> values) {
        if (values.equals(ALL)) {
            return ALL.get(0);
        }
        String alternatives = values.stream()
                .map(value -> value.replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0"))
                .collect(Collectors.joining("|"));
        return values.size() == 1 ? alternatives : "(" + alternatives + ")";
    }
}
