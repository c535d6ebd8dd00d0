package org.jiaoying.alerting.paper;

import com.lowagie.text.Chunk;
import com.lowagie.text.Document;
import com.lowagie.text.Element;
import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.PageSize;
import com.lowagie.text.Paragraph;
import com.lowagie.text.Phrase;
import com.lowagie.text.Rectangle;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfPCell;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfPageEventHelper;
import com.lowagie.text.pdf.PdfTemplate;
import com.lowagie.text.pdf.PdfWriter;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Head;

/** A paper as a PDF on A4, with its font in it. Blocks: written off the event loop. */
public final class PdfForm {
    private static final Color GREY = new Color(0xe8, 0xed, 0xf1);
    private static final Color LIGHT = new Color(0xf3, 0xf5, 0xf7);
    private static final Color LINE = new Color(0x8d, 0x99, 0xa3);
    private static final Color SOFT = new Color(0x46, 0x52, 0x5d);
    private static final Color ALARM = new Color(0xb3, 0x14, 0x1b);
    private static final float MARGIN = 40;
    private static final float CELL = 8.5f;
    /** More than this is in no paper that anybody reads. */
    private static final int MAX_CELLS = 120_000;

    private final BaseFont base;
    private final PdfWriter writer;
    private final Document document;

    private PdfForm(BaseFont base, PdfWriter writer, Document document) {
        this.base = base;
        this.writer = writer;
        this.document = document;
    }

    /** @throws NoFontException if there is no font that knows Chinese */
    public static byte[] of(Paper paper, Fonts fonts) {
        BaseFont base = fonts.chinese();
        int cells = paper.blocks().stream()
                .mapToInt(block -> block instanceof Block.Table table
                        ? table.rows().size() * table.widths().size()
                        : 0)
                .sum();
        if (cells > MAX_CELLS) {
            throw new IllegalArgumentException("a paper of " + cells + " cells");
        }
        var out = new ByteArrayOutputStream(64 * 1024);
        Rectangle sheet = paper.wide() ? PageSize.A4.rotate() : PageSize.A4;
        var document = new Document(sheet, MARGIN, MARGIN, MARGIN, MARGIN + 8);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setPageEvent(new Foot(base, paper.title()));
        document.addTitle(paper.title());
        document.addCreator("Jiaoying");
        document.open();
        new PdfForm(base, writer, document).write(paper);
        document.close();
        return out.toByteArray();
    }

    private Font font(float size, int style, Color colour) {
        return new Font(base, size, style, colour);
    }

    private Phrase phrase(String text, Font font) {
        var chunk = new Chunk(Paper.clean(text), font);
        chunk.setSplitCharacter(LineBreaks.CHINESE);
        return new Phrase(chunk);
    }

    private void paragraph(String text, Font font, float before, float after) {
        var paragraph = new Paragraph(phrase(text, font));
        paragraph.setLeading(font.getSize() * 1.5f);
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(after);
        document.add(paragraph);
    }

    private void write(Paper paper) {
        var title = new Paragraph(phrase(paper.title(), font(17, Font.BOLD, Color.BLACK)));
        title.setAlignment(paper.wide() ? Element.ALIGN_CENTER : Element.ALIGN_LEFT);
        title.setLeading(24);
        title.setSpacingAfter(4);
        document.add(title);
        paper.lines().forEach(line -> paragraph(line, font(9.5f, Font.NORMAL, SOFT), 0, 0));
        document.add(new Paragraph(" ", font(4, Font.NORMAL, SOFT)));
        paper.blocks().forEach(this::write);
    }

    private void write(Block block) {
        if (block instanceof Block.Heading heading) {
            paragraph(heading.text(), font(12, Font.BOLD, Color.BLACK), 8, 4);
        } else if (block instanceof Block.Note note) {
            paragraph(
                    note.text(),
                    note.strong() ? font(11, Font.BOLD, ALARM) : font(9.5f, Font.NORMAL, Color.BLACK),
                    2,
                    4);
        } else if (block instanceof Block.Facts facts) {
            var table = table(new float[] {1, 4});
            for (Block.Fact fact : facts.facts()) {
                table.addCell(cell(fact.name(), font(9, Font.NORMAL, SOFT), LIGHT));
                table.addCell(cell(fact.value(), font(9, Font.NORMAL, Color.BLACK), null));
            }
            document.add(table);
        } else if (block instanceof Block.Table table) {
            write(table);
        } else if (block instanceof Block.Curve curve) {
            write(curve);
        }
    }

