package org.jiaoying.alerting.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jiaoying.alerting.paper.Block.Fact;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FormsTest {
    private static final List<String> HOSTILE = List.of(
            "=HYPERLINK(\"http://evil\",\"x\")",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1+1",
            "\u0000\u0001\uFFFF\uD800",
            "<script>alert(1)</script>\"'&",
            "]]>&#x0;",
            "a\nb");

    private static Paper paper(List<String> texts) {
        var builder = new Paper.Builder(Language.ZH, "test", "表 <b>")
                .line("行 & 列")
                .facts(texts.stream().map(text -> new Fact(text, text)).toList())
                .table(
                        List.of(3, 1),
                        List.of("内容", "数"),
                        texts.stream()
                                .map(text -> List.of(Block.Cell.of(text), Block.Cell.count(7)))
                                .toList());
        return builder.build();
    }

    static List<Row> rows(byte[] workbook) {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return book.getFirstSheet().read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Cell> cells(byte[] workbook) {
        var cells = new ArrayList<Cell>();
        for (Row row : rows(workbook)) {
            row.stream().filter(cell -> cell != null).forEach(cells::add);
        }
        return cells;
    }

    @Test
    @DisplayName("In a workbook words that look like formulas are text, and counts are numbers")
    void noFormulas() {
        List<Cell> cells = cells(WorkbookForm.of(paper(HOSTILE)));

        assertThat(cells).noneMatch(cell -> cell.getType() == CellType.FORMULA);
        assertThat(cells.stream()
                        .filter(cell -> cell.getType() == CellType.STRING)
                        .map(Cell::asString))
                .contains("=HYPERLINK(\"http://evil\",\"x\")", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "a\nb");
        assertThat(cells.stream().filter(cell -> cell.getType() == CellType.NUMBER))
                .hasSize(HOSTILE.size());
    }

    @Property(tries = 200)
    void whateverIsWritten_theWorkbookCanBeReadAndHasNoFormula(@ForAll String text) {
        assertThat(cells(WorkbookForm.of(paper(List.of(text)))))
                .noneMatch(cell -> cell.getType() == CellType.FORMULA)
                .anyMatch(cell -> "内容".equals(cell.getText()));
    }

    @Test
    @DisplayName("On the page no text becomes markup")
    void noMarkup() {
        String page = PageForm.of(paper(HOSTILE));

        assertThat(page)
                .doesNotContain("<script", "<b>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;", "表 &lt;b&gt;", "a<br>b");
        assertThat(page.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) 0);
    }

    @Test
    @DisplayName("A table that is too long says how much is left out")
    void leftOut() {
        List<List<Block.Cell>> rows = IntStream.range(0, Paper.MAX_ROWS + 5)
                .mapToObj(i -> List.of(Block.Cell.of(i)))
                .toList();
        Paper paper = new Paper.Builder(Language.EN, "long", "Long")
                .table(List.of(1), List.of("n"), rows)
                .build();

        assertThat(((Block.Table) paper.blocks().get(0)).rows()).hasSize(Paper.MAX_ROWS);
        assertThat(((Block.Note) paper.blocks().get(1)).text()).startsWith("5 more rows");
    }

    @Test
    @DisplayName("A PDF has the Chinese words in it as words, and its font")
    void pdf() throws IOException {
        Fonts fonts = fontsHere();
        var curve = new Block.Curve(
                "甲烷",
                "%",
                List.of(new Block.Point(0, 0.4), new Block.Point(1_000, 1.62)),
                List.of(new Block.Limit("红色", 1.5, "#b3141b")),
                500,
                List.of(new Block.Tick(0, "08:00")));
        Paper paper = paper(HOSTILE);
        var blocks = new ArrayList<>(paper.blocks());
        blocks.add(curve);
        blocks.add(new Block.Note("“一氧化碳”，浓度——超限。".repeat(40), true));
        byte[] pdf = PdfForm.of(new Paper(Language.ZH, "test", "叫应记录", false, List.of("编号 1"), blocks), fonts);

        try (var reader = new PdfReader(pdf)) {
            String text = new PdfTextExtractor(reader).getTextFromPage(1);
            assertThat(text).contains("叫应记录", "=HYPERLINK", "红色 1.5");
        }
        assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).contains("/FontFile");
        assertThat(pdf.length).isLessThan(400_000);
    }

    static Fonts fontsHere() {
        Fonts fonts = Fonts.of("");
        try {
            fonts.chinese();
        } catch (NoFontException none) {
            Assumptions.abort(
                    "skipped: PDFs need a font that knows Chinese; install it with 'apt-get install fonts-noto-cjk'");
        }
        return fonts;
    }

    @Test
    @DisplayName("A font that is not there, or is none, or knows no Chinese, is said so")
    void noFont() {
        for (String file : List.of("/nowhere/font.ttf", "/etc/hostname")) {
            assertThatThrownBy(() -> PdfForm.of(paper(List.of("x")), Fonts.of(file)))
                    .as(file)
                    .isInstanceOf(NoFontException.class);
        }
    }

    @Test
    @DisplayName("No line begins with a closing mark or ends with an opening one")
    void lineBreaks() {
        char[] text = "瓦斯超限（红），撤人。ab cd".toCharArray();
        var ends = new StringBuilder();
        for (int i = 0; i < text.length; i++) {
            ends.append(LineBreaks.CHINESE.isSplitCharacter(0, i, text.length, text, null) ? '|' : '.');
        }
        // 瓦|斯|超|限|（红），|撤|人。|ab |cd
        assertThat(ends.toString()).isEqualTo("||||...||.|..|..");
    }
}
