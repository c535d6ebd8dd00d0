package org.jiaoying.simulators.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.domain.document.Fault;
import org.jspecify.annotations.Nullable;

/**
 * The top-level keys of a YAML document, each with the lines that belong to it, so that each part can be read by its own reader and
 * its faults still stand at their lines.
 */
final class Sections {
    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9_-]*):(\\s.*)?");

    private final List<String> lines;
    private final Map<String, List<Integer>> linesOf = new LinkedHashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    Sections(String source, String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lines = body.lines().toList();
        String section = null;
        for (int i = 0; i < lines.size(); i++) {
            section = sectionOf(source, i, section);
            if (section != null) {
                linesOf.computeIfAbsent(section, name -> new ArrayList<>()).add(i);
            }
        }
    }

    private @Nullable String sectionOf(String source, int index, @Nullable String current) {
        String line = lines.get(index);
        boolean starts = !line.isBlank() && " \t#-]}".indexOf(line.charAt(0)) < 0;
        if (!starts) {
            return current;
        }
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
            faults.add(new Fault(
                    source, index + 1, 1, "", "a field such as 'csv:' is expected at the start of a line", null));
            return current;
        }
        if (linesOf.containsKey(key.group(1))) {
            faults.add(new Fault(source, index + 1, 1, key.group(1), "stands here a second time", null));
        }
        return key.group(1);
    }

    List<Fault> faults() {
        return faults;
    }

    Set<String> names() {
        return linesOf.keySet();
    }

    boolean has(String name) {
        return linesOf.containsKey(name);
    }

    /** The line of a section's key, from 1; 0 if there is none. */
    int lineOf(String name) {
        List<Integer> own = linesOf.get(name);
        return own == null ? 0 : own.get(0) + 1;
    }

    /** The document with only these sections; all other lines are empty. */
    String only(Set<String> names) {
        String[] kept = empty();
        linesOf.forEach((name, own) -> {
            if (names.contains(name)) {
                own.forEach(line -> kept[line] = lines.get(line));
            }
        });
        return String.join("\n", kept) + "\n";
    }

    /** What stands under a section's key as a document of its own: without the key's line, and moved left. */
    String under(String name) {
        String[] kept = empty();
        List<Integer> own = linesOf.getOrDefault(name, List.of());
        int indent = own.stream()
                .skip(1)
                .map(lines::get)
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .mapToInt(Sections::indentOf)
                .min()
                .orElse(0);
        own.stream()
                .skip(1)
                .forEach(line -> kept[line] = lines.get(line).substring(Math.min(indent, indentOf(lines.get(line)))));
        return String.join("\n", kept) + "\n";
    }

    private String[] empty() {
        String[] kept = new String[lines.size()];
        java.util.Arrays.fill(kept, "");
        return kept;
    }

    private static int indentOf(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }
}
