package org.jiaoying.simulators.replay;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.document.NearestWord;
import org.jiaoying.simulators.replay.ReplayCounts.RowFault;
import org.jiaoying.simulators.replay.ReplayRow.DeviceValues;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a recorded file in its own order, read as they are asked for. What cannot be read is counted and left out; times
 * that run backwards are counted and given as they are. For one thread.
 */
public final class ReplayRows implements Iterator<ReplayRow>, AutoCloseable {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,3})?");
    private static final int MAX_FIELD = 1 << 20;
    private static final int FAULTS_KEPT = 20;

    private final CsvForm form;
    private final CsvReader<CsvRecord> csv;
    private final CloseableIterator<CsvRecord> records;
    private final int columns;
    private final int timeAt;
    private final int[] valueAt;
    private final List<RowFault> faults = new ArrayList<>();
    private @Nullable ReplayRow next;
    private @Nullable Instant last;
    private long line;
    private long rows;
    private long backward;
    private long repeated;
    private long badRows;
    private long badValues;
    private long emptyValues;

    ReplayRows(CsvForm form, Path file) throws IOException {
        this.form = form;
        this.csv = CsvReader.builder()
                .fieldSeparator(form.separator())
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MAX_FIELD)
                .ofCsvRecord(Files.newInputStream(file), form.charset());
        this.records = csv.iterator();
        try {
            List<String> header = header(file);
            this.columns = header.size();
            this.timeAt = column(header, form.timeColumn(), file);
            this.valueAt = new int[form.values().size()];
            for (int i = 0; i < valueAt.length; i++) {
                valueAt[i] = column(header, form.values().get(i).name(), file);
            }
        } catch (RuntimeException e) {
            csv.close();
            throw e;
        }
    }

    private List<String> header(Path file) {
        try {
            if (records.hasNext()) {
                return records.next().getFields().stream().map(String::strip).toList();
            }
        } catch (CsvParseException e) {
            throw new CsvHeaderException(file.getFileName() + " is not CSV: " + e.getMessage());
        }
        throw new CsvHeaderException(file.getFileName() + " is empty");
    }

    private static int column(List<String> header, String name, Path file) {
        int at = header.indexOf(name);
        if (at < 0) {
            String hint = NearestWord.to(name, header)
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse("");
            throw new CsvHeaderException(file.getFileName() + " has no column '" + name + "'" + hint);
        }
        return at;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            CsvRecord row = nextRecord();
            if (row == null) {
                return false;
            }
            next = read(row);
        }
        return true;
    }

    private @Nullable CsvRecord nextRecord() {
        try {
            if (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                return row;
            }
        } catch (CsvParseException e) {
            // The parser has lost its place: what follows cannot be told from the field it is in.
            badRow(line + 1, "the rest of the file is not CSV: " + e.getMessage());
        }
        return null;
    }

    private @Nullable ReplayRow read(CsvRecord row) {
        if (row.getFieldCount() < columns) {
            badRow(line, row.getFieldCount() + " columns where " + columns + " are named");
            return null;
        }
        try {
            Instant at = form.time().read(row.getField(timeAt));
            return new ReplayRow(at, line, values(row));
        } catch (IllegalArgumentException e) {
            badRow(line, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private List<DeviceValues> values(CsvRecord row) {
        Map<DeviceKey, Map<String, Double>> byDevice = new LinkedHashMap<>();
        for (int i = 0; i < valueAt.length; i++) {
            CsvForm.Column column = form.values().get(i);
            String cell = row.getField(valueAt[i]).strip();
            if (cell.isEmpty()) {
                emptyValues++;
            } else if (!NUMBER.matcher(cell).matches() || Double.isInfinite(Double.parseDouble(cell))) {
                badValues++;
                keep(new RowFault(line, "column '" + column.name() + "' holds no number: '" + shortened(cell) + "'"));
            } else {
                byDevice.computeIfAbsent(column.device(), device -> new LinkedHashMap<>())
                        .put(column.point(), Double.parseDouble(cell));
            }
        }
        return byDevice.entrySet().stream()
                .map(device -> new DeviceValues(device.getKey(), device.getValue()))
                .toList();
    }

    private void badRow(long at, String reason) {
        badRows++;
        keep(new RowFault(at, shortened(reason)));
    }

    private void keep(RowFault fault) {
        if (faults.size() < FAULTS_KEPT) {
            faults.add(fault);
        }
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }

    @Override
    public ReplayRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("no more rows");
        }
        ReplayRow row = next;
        next = null;
        rows++;
        if (last != null && row.at().isBefore(last)) {
            backward++;
        } else if (row.at().equals(last)) {
            repeated++;
        }
        last = row.at();
        return row;
    }

    /** So far. */
    public ReplayCounts counts() {
        return new ReplayCounts(rows, backward, repeated, badRows, badValues, emptyValues, faults);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
