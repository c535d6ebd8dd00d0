// How far one warning has come, as a line of steps: sent, received, first report, danger over, closing report.
import { h } from "../../vendor/vue.js";
import { t } from "../speak.js";
import { clock } from "../time.js";

/** [word, when it was done or null], in the order in which they are usually done. */
export function stagesOf(warning) {
  return [
    ["stage.opened", warning.openedAt],
    ["stage.acknowledged", warning.acknowledgedAt],
    ["stage.reported", warning.firstReportAt],
    ["stage.cleared", warning.clearedAt],
    [warning.closedAt && !warning.closingReportAt ? "stage.closed" : "stage.closing", warning.closingReportAt ?? warning.closedAt],
  ];
}

export function Stages({ warning }) {
  const stages = stagesOf(warning);
  const next = warning.state === "closed" ? -1 : stages.findIndex(([, at]) => !at);
  return h(
    "ol",
    { class: "stages", "aria-label": t("stage.title") },
    stages.map(([word, at], i) =>
      h("li", { class: { done: at, next: i === next }, "aria-current": i === next ? "step" : null }, [
        h("span", { "aria-hidden": "true", class: "sign" }, at ? "✓" : i === next ? "…" : "○"),
        h("span", { class: "name" }, t(word)),
        h("span", { class: "detail" }, at ? clock(at, warning.site.timeZone) : i === next ? t("stage.next") : ""),
      ]),
    ),
  );
}
Stages.props = ["warning"];
