package org.jiaoying.domain.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one YAML mapping, read by name. What is wrong is noted as a fault and reading goes on, so that all faults are
 * found at once; {@link #done} notes the fields that nobody read.
 */
final class YamlFields {

    /** Notes faults, and ends a document whose aliases unfold to more than anyone would write. */
    static final class Faults {
        private static final int MAX_FAULTS = 100;
        private static final int MAX_NODES = 2_000_000;

        private final String sourceName;
        private final List<RegisterFault> faults = new ArrayList<>();
        private int nodes;

        Faults(String sourceName) {
            this.sourceName = sourceName;
        }

        void add(Node at, String message) {
            Mark mark = at.getStartMark().orElse(null);
            faults.add(new RegisterFault(
                    mark == null ? 0 : mark.getLine() + 1, mark == null ? 0 : mark.getColumn() + 1, message));
            if (faults.size() >= MAX_FAULTS) {
                throwIfAny();
            }
        }

        private void visit(Node node, int count) {
            nodes += count;
            if (nodes > MAX_NODES) {
                add(node, "more than " + MAX_NODES + " values, aliases unfolded");
                throwIfAny();
            }
        }

        void throwIfAny() {
            if (!faults.isEmpty()) {
                throw new RegisterFileException(sourceName, faults);
            }
        }
    }

    private static final int MAX_TEXT = 500;

    private final Node node;
    private final Faults faults;
    private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    YamlFields(Node node, Faults faults) {
        this.node = node;
        this.faults = faults;
        if (!(node instanceof MappingNode mapping)) {
            faults.add(node, "a mapping (name: value) is expected here");
            return;
        }
        faults.visit(node, mapping.getValue().size());
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            if (key != null && fields.putIfAbsent(key, tuple) != null) {
                faults.add(tuple.getKeyNode(), "'" + key + "' stands here twice");
            }
        }
    }

    /** All names, as for a mapping from id to thing. */
    Set<String> names() {
        return fields.keySet();
    }

    Node keyNode(String name) {
        NodeTuple tuple = fields.get(name);
        return tuple == null ? node : tuple.getKeyNode();
    }

    /** The field's node, or null if it is absent. */
    @Nullable
    Node get(String name) {
        read.add(name);
        NodeTuple tuple = fields.get(name);
        return tuple == null ? null : tuple.getValueNode();
    }

    /** The mapping under the name, or null if the field is absent. */
    @Nullable
    YamlFields mapping(String name) {
        Node value = get(name);
        return value == null ? null : new YamlFields(value, faults);
    }

    /** The items under the name; empty if the field is absent. */
    List<Node> items(String name) {
        Node value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            faults.add(value, "'" + name + "' must be a list");
            return List.of();
        }
        faults.visit(value, sequence.getValue().size());
        return sequence.getValue();
    }

    /** The text under the name, as written; the fallback if the field is absent or faulty. */
    String text(String name, String fallback) {
        Node value = get(name);
        String text = value == null ? null : scalar(value, "'" + name + "'");
        return text == null ? fallback : text;
    }

    /** The text under the name, as written; its absence is a fault. */
    String required(String name) {
        if (!fields.containsKey(name)) {
            faults.add(node, "'" + name + "' is missing");
        }
        return text(name, "");
    }

    /** The text of a node, or null, with a fault noted, if it is none. */
    @Nullable
    String scalar(Node value, String what) {
        if (!(value instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            faults.add(value, what + " must be a text or number");
            return null;
        }
        if (scalar.getValue().length() > MAX_TEXT) {
            faults.add(value, what + " is longer than " + MAX_TEXT + " characters");
            return null;
        }
        return scalar.getValue();
    }

    /** The finite number of a node, or null, with a fault noted, if it is none. */
    @Nullable
    Double number(Node value, String what) {
        String text = scalar(value, what);
        if (text == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // falls through to the fault
        }
        faults.add(value, what + " must be a number, but is '" + text + "'");
        return null;
    }

    void fault(Node at, String message) {
        faults.add(at, message);
    }

    /** The field's place, or the mapping's if it is absent. */
    Node place(String name) {
        NodeTuple tuple = fields.get(name);
        return tuple == null ? node : tuple.getValueNode();
    }

    /** Notes each field that nobody read. */
    void done() {
        for (Map.Entry<String, NodeTuple> field : fields.entrySet()) {
            if (!read.contains(field.getKey())) {
                faults.add(
                        field.getValue().getKeyNode(),
                        "'" + field.getKey() + "' is not known here; known are " + String.join(", ", read));
            }
        }
    }
}
