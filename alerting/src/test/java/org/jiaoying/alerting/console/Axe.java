package org.jiaoying.alerting.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What axe-core finds on a page that keeps people from reading or using it. */
final class Axe {
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final String SCRIPT = script();

    private Axe() {}

    /** What is serious or critical, each with its place. */
    static List<String> grave(Page page, String where) {
        if (!Boolean.TRUE.equals(page.evaluate("typeof axe === 'object'"))) {
            page.evaluate(SCRIPT);
        }
        Object result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})");
        var found = new ArrayList<String>();
        for (Object violation : (List<?>) Objects.requireNonNull(((Map<?, ?>) result).get("violations"))) {
            if (violation instanceof Map<?, ?> map && GRAVE.contains(String.valueOf(map.get("impact")))) {
                found.add(where + ": " + map.get("id") + " (" + map.get("impact") + ") " + places(map));
            }
        }
        return found;
    }

    private static String places(Map<?, ?> violation) {
        var places = new ArrayList<String>();
        for (Object node : (List<?>) Objects.requireNonNull(violation.get("nodes"))) {
            places.add(String.valueOf(((Map<?, ?>) node).get("html")));
        }
        return String.join(" | ", places.subList(0, Math.min(3, places.size())));
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
