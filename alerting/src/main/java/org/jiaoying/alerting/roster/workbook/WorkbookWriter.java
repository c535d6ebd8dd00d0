package org.jiaoying.alerting.roster.workbook;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jiaoying.alerting.roster.RosterDocument;
import org.jiaoying.alerting.roster.RosterFile;
import org.jspecify.annotations.Nullable;

/** Writes a roster as a workbook: a sheet for each part, with every cell as text, so that no number loses its zeros. */
public final class WorkbookWriter {
    private static final double WIDTH = 16;

    private WorkbookWriter() {}

    /** The workbook's bytes ({@code .xlsx}). */
    public static byte[] write(RosterFile roster) {
        JsonObject document = RosterDocument.of(roster);
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Jiaoying", "1.0")) {
            for (SheetForm form : SheetForm.ALL) {
                write(
                        workbook.newWorksheet(form.title()),
                        form,
                        document.getJsonArray(form.section(), new JsonArray()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(Worksheet sheet, SheetForm form, JsonArray entries) {
        List<Column> columns = form.allColumns();
        for (int i = 0; i < columns.size(); i++) {
            sheet.value(0, i, columns.get(i).title());
            sheet.width(i, WIDTH);
            sheet.style(0, i).bold().set();
        }
        sheet.freezePane(0, 1);
        int row = 0;
        for (Object entry : entries) {
            var object = (JsonObject) entry;
            if (form.parts() == null) {
                row++;
                cells(sheet, row, 0, form.columns(), object);
                continue;
            }
            for (Object part : object.getJsonArray(form.parts())) {
                row++;
                cells(sheet, row, 0, form.columns(), object);
                cells(sheet, row, form.columns().size(), form.partColumns(), (JsonObject) part);
            }
        }
    }

    private static void cells(Worksheet sheet, int row, int first, List<Column> columns, JsonObject object) {
        for (int i = 0; i < columns.size(); i++) {
            String text = shown(columns.get(i), value(object, columns.get(i).field()));
            if (!text.isEmpty()) {
                sheet.value(row, first + i, text);
            }
        }
    }

    private static @Nullable Object value(JsonObject object, String field) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            return object.getValue(field);
        }
        JsonObject inner = object.getJsonObject(field.substring(0, dot));
        return inner == null ? null : inner.getValue(field.substring(dot + 1));
    }

    private static String shown(Column column, @Nullable Object value) {
        if (value instanceof JsonArray list) {
            // An empty list says something else than a list that is not there.
            return list.isEmpty()
                    ? Cells.NOTHING
                    : String.join(
                            "；",
                            list.stream()
                                    .map(word -> column.shown(word.toString()))
                                    .toList());
        }
        return value == null ? "" : column.shown(value.toString());
    }
}
