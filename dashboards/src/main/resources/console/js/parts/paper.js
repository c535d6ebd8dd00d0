// A report as the server has put it together: headings, sentences, facts and tables, and the links to its files.
import { h } from "../../vendor/vue.js";
import { reports } from "../api/reports.js";
import { t } from "../speak.js";

function sheetTable(block, label) {
  const head = block.head.map((row) =>
    h("tr", row.map((cell) => h("th", { scope: cell.columns > 1 ? "colgroup" : "col", colspan: cell.columns, rowspan: cell.rows }, cell.text))),
  );
  const rows = block.rows.map((row, i) =>
    h("tr", { class: { sum: block.summed && i === block.rows.length - 1 } }, row.map((cell) => h("td", { class: { number: cell.number } }, cell.text))),
  );
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, [h("table", { class: "sheet" }, [h("thead", head), h("tbody", rows)])]);
}

export function PaperSheet({ paper }) {
  let label = paper.title;
  return h("section", { class: "paper" }, [
    h("h2", { class: "paper-title" }, paper.title),
    ...paper.lines.map((line) => h("p", { class: "detail" }, line)),
    ...paper.blocks.map((block) => {
      if (block.kind === "heading") {
        label = block.text;
        return h("h3", block.text);
      }
      if (block.kind === "note") return h("p", { class: block.strong ? "notice" : "detail" }, block.text);
      if (block.kind === "facts") return h("dl", { class: "facts" }, block.rows.map(([name, value]) => h("div", { class: "fact" }, [h("dt", name), h("dd", value)])));
      return sheetTable(block, label);
    }),
  ]);
}
PaperSheet.props = ["paper"];

/** Links to a report as page, PDF and workbook. */
export function PaperFiles({ path, parameters, forms }) {
  return h(
    "p",
    { class: "files" },
    (forms ?? ["html", "pdf", "xlsx"]).map((form) =>
      h("a", { class: "download", href: reports.file(path, parameters ?? {}, form), target: form === "xlsx" ? null : "_blank", rel: "noopener", "data-form": form }, t(`paper.${form}`)),
    ),
  );
}
PaperFiles.props = ["path", "parameters", "forms"];
