package org.jiaoying.alerting.paper;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Head;

/** A paper as the API's {@code Paper}, from which the console shows it. */
public final class PaperDocument {
    private PaperDocument() {}

    public static JsonObject of(Paper paper) {
        var blocks = new JsonArray();
        paper.blocks().forEach(block -> blocks.add(document(block)));
        return new JsonObject()
                .put("title", paper.title())
                .put("lines", new JsonArray(paper.lines()))
                .put("blocks", blocks);
    }

    private static JsonObject document(Block block) {
        if (block instanceof Block.Heading heading) {
            return new JsonObject().put("kind", "heading").put("text", heading.text());
        }
        if (block instanceof Block.Note note) {
            return new JsonObject().put("kind", "note").put("text", note.text()).put("strong", note.strong());
        }
        if (block instanceof Block.Facts facts) {
            var rows = new JsonArray();
            facts.facts()
                    .forEach(fact -> rows.add(new JsonArray().add(fact.name()).add(fact.value())));
            return new JsonObject().put("kind", "facts").put("rows", rows);
        }
        if (block instanceof Block.Table table) {
            return document(table);
        }
        return new JsonObject()
                .put("kind", "note")
                .put("text", ((Block.Curve) block).title())
                .put("strong", false);
    }

    private static JsonObject document(Block.Table table) {
        var head = new JsonArray();
        for (List<Head> row : table.head()) {
            var cells = new JsonArray();
            row.forEach(cell -> cells.add(new JsonObject()
                    .put("text", cell.text())
                    .put("columns", cell.columns())
                    .put("rows", cell.rows())));
            head.add(cells);
        }
        var rows = new JsonArray();
        for (List<Cell> row : table.rows()) {
            var cells = new JsonArray();
            row.forEach(
                    cell -> cells.add(new JsonObject().put("text", cell.text()).put("number", cell.number() != null)));
            rows.add(cells);
        }
        return new JsonObject()
                .put("kind", "table")
                .put("head", head)
                .put("rows", rows)
                .put("summed", table.summed());
    }
}
