package org.jiaoying.alerting.roster.workbook;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;

/** Reads cells as people fill them in: numbers as the text they stand for, dates as dates. */
final class Cells {
    /** Stands for a list without members. */
    static final String NOTHING = "无";

    private static final Pattern SEPARATOR = Pattern.compile("[;；,，、\\n]");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int SECONDS_A_DAY = 86_400;
    private static final BigDecimal LAST_DATE = BigDecimal.valueOf(200_000);

    private Cells() {}

    /** The cell's text; empty where there is nothing, or where what stands there cannot be read. */
    static String text(Cell cell, Column.Kind kind) {
        if (cell.getType() == CellType.NUMBER || (cell.getType() == CellType.FORMULA && isNumber(cell.getRawValue()))) {
            return number(cell, kind);
        }
        String raw = cell.getType() == CellType.BOOLEAN ? cell.asBoolean() ? "是" : "否" : cell.getText();
        return raw == null ? "" : raw.strip();
    }

    private static boolean isNumber(String raw) {
        return raw != null && raw.matches("[0-9]{1,20}(\\.[0-9]{1,20})?(E[0-9]{1,2})?");
    }

    private static String number(Cell cell, Column.Kind kind) {
        var number = new BigDecimal(cell.getRawValue());
        if (number.precision() - number.scale() > 20 || number.scale() > 400) {
            return cell.getRawValue();
        }
        boolean date = number.signum() >= 0 && number.compareTo(LAST_DATE) < 0;
        return switch (kind) {
            case DAY -> date ? MOMENT.format(day(number)).substring(0, 10) : plain(number);
            case MOMENT -> date ? MOMENT.format(day(number)) : plain(number);
            case TIME_OF_DAY -> date ? CLOCK.format(timeOfDay(number)) : plain(number);
            case TEXT, LIST -> plain(number);
        };
    }

    /** {@code 1.38E10} is the phone number 13800000000. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Days since the end of 1899, as the sheet counts them. */
    private static LocalDateTime day(BigDecimal serial) {
        long seconds = Math.round(serial.doubleValue() * SECONDS_A_DAY);
        return LocalDateTime.of(1899, 12, 30, 0, 0).plusSeconds(seconds);
    }

    private static LocalTime timeOfDay(BigDecimal serial) {
        long seconds = Math.round(serial.doubleValue() * SECONDS_A_DAY);
        return LocalTime.ofSecondOfDay(Math.floorMod(seconds, SECONDS_A_DAY));
    }

    /** The members of a list that stands in one cell. */
    static List<String> list(String text) {
        return text.equals(NOTHING)
                ? List.of()
                : Stream.of(SEPARATOR.split(text))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }
}
