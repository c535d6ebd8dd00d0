// Hidden dangers as they are listed, and the form by which one is entered.
import { h } from "../../vendor/vue.js";
import { given, reports } from "../api/reports.js";
import { say, t } from "../speak.js";
import { Icon } from "./icon.js";
import { table } from "./reading.js";

/** "示范煤矿 · 北矿", or only the enterprise. */
export function whose(one) {
  if (!one.enterpriseName) return t("inspections.round");
  return one.siteName ? `${say(one.enterpriseName)} · ${say(one.siteName)}` : say(one.enterpriseName);
}

export function Gravity({ danger }) {
  return h("span", { class: ["badge", { grave: danger.grave }] }, t(danger.grave ? "dangers.grave" : "dangers.general"));
}
Gravity.props = ["danger"];

export function Deadline({ danger }) {
  if (!danger.deadline) return t("dangers.noDeadline");
  return danger.overdue ? h("span", { class: "needs" }, [h(Icon, { name: "flag" }), t("dangers.overdueSince", { day: danger.deadline })]) : danger.deadline;
}
Deadline.props = ["danger"];

const COLUMNS = {
  what: (danger) => h("a", { href: `#/dangers/${danger.id}` }, `${danger.id} · ${danger.what}`),
  gravity: (danger) => h(Gravity, { danger }),
  state: (danger) => t(`danger.${danger.state}`),
  deadline: (danger) => h(Deadline, { danger }),
  whose,
  foundBy: (danger) => `${t(`foundby.${danger.foundBy}`)} ${danger.foundOn}`,
  responsible: (danger) => danger.responsible,
};

/** As a table whose first column leads to each; with these columns, or all. */
export function dangerTable(dangers, columns = Object.keys(COLUMNS)) {
  return table(t("dangers.title"), columns.map((column) => t(`dangers.${column}`)), dangers.map((danger) => columns.map((column) => COLUMNS[column](danger))));
}

const gravity = () => ({ name: "grave", label: t("dangers.gravity"), kind: "choice", options: [["false", t("dangers.general")], ["true", t("dangers.grave")]], value: "false", required: true });

/** The fields of a danger; the site is asked for where `sites` are given. */
export function dangerFields(sites) {
  return [
    ...(sites ? [{ name: "site", label: t("list.site"), kind: "choice", options: sites, hint: t("dangers.choose"), required: true }] : []),
    { name: "what", label: t("dangers.what"), kind: "long", required: true, max: 1000 },
    { name: "place", label: t("dangers.place"), kind: "text", max: 200 },
    gravity(),
    { name: "responsible", label: t("dangers.responsible"), kind: "text", max: 100 },
    { name: "foundOn", label: t("dangers.foundOn"), kind: "date" },
    { name: "deadline", label: t("dangers.deadlineIfSet"), kind: "date" },
  ];
}

/** Enters it and goes to it. of: what is known beforehand. */
export async function enterDanger({ grave, site, ...rest }, of) {
  const [enterprise, within] = (site ?? "").split("/");
  const { id } = await reports.enterDanger({ ...given({ enterprise, site: within, ...rest, ...of }), grave: grave === "true" });
  location.hash = `#/dangers/${id}`;
}
