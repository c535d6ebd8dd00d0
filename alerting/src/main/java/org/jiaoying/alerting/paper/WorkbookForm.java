package org.jiaoying.alerting.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Head;

/**
 * A paper as a workbook ({@code .xlsx}) of one sheet, headings merged as on the printed form. Words are written as text whatever
 * they begin with: none becomes a formula.
 */
public final class WorkbookForm {
    private static final double UNIT = 4.6;
    private static final int MIN_COLUMNS = 4;

    private final Worksheet sheet;
    private final int columns;
    private int row;

    private WorkbookForm(Worksheet sheet, int columns) {
        this.sheet = sheet;
        this.columns = columns;
    }

    public static byte[] of(Paper paper) {
        var out = new ByteArrayOutputStream(32 * 1024);
        try (var workbook = new Workbook(out, "Jiaoying", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(paper.language().of("报表", "Report"));
            sheet.paperSize(PaperSize.A4_PAPER);
            sheet.pageOrientation(paper.wide() ? "landscape" : "portrait");
            sheet.setFitToPage(true);
            sheet.fitToWidth((short) 1);
            sheet.fitToHeight((short) 0);
            new WorkbookForm(sheet, columns(paper)).write(paper);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int columns(Paper paper) {
        return paper.blocks().stream()
                .mapToInt(block ->
                        block instanceof Block.Table table ? table.widths().size() : MIN_COLUMNS)
                .max()
                .orElse(MIN_COLUMNS);
    }

    private void write(Paper paper) {
        widths(paper);
        wholeRow(paper.title())
                .bold()
                .fontSize(16)
                .horizontalAlignment("center")
                .wrapText(true)
                .merge()
                .set();
        sheet.rowHeight(row - 1, 30);
        for (String line : paper.lines()) {
            wholeRow(line).wrapText(true).merge().set();
        }
        paper.blocks().forEach(this::write);
    }

    /** Columns are as wide as the widest table wants them. */
    private void widths(Paper paper) {
        double[] widths = new double[columns];
        for (Block block : paper.blocks()) {
            if (block instanceof Block.Table table) {
                for (int i = 0; i < table.widths().size(); i++) {
                    widths[i] = Math.max(widths[i], table.widths().get(i) * UNIT);
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            sheet.width(i, Math.min(60, Math.max(8, widths[i])));
        }
    }

    /** Words across the whole sheet; the caller finishes their style. */
    private StyleSetter wholeRow(String text) {
        sheet.value(row, 0, Paper.clean(text));
        StyleSetter style = sheet.range(row, 0, row, columns - 1).style();
        row++;
        return style;
    }

    private void write(Block block) {
        if (block instanceof Block.Heading heading) {
            row++;
            wholeRow(heading.text()).bold().fontSize(13).merge().set();
        } else if (block instanceof Block.Note note) {
            StyleSetter style = wholeRow(note.text()).wrapText(true).merge();
            if (note.strong()) {
                style.bold().fontColor("B3141B");
            }
            style.set();
        } else if (block instanceof Block.Facts facts) {
            facts.facts().forEach(this::write);
        } else if (block instanceof Block.Table table) {
            write(table);
        } else if (block instanceof Block.Curve curve) {
            wholeRow(curve.title()).merge().set();
            for (Block.Limit limit : curve.limits()) {
                write(new Block.Fact(limit.name(), CurveDrawing.number(limit.value()) + " " + curve.unit()));
            }
        }
    }

    private void write(Block.Fact fact) {
        sheet.value(row, 0, Paper.clean(fact.name()));
        sheet.value(row, 1, Paper.clean(fact.value()));
        bordered(row, 0, row, 0).fillColor("F3F5F7").wrapText(true).set();
        bordered(row, 1, row, columns - 1)
                .wrapText(true)
                .verticalAlignment("top")
                .merge()
                .set();
        row++;
    }

    private StyleSetter bordered(int top, int left, int bottom, int right) {
        StyleSetter style = sheet.range(top, left, bottom, right).style();
        style.borderStyle(BorderStyle.THIN);
        return style;
    }

    private void write(Block.Table table) {
        int width = table.widths().size();
        boolean[][] taken = new boolean[table.head().size()][width];
        for (int r = 0; r < table.head().size(); r++) {
            int column = 0;
            for (Head head : table.head().get(r)) {
                while (taken[r][column]) {
                    column++;
                }
                head(head, r, column, taken);
                column += head.columns();
            }
        }
        row += table.head().size();
        for (List<Cell> cells : table.rows()) {
            for (int i = 0; i < cells.size(); i++) {
                Cell cell = cells.get(i);
                if (cell.number() != null) {
                    sheet.value(row, i, cell.number());
                } else {
                    sheet.value(row, i, Paper.clean(cell.text()));
                }
            }
            row++;
        }
        int count = table.rows().size();
        if (count > 0) {
            bordered(row - count, 0, row - 1, width - 1)
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
        if (table.summed() && count > 0) {
            bordered(row - 1, 0, row - 1, width - 1).bold().fillColor("F3F5F7").set();
        }
    }

    private void head(Head head, int line, int column, boolean[][] taken) {
        for (int r = line; r < line + head.rows(); r++) {
            for (int c = column; c < column + head.columns(); c++) {
                taken[r][c] = true;
            }
        }
        sheet.value(row + line, column, Paper.clean(head.text()));
        StyleSetter style = bordered(row + line, column, row + line + head.rows() - 1, column + head.columns() - 1);
        style.fillColor("E8EDF1").wrapText(true).horizontalAlignment("center").verticalAlignment("center");
        if (head.rows() > 1 || head.columns() > 1) {
            style.merge();
        }
        style.set();
    }
}
