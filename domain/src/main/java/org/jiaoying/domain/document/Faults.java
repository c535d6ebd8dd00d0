package org.jiaoying.domain.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the faults of one document; keeps the first {@value #MAX}, or as many as it is told. For one thread. */
public final class Faults {
    static final int MAX = 100;

    private final String source;
    private final int max;
    private final List<Fault> faults = new ArrayList<>();

    public Faults(String source) {
        this(source, MAX);
    }

    /** @param max how many are kept */
    public Faults(String source, int max) {
        this.source = source;
        this.max = max;
    }

    public void add(Node node, String path, String message) {
        add(node.getStartMark(), path, message, null);
    }

    /** Adds a fault about a word that is none of the known ones. */
    public void addUnknown(Node node, String path, String message, String word, Collection<String> known) {
        add(node.getStartMark(), path, message, NearestWord.to(word, known).orElse(null));
    }

    void add(Optional<Mark> mark, String path, String message, @Nullable String nearest) {
        if (faults.size() < max) {
            int line = mark.map(place -> place.getLine() + 1).orElse(0);
            int column = mark.map(place -> place.getColumn() + 1).orElse(0);
            faults.add(new Fault(source, line, column, path, message, nearest));
        }
    }

    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** All faults, in the order in which they were found. */
    public List<Fault> all() {
        return List.copyOf(faults);
    }
}
