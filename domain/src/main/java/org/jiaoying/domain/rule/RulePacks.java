package org.jiaoying.domain.rule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rule packs that come with the system: every {@code rules/NAME.yaml} beside this class on the class path. */
public final class RulePacks {
    private static final String FOLDER = "/rules";
    private static final String ENDING = ".yaml";
    private static final String ONE_OF_THEM = FOLDER + "/coal-mine-gas" + ENDING;

    /** The packs' texts by name. */
    private static final Map<String, String> TEXTS = texts();

    /** Names of all packs. */
    public static final List<String> NAMES = List.copyOf(TEXTS.keySet());

    private RulePacks() {}

    /**
     * The rules of one pack.
     *
     * @throws IllegalArgumentException if there is no such pack
     */
    public static List<Rule> load(String name) {
        String text = TEXTS.get(name);
        if (text == null) {
            throw new IllegalArgumentException("there is no rule pack '" + name + "'; there are " + NAMES);
        }
        return RuleParser.pack(name + ENDING, text);
    }

    /** The rules of all packs. */
    public static List<Rule> all() {
        return NAMES.stream().flatMap(name -> load(name).stream()).toList();
    }

    private static Map<String, String> texts() {
        URL known = RulePacks.class.getResource(ONE_OF_THEM);
        if (known == null) {
            throw new IllegalStateException("the rule packs are not on the class path");
        }
        try {
            URI uri = known.toURI();
            if (!uri.getScheme().equals("jar")) {
                return texts(Path.of(uri).resolveSibling(""));
            }
            // A file system of one's own: one that is shared could be closed by somebody else.
            String text = uri.toString();
            Path jar = Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/"))));
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                return texts(inside.getPath(FOLDER));
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot read the rule packs at " + known, e);
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        var texts = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(ENDING)).forEach(file -> {
                String name = file.getFileName().toString();
                texts.put(name.substring(0, name.length() - ENDING.length()), read(file));
            });
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
