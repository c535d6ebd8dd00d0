// What is normal at points, as learned from their history: by kind of day and hour.
import { defineComponent, h } from "../../vendor/vue.js";
import { rules } from "../api/rules.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { dateTime } from "../time.js";

const short = (value) => String(Number(value.toPrecision(4)));

/** Cells are state/day/hour: a column for each state and kind of day, a line for each hour. */
function hours(cells) {
  const columns = [...new Set(cells.map((cell) => cell.cell.split("/").slice(0, 2).join("/")))];
  const lines = [...new Set(cells.map((cell) => cell.cell.split("/")[2]))].sort();
  const at = new Map(cells.map((cell) => [cell.cell, cell]));
  const head = columns.map((column) => {
    const [of, day] = column.split("/");
    return `${of === "ordinary" ? "" : `${tOr(`baseline-state.${of}`, of)} · `}${tOr(`day.${day}`, day)}`;
  });
  return table(t("baselines.hours"), [t("baselines.hour"), ...head], lines.map((line) => [
    `${line}:00`,
    ...columns.map((column) => {
      const cell = at.get(`${column}/${line}`);
      return cell ? t("baselines.cell", { median: short(cell.median), deviation: short(cell.deviation), count: cell.count }) : "—";
    }),
  ]));
}

export const BaselinesPage = defineComponent({
  setup() {
    const { siteName } = siteNames();
    const page = reading(async () => (await rules.baselines()).items);
    const card = (one) => {
      const [enterprise, site] = one.key.split("/");
      return h("article", { class: "card", key: one.key }, [
        h("h2", `${siteName(`${enterprise}/${site}`)} · ${one.key.split("/").slice(2).join(" · ")}`),
        h("p", { class: "detail" }, t("baselines.learned", { from: dateTime(one.from).slice(0, 10), to: dateTime(one.to).slice(0, 10), version: one.version, versions: one.versions })),
        h("details", [h("summary", t("baselines.show")), hours(one.cells)]),
      ]);
    };
    return () =>
      h("main", { class: "baselines" }, [
        h("h1", t("baselines.title")),
        h("p", { class: "detail" }, t("baselines.intro")),
        failed(page.failure.value),
        waiting(page),
        page.value.value?.length === 0 ? h("p", { class: "none" }, t("baselines.none")) : null,
        ...(page.value.value ?? []).map(card),
      ]);
  },
});
