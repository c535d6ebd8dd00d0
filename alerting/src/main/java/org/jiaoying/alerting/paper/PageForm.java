package org.jiaoying.alerting.paper;

import java.util.List;
import org.jiaoying.alerting.paper.Block.Cell;
import org.jiaoying.alerting.paper.Block.Head;

/** A paper as a page of its own: one file without scripts, to be read and printed; everything in it is escaped. */
public final class PageForm {
    private static final String STYLE = """
            *{box-sizing:border-box}
            body{font:16px/1.55 "Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#14191e;background:#fff;
            max-width:62rem;margin:1.5rem auto;padding:0 1rem;overflow-wrap:anywhere}
            body.wide{max-width:88rem}
            h1{font-size:1.7rem;line-height:1.3;margin:0 0 .3rem;padding-bottom:.4rem;border-bottom:3px solid #0b5cad}
            .wide h1{text-align:center}
            .lines{color:#46525d;margin:.2rem 0 1rem}.lines p{margin:0}
            h2{font-size:1.2rem;margin:1.6rem 0 .5rem}
            .scroll{overflow-x:auto}
            table{border-collapse:collapse;width:100%}
            th,td{border:1px solid #8d99a3;padding:.3rem .5rem;text-align:left;vertical-align:top}
            thead th{background:#e8edf1;text-align:center;vertical-align:middle}
            td.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            tr.sum td{font-weight:700;background:#f3f5f7}
            table.facts th{width:11rem;background:#f3f5f7;font-weight:400;color:#46525d}
            .strong{border:3px dashed #b3141b;padding:.4rem .8rem;font-weight:700}
            svg{width:100%;height:auto;display:block}
            pre{white-space:pre-wrap;font:inherit;margin:0}
            @page{size:A4;margin:14mm}
            @media print{body{margin:0;max-width:none;padding:0;font-size:12px}tr,svg{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}}
            """;

    private final StringBuilder out = new StringBuilder(16_384);

    private PageForm() {}

    public static String of(Paper paper) {
        return new PageForm().write(paper);
    }

    private String write(Paper paper) {
        out.append("<!doctype html><html lang=\"")
                .append(paper.language().tag())
                .append("\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>")
                .append(escaped(paper.title()))
                .append("</title><style>")
                .append(STYLE)
                .append(paper.wide() ? "@page{size:A4 landscape}" : "")
                .append("</style></head><body")
                .append(paper.wide() ? " class=\"wide\"" : "")
                .append("><h1>")
                .append(escaped(paper.title()))
                .append("</h1><div class=\"lines\">");
        paper.lines().forEach(line -> element("p", line));
        out.append("</div>");
        paper.blocks().forEach(this::write);
        return out.append("</body></html>\n").toString();
    }

    private void write(Block block) {
        if (block instanceof Block.Heading heading) {
            element("h2", heading.text());
        } else if (block instanceof Block.Note note) {
            out.append(note.strong() ? "<p class=\"strong\">" : "<p>")
                    .append(escaped(note.text()))
                    .append("</p>");
        } else if (block instanceof Block.Facts facts) {
            out.append("<table class=\"facts\">");
            for (Block.Fact fact : facts.facts()) {
                out.append("<tr>");
                element("th", fact.name());
                element("td", fact.value());
                out.append("</tr>");
            }
            out.append("</table>");
        } else if (block instanceof Block.Table table) {
            write(table);
        } else if (block instanceof Block.Curve curve) {
            out.append("<figure style=\"margin:0\">")
                    .append(CurveDrawing.svg(curve))
                    .append("</figure>");
        }
    }

    private void write(Block.Table table) {
        out.append("<div class=\"scroll\"><table><thead>");
        for (List<Head> row : table.head()) {
            out.append("<tr>");
            for (Head head : row) {
                out.append("<th colspan=\"")
                        .append(head.columns())
                        .append("\" rowspan=\"")
                        .append(head.rows())
                        .append("\">")
                        .append(escaped(head.text()))
                        .append("</th>");
            }
            out.append("</tr>");
        }
        out.append("</thead><tbody>");
        for (int i = 0; i < table.rows().size(); i++) {
            out.append(table.summed() && i == table.rows().size() - 1 ? "<tr class=\"sum\">" : "<tr>");
            for (Cell cell : table.rows().get(i)) {
                out.append(cell.number() == null ? "<td>" : "<td class=\"number\">")
                        .append(escaped(cell.text()))
                        .append("</td>");
            }
            out.append("</tr>");
        }
        out.append("</tbody></table></div>");
    }

    private void element(String name, String text) {
        out.append('<')
                .append(name)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(name)
                .append('>');
    }

    /** A text as it may stand in a page. */
    public static String escaped(String text) {
        return Paper.clean(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "<br>");
    }
}
