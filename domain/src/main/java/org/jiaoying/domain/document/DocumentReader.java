package org.jiaoying.domain.document;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads one YAML 1.2 document (JSON is YAML 1.2) into nodes that know their place. Bounded against hostile text: size, depth,
 * and no anchors or aliases, which could make a small text large.
 */
public final class DocumentReader {
    static final int MAX_DEPTH = 16;

    private DocumentReader() {}

    /**
     * Reads the fields of the document's mapping.
     *
     * @param maxLength characters the text may have
     * @return empty where the text has a fault that leaves nothing to read; it stands in {@code faults}
     */
    public static Optional<Fields> read(String source, String text, int maxLength, Faults faults) {
        if (text.length() > maxLength) {
            return fault(faults, "has " + text.length() + " characters; at most " + maxLength + " are allowed");
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoadSettings settings = LoadSettings.builder().setLabel(source).build();
        try {
            if (!withinBounds(body, settings, faults)) {
                return Optional.empty();
            }
            Optional<Node> root = new Compose(settings).composeString(body);
            if (root.isEmpty()) {
                return fault(faults, "is empty");
            }
            if (!(root.get() instanceof MappingNode mapping)) {
                faults.add(root.get(), "", "must be a mapping of fields to values");
                return Optional.empty();
            }
            return Optional.of(new Fields(mapping, "", faults));
        } catch (MarkedYamlEngineException e) {
            faults.add(e.getProblemMark(), "", "is not well formed: " + e.getProblem(), null);
            return Optional.empty();
        } catch (YamlEngineException e) {
            return fault(faults, "is not well formed: " + e.getMessage());
        }
    }

    /** Walks the events, which takes no stack, before nodes are built, which does. */
    private static boolean withinBounds(String text, LoadSettings settings, Faults faults) {
        int depth = 0;
        int documents = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            Optional<Mark> mark = event.getStartMark();
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                case DocumentStart -> documents++;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                faults.add(mark, "", "is nested deeper than " + MAX_DEPTH + " levels", null);
                return false;
            }
            if (documents > 1) {
                faults.add(mark, "", "holds a second document; only one is allowed", null);
                return false;
            }
            if (event instanceof AliasEvent
                    || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
                faults.add(mark, "", "uses an anchor or alias (& or *); write the value out", null);
                return false;
            }
        }
        return true;
    }

    private static Optional<Fields> fault(Faults faults, String message) {
        faults.add(Optional.empty(), "", message, null);
        return Optional.empty();
    }
}
