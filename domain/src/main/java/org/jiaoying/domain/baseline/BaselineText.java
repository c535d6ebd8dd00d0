package org.jiaoying.domain.baseline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jiaoying.domain.DeviceKey;
import org.jiaoying.domain.Identifiers;
import org.jiaoying.domain.document.DocumentReader;
import org.jiaoying.domain.document.Fault;
import org.jiaoying.domain.document.Faults;
import org.jiaoying.domain.document.Fields;

/** A baseline as the JSON that travels, is stored and is shown. */
public final class BaselineText {
    private static final int MAX_TEXT = 500_000;
    private static final int MAX_CELLS = 2_000;

    private BaselineText() {}

    /** One line; cells in order of their names. */
    public static String write(Baseline baseline) {
        var json = new StringBuilder()
                .append("{\"device\":\"")
                .append(baseline.device())
                .append("\",\"point\":\"")
                .append(baseline.point())
                .append("\",\"version\":")
                .append(baseline.version())
                .append(",\"from\":\"")
                .append(baseline.from())
                .append("\",\"to\":\"")
                .append(baseline.to())
                .append("\",\"zone\":\"")
                .append(baseline.zone().getId())
                .append("\",\"cells\":[");
        char[] separator = {0};
        new TreeMap<>(baseline.cells()).forEach((cell, normal) -> {
            if (separator[0] != 0) {
                json.append(separator[0]);
            }
            separator[0] = ',';
            json.append("{\"cell\":\"")
                    .append(cell)
                    .append("\",\"median\":")
                    .append(normal.median())
                    .append(",\"deviation\":")
                    .append(normal.deviation())
                    .append(",\"count\":")
                    .append(normal.count())
                    .append('}');
        });
        return json.append("]}").toString();
    }

    /** @throws IllegalArgumentException with every fault and its place */
    public static Baseline read(String source, String json) {
        var faults = new Faults(source);
        var read = DocumentReader.read(source, json, MAX_TEXT, faults).map(in -> read(in));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join("\n", faults.all().stream().map(Fault::toString).toList()));
        }
        return read.orElseThrow(() -> new IllegalArgumentException(source + " is empty"));
    }

    private static Baseline read(Fields in) {
        DeviceKey device = in.value("device", new DeviceKey("none", "none", "none"), DeviceKey::parse);
        String point = in.value("point", "none", BaselineText::identifier);
        int version = in.number("version", 1, 1, Integer.MAX_VALUE);
        Instant from = in.value("from", Instant.EPOCH, BaselineText::instant);
        Instant to = in.value("to", Instant.EPOCH, BaselineText::instant);
        ZoneId zone = in.value("zone", ZoneId.of("UTC"), BaselineText::zone);
        Map<String, Normal> cells = new TreeMap<>();
        for (Fields cell : in.mappings("cells", MAX_CELLS)) {
            String name = cell.text("cell");
            double median = cell.value("median", 0.0, BaselineText::finite);
            double deviation = cell.value("deviation", 0.0, BaselineText::finite);
            int count = cell.number("count", 0, 0, Integer.MAX_VALUE);
            if (deviation < 0) {
                cell.fault("deviation", "must not be negative");
            }
            cells.put(name, new Normal(median, deviation, count));
            cell.finish();
        }
        in.finish();
        return new Baseline(device, point, version, from, to, zone, cells);
    }

    private static String identifier(String text) {
        if (!Identifiers.isValid(text)) {
            throw new IllegalArgumentException("is no identifier");
        }
        return text;
    }

    private static Double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("is not a number");
        }
        return value;
    }

    private static Instant instant(String text) {
        return parsed(text, Instant::parse);
    }

    private static ZoneId zone(String text) {
        return parsed(text, ZoneId::of);
    }

    private static <T> T parsed(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("is not a time such as 2026-01-01T00:00:00Z", e);
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("is not a time zone", e);
        }
    }
}
