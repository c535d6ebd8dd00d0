package org.jiaoying.alerting.roster.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jiaoying.alerting.roster.KnownIds;
import org.jiaoying.alerting.roster.RosterFaultsException;
import org.jiaoying.alerting.roster.RosterFile;
import org.jiaoying.alerting.roster.workbook.WorkbookReader.Filled;
import org.jiaoying.alerting.roster.workbook.WorkbookReader.Value;
import org.jiaoying.domain.document.CellMapping;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.Faults;

/**
 * Reads a roster from a workbook. The cells become the fields of a roster file and are read by its reader, so that a workbook and
 * a file mean the same and are checked alike; a fault names sheet, row and cell.
 */
public final class RosterWorkbook {
    private static final int MAX_FAULTS = 5_000;
    private static final Pattern ENTRY = Pattern.compile("^([a-z]+)\\[([0-9]+)](?:\\.(.*))?$");

    /**
     * What was read.
     *
     * @param leftOut why entries were left out; empty where nothing was
     */
    public record Taken(RosterFile roster, List<Fault> leftOut) {}

    private final WorkbookReader reader;
    private final Map<String, Filled> sheets;
    private final Map<String, Set<Integer>> left = new HashMap<>();

    private RosterWorkbook(String source, byte[] bytes) {
        reader = new WorkbookReader(source);
        sheets = reader.read(bytes);
    }

    /**
     * Reads a workbook.
     *
     * @param partly whether entries at fault, and those that name them, are left out instead of refusing all
     * @throws RosterFaultsException with all faults; also where the workbook itself cannot be read
     */
    public static Taken read(String source, byte[] bytes, KnownIds known, boolean partly) {
        var workbook = new RosterWorkbook(source, bytes);
        if (!workbook.reader.faults().isEmpty()) {
            throw new RosterFaultsException(workbook.reader.faults());
        }
        return workbook.taken(source, known, partly);
    }

    private Taken taken(String source, KnownIds known, boolean partly) {
        var leftOut = new ArrayList<Fault>();
        while (true) {
            var entries = new HashMap<String, List<Integer>>();
            var found = new Faults(source, MAX_FAULTS);
            RosterFile roster = RosterFile.read(document(entries).fields(found), known);
            List<Fault> faults = found.all();
            if (!reader.faults().isEmpty()) {
                throw new RosterFaultsException(reader.faults());
            }
            if (faults.isEmpty()) {
                return new Taken(roster, leftOut);
            }
            List<Fault> placed = faults.stream().map(this::placed).toList();
            if (!partly || !leaveOut(faults, entries)) {
                throw new RosterFaultsException(placed);
            }
            leftOut.addAll(placed);
        }
    }

    /** Leaves out the entries at fault; false where a fault is of no entry. */
    private boolean leaveOut(List<Fault> faults, Map<String, List<Integer>> entries) {
        for (Fault fault : faults) {
            Matcher entry = ENTRY.matcher(fault.path());
            if (!entry.matches()) {
                return false;
            }
            int index = entries.getOrDefault(entry.group(1), List.of()).get(Integer.parseInt(entry.group(2)));
            left.computeIfAbsent(entry.group(1), section -> new HashSet<>()).add(index);
        }
        return true;
    }

    /**
     * The workbook as a roster file, without what is left out.
     *
     * @param entries which entries of a sheet are in it, by section, in their order
     */
    private CellMapping document(Map<String, List<Integer>> entries) {
        var document = new CellMapping(1, 1);
        sheets.forEach((section, filled) -> {
            List<List<Map<String, Value>>> groups = groups(filled);
            var kept = new ArrayList<CellMapping>();
            var indexes = new ArrayList<Integer>();
            for (int i = 0; i < groups.size(); i++) {
                if (!left.getOrDefault(section, Set.of()).contains(i)) {
                    kept.add(entry(filled, groups.get(i)));
                    indexes.add(i);
                }
            }
            entries.put(section, indexes);
            if (!kept.isEmpty()) {
                document.put(section, kept);
            }
        });
        return document;
    }

    /** The rows of each entry: those with the same key where an entry may have several. */
    private static List<List<Map<String, Value>>> groups(Filled filled) {
        SheetForm form = filled.form();
        if (form.parts() == null) {
            return filled.rows().stream().map(List::of).toList();
        }
        var groups = new LinkedHashMap<List<String>, List<Map<String, Value>>>();
        for (Map<String, Value> row : filled.rows()) {
            List<String> key = form.columns().subList(0, form.key()).stream()
                    .map(column -> text(row, column.field()))
                    .toList();
            groups.computeIfAbsent(key, first -> new ArrayList<>()).add(row);
        }
        return List.copyOf(groups.values());
    }

    private static String text(Map<String, Value> row, String field) {
        Value value = row.get(field);
        return value == null ? "" : value.text();
    }

    private CellMapping entry(Filled filled, List<Map<String, Value>> rows) {
        SheetForm form = filled.form();
        CellMapping entry = mapping(form.columns(), "", rows.get(0));
        String parts = form.parts();
        if (parts != null) {
            rows.forEach(row -> sameAs(filled, rows.get(0), row));
            entry.put(
                    parts,
                    rows.stream()
                            .map(row -> mapping(form.partColumns(), parts + ".", row))
                            .toList());
        }
        return entry;
    }

    /** An entry's own columns say the same in each of its rows, or nothing. */
    private void sameAs(Filled filled, Map<String, Value> first, Map<String, Value> row) {
        for (Column column : filled.form().columns()) {
            Value value = row.get(column.field());
            if (value != null && !value.text().equals(text(first, column.field()))) {
                reader.fault(
                        filled.form().title(),
                        value.row(),
                        value.column(),
                        "says something else than the first row of this entry",
                        Optional.empty());
            }
        }
    }

    private static CellMapping mapping(List<Column> columns, String prefix, Map<String, Value> row) {
        int number = row.values().iterator().next().row();
        var mapping = new CellMapping(number, 1);
        var inner = new LinkedHashMap<String, CellMapping>();
        for (Column column : columns) {
            Value value = row.get(prefix + column.field());
            if (value == null) {
                continue;
            }
            int dot = column.field().indexOf('.');
            CellMapping into = dot < 0
                    ? mapping
                    : inner.computeIfAbsent(
                            column.field().substring(0, dot), name -> new CellMapping(number, value.column()));
            put(into, column, column.field().substring(dot + 1), value);
        }
        inner.forEach(mapping::put);
        return mapping;
    }

    private static void put(CellMapping into, Column column, String field, Value value) {
        if (column.kind() == Column.Kind.LIST) {
            into.put(field, Cells.list(value.text()).stream().map(column::read).toList(), value.row(), value.column());
        } else {
            into.put(field, column.read(value.text()), value.row(), value.column());
        }
    }

    /** The same fault, told by sheet and cell. */
    private Fault placed(Fault fault) {
        Matcher entry = ENTRY.matcher(fault.path());
        if (!entry.matches()) {
            return fault;
        }
        Filled filled = sheets.get(entry.group(1));
        String field = entry.group(3) == null ? "" : entry.group(3).replaceAll("\\[[0-9]+]", "");
        if (filled == null) {
            return fault;
        }
        // What is missing has no cell: the one where it should stand is named.
        int column = Optional.ofNullable(filled.headers().get(field)).orElse(fault.column());
        return new Fault(
                fault.source(),
                fault.line(),
                column,
                WorkbookReader.place(filled.form().title(), fault.line(), column),
                fault.message(),
                fault.nearest());
    }
}
