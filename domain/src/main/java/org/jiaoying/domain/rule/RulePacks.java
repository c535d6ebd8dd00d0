package org.jiaoying.domain.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rule packs that come with the system, from the class path: {@code rules/NAME.yaml}. */
public final class RulePacks {
    /** Names of all packs. */
    public static final List<String> NAMES = List.of("coal-mine-gas", "open-pit-slope", "power");

    private RulePacks() {}

    /**
     * The rules of one pack.
     *
     * @throws IllegalArgumentException if there is no such pack
     */
    public static List<Rule> load(String name) {
        String path = "/rules/" + name + ".yaml";
        try (InputStream in = RulePacks.class.getResourceAsStream(path)) {
            if (in == null || !NAMES.contains(name)) {
                throw new IllegalArgumentException("there is no rule pack '" + name + "'; there are " + NAMES);
            }
            return RuleParser.pack(name + ".yaml", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    /** The rules of all packs. */
    public static List<Rule> all() {
        return NAMES.stream().flatMap(name -> load(name).stream()).toList();
    }
}
