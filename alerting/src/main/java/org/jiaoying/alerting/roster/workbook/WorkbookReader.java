package org.jiaoying.alerting.roster.workbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.NearestWord;

/** Reads the cells of a workbook into rows by field; what the first row of a sheet says, names its columns. For one workbook. */
final class WorkbookReader {
    private static final int MAX_ROWS = 50_000;
    private static final int MAX_COLUMNS = 100;
    private static final String REMARKS = "说明";

    /** A cell that says something. */
    record Value(String text, int row, int column) {}

    /**
     * A sheet as it was read.
     *
     * @param headers the column, from 1, by field; a part's field follows its parts' name and a dot
     * @param rows by field; the values of a row
     */
    record Filled(SheetForm form, Map<String, Integer> headers, List<Map<String, Value>> rows) {}

    private final String source;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Filled> sheets = new LinkedHashMap<>();

    WorkbookReader(String source) {
        this.source = source;
    }

    List<Fault> faults() {
        return faults;
    }

    /** By section of the roster. */
    Map<String, Filled> read(byte[] bytes) {
        try {
            BoundedZip.check(bytes);
            try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes));
                    Stream<Sheet> all = workbook.getSheets()) {
                for (Sheet sheet : all.toList()) {
                    read(sheet);
                }
            }
        } catch (IllegalArgumentException refused) {
            fault("", 0, 0, String.valueOf(refused.getMessage()), Optional.empty());
        } catch (IOException | RuntimeException damaged) {
            // The library throws whatever it stumbles over; to its sender each of them is a damaged file.
            fault("", 0, 0, "is damaged: " + damaged.getMessage(), Optional.empty());
        }
        return sheets;
    }

    private void read(Sheet sheet) throws IOException {
        if (sheet.getName().equals(REMARKS)) {
            return;
        }
        Optional<SheetForm> form = SheetForm.titled(sheet.getName());
        if (form.isEmpty()) {
            List<String> titles = SheetForm.ALL.stream().map(SheetForm::title).toList();
            fault(
                    sheet.getName(),
                    0,
                    0,
                    "is no sheet of a roster; there are " + String.join("、", titles) + " and " + REMARKS,
                    NearestWord.to(sheet.getName(), titles));
            return;
        }
        var filled = new Filled(form.get(), new HashMap<>(), new ArrayList<>());
        if (sheets.putIfAbsent(form.get().section(), filled) != null) {
            fault(sheet.getName(), 0, 0, "stands in this workbook a second time", Optional.empty());
            return;
        }
        var columns = new TreeMap<Integer, Named>();
        try (Stream<Row> rows = sheet.openStream()) {
            for (Row row : (Iterable<Row>) rows::iterator) {
                if (row.getRowNum() > MAX_ROWS) {
                    fault(sheet.getName(), row.getRowNum(), 0, "is beyond row " + MAX_ROWS, Optional.empty());
                    return;
                }
                if (row.getRowNum() == 1) {
                    headers(filled, row, columns);
                } else {
                    cells(filled, row, columns);
                }
            }
        }
    }

    /** A column with the field by which its values are known: a part's column may be called as one of its entry. */
    private record Named(String field, Column column) {}

    private void headers(Filled filled, Row row, Map<Integer, Named> columns) {
        SheetForm form = filled.form();
        List<String> titles = form.allColumns().stream().map(Column::title).toList();
        for (Cell cell : row) {
            String title = cell == null ? "" : Cells.text(cell, Column.Kind.TEXT);
            if (title.isEmpty()) {
                continue;
            }
            int at = cell.getColumnIndex() + 1;
            Optional<Named> named = named(form, title);
            if (named.isEmpty() || at > MAX_COLUMNS) {
                fault(
                        form.title(),
                        1,
                        at,
                        "'" + shortened(title) + "' is no column here",
                        NearestWord.to(title, titles));
            } else if (filled.headers().putIfAbsent(named.get().field(), at) != null) {
                fault(form.title(), 1, at, "'" + title + "' stands here a second time", Optional.empty());
            } else {
                columns.put(at, named.get());
            }
        }
    }

    private static Optional<Named> named(SheetForm form, String title) {
        return Stream.concat(
                        form.columns().stream().map(column -> new Named(column.field(), column)),
                        form.partColumns().stream()
                                .map(column -> new Named(form.parts() + "." + column.field(), column)))
                .filter(named ->
                        named.column().title().equals(title) || named.field().equals(title))
                .findFirst();
    }

    private void cells(Filled filled, Row row, Map<Integer, Named> columns) {
        var values = new LinkedHashMap<String, Value>();
        for (Cell cell : row) {
            if (cell == null) {
                continue;
            }
            int at = cell.getColumnIndex() + 1;
            Named named = columns.get(at);
            String text = Cells.text(
                    cell, named == null ? Column.Kind.TEXT : named.column().kind());
            if (named != null && !text.isEmpty()) {
                values.put(named.field(), new Value(text, row.getRowNum(), at));
            } else if (!text.isEmpty() && at <= MAX_COLUMNS) {
                fault(
                        filled.form().title(),
                        row.getRowNum(),
                        at,
                        "stands in a column without a title",
                        Optional.empty());
            }
        }
        if (!values.isEmpty()) {
            filled.rows().add(values);
        }
    }

    void fault(String sheet, int row, int column, String message, Optional<String> nearest) {
        faults.add(new Fault(source, row, column, place(sheet, row, column), message, nearest.orElse(null)));
    }

    /** {@code 人员!C7}. */
    static String place(String sheet, int row, int column) {
        return row == 0 ? sheet : sheet + "!" + letters(column) + row;
    }

    private static String letters(int column) {
        var out = new StringBuilder();
        for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
            out.insert(0, (char) ('A' + (rest - 1) % 26));
        }
        return out.toString();
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