    private static PdfPTable table(float[] widths) {
        var table = new PdfPTable(widths);
        table.setWidthPercentage(100);
        table.setSplitLate(true);
        table.setSpacingBefore(2);
        table.setSpacingAfter(6);
        return table;
    }

    private void write(Block.Table content) {
        float[] widths = new float[content.widths().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = content.widths().get(i);
        }
        PdfPTable table = table(widths);
        table.setHeaderRows(content.head().size());
        for (List<Head> row : content.head()) {
            for (Head head : row) {
                PdfPCell cell = cell(head.text(), font(CELL, Font.NORMAL, Color.BLACK), GREY);
                cell.setColspan(head.columns());
                cell.setRowspan(head.rows());
                cell.setHorizontalAlignment(Element.ALIGN_CENTER);
                cell.setVerticalAlignment(Element.ALIGN_MIDDLE);
                table.addCell(cell);
            }
        }
        for (int i = 0; i < content.rows().size(); i++) {
            boolean sum = content.summed() && i == content.rows().size() - 1;
            for (Cell given : content.rows().get(i)) {
                PdfPCell cell =
                        cell(given.text(), font(CELL, sum ? Font.BOLD : Font.NORMAL, Color.BLACK), sum ? LIGHT : null);
                if (given.number() != null) {
                    cell.setHorizontalAlignment(Element.ALIGN_RIGHT);
                }
                table.addCell(cell);
            }
        }
        document.add(table);
    }

    private PdfPCell cell(String text, Font font, @org.jspecify.annotations.Nullable Color ground) {
        var cell = new PdfPCell(phrase(text, font));
        cell.setLeading(0, 1.35f);
        cell.setPaddingTop(1.5f);
        cell.setPaddingBottom(3.5f);
        cell.setPaddingLeft(3.5f);
        cell.setPaddingRight(3.5f);
        cell.setBorderColor(LINE);
        cell.setBorderWidth(0.5f);
        if (ground != null) {
            cell.setBackgroundColor(ground);
        }
        return cell;
    }

    private void write(Block.Curve curve) {
        CurveDrawing drawing = CurveDrawing.of(curve);
        PdfContentByte canvas = writer.getDirectContent();
        PdfTemplate figure = canvas.createTemplate((float) CurveDrawing.WIDTH, (float) CurveDrawing.HEIGHT);
        for (CurveDrawing.Stroke stroke : drawing.strokes()) {
            figure.setColorStroke(Color.decode(stroke.colour()));
            figure.setLineWidth((float) stroke.width());
            if (stroke.dashed()) {
                figure.setLineDash(5, 4, 0);
            } else {
                figure.setLineDash(0);
            }
            boolean first = true;
            for (double[] point : stroke.points()) {
                float x = (float) point[0];
                float y = (float) (CurveDrawing.HEIGHT - point[1]);
                if (first) {
                    figure.moveTo(x, y);
                } else {
                    figure.lineTo(x, y);
                }
                first = false;
            }
            figure.stroke();
        }
        figure.beginText();
        figure.setFontAndSize(base, 12);
        for (CurveDrawing.Words words : drawing.words()) {
            figure.setColorFill(Color.decode(words.colour()));
            figure.showTextAligned(
                    alignment(words.anchor()),
                    Paper.clean(words.text()),
                    (float) words.x(),
                    (float) (CurveDrawing.HEIGHT - words.y()),
                    0);
        }
        figure.endText();
        Image image = Image.getInstance(figure);
        image.scaleToFit(document.right() - document.left(), (float) CurveDrawing.HEIGHT);
        document.add(image);
    }

    private static int alignment(String anchor) {
        return switch (anchor) {
            case "end" -> Element.ALIGN_RIGHT;
            case "middle" -> Element.ALIGN_CENTER;
            default -> Element.ALIGN_LEFT;
        };
    }

    /** The title and the number of the page at the foot of each. */
    private static final class Foot extends PdfPageEventHelper {
        private final BaseFont base;
        private final String title;

        Foot(BaseFont base, String title) {
            this.base = base;
            this.title = Paper.clean(title);
        }

        @Override
        public void onEndPage(PdfWriter writer, Document document) {
            PdfContentByte canvas = writer.getDirectContent();
            canvas.beginText();
            canvas.setFontAndSize(base, 8);
            canvas.setColorFill(SOFT);
            canvas.showTextAligned(Element.ALIGN_LEFT, title, document.left(), 24, 0);
            canvas.showTextAligned(
                    Element.ALIGN_RIGHT, Integer.toString(writer.getPageNumber()), document.right(), 24, 0);
            canvas.endText();
        }
    }
}
