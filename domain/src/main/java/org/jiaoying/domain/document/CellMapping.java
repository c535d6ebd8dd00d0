package org.jiaoying.domain.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Fields that come from the cells of a table instead of a text, so that one reader and its checks serve both: the line of a fault
 * is then the row, its column the column. For one thread.
 */
public final class CellMapping {
    private final int row;
    private final int column;
    private final List<NodeTuple> fields = new ArrayList<>();

    /** A place is from 1. */
    public CellMapping(int row, int column) {
        this.row = row;
        this.column = column;
    }

    /** A single value. */
    public CellMapping put(String field, String text, int atRow, int atColumn) {
        return add(field, scalar(text, atRow, atColumn), atRow, atColumn);
    }

    /** A list of values that stand in one cell. */
    public CellMapping put(String field, List<String> texts, int atRow, int atColumn) {
        List<Node> nodes = new ArrayList<>();
        texts.forEach(text -> nodes.add(scalar(text, atRow, atColumn)));
        return add(field, sequence(nodes, atRow, atColumn), atRow, atColumn);
    }

    public CellMapping put(String field, CellMapping inner) {
        return add(field, inner.node(), inner.row, inner.column);
    }

    public CellMapping put(String field, List<CellMapping> inner) {
        List<Node> nodes = new ArrayList<>();
        inner.forEach(mapping -> nodes.add(mapping.node()));
        return add(field, sequence(nodes, row, column), row, column);
    }

    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** To be read as the fields of a document. */
    public Fields fields(Faults faults) {
        return new Fields(node(), "", faults);
    }

    private CellMapping add(String field, Node value, int atRow, int atColumn) {
        fields.add(new NodeTuple(scalar(field, atRow, atColumn), value));
        return this;
    }

    private MappingNode node() {
        return new MappingNode(Tag.MAP, true, fields, FlowStyle.BLOCK, mark(row, column), mark(row, column));
    }

    private static SequenceNode sequence(List<Node> nodes, int row, int column) {
        return new SequenceNode(Tag.SEQ, true, nodes, FlowStyle.BLOCK, mark(row, column), mark(row, column));
    }

    private static ScalarNode scalar(String text, int row, int column) {
        return new ScalarNode(Tag.STR, true, text, ScalarStyle.DOUBLE_QUOTED, mark(row, column), mark(row, column));
    }

    private static Optional<Mark> mark(int row, int column) {
        return Optional.of(new Mark("cell", 0, row - 1, column - 1, new int[0], 0));
    }
}
