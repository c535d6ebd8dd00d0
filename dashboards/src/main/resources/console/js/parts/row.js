// One warning as a line of a list, and how its figures are said.
import { h } from "../../vendor/vue.js";
import { say, t, tOr } from "../speak.js";
import { ago, clock, left, now } from "../time.js";
import { Icon } from "./icon.js";
import { Level } from "./level.js";

export function number(value) {
  return value === null || value === undefined ? "" : String(Number(value.toPrecision(6)));
}

/** "1.62 %CH4 (limit 1.5)", or nothing where a breach has no value. */
export function valueAgainstLimit({ value, limit, unit }) {
  if (value === null || value === undefined) return "";
  if (limit === null || limit === undefined) return `${number(value)} ${unit}`;
  return t("list.valueLimit", { value: number(value), unit, limit: number(limit) });
}

export function unanswered(warning) {
  return warning.state === "open" || warning.state === "cleared-unanswered";
}

function where(warning) {
  return `${say(warning.site.enterpriseName)} · ${say(warning.place)}`;
}

/** When escalation looks at it next, while people are being called. */
export function nextStep(warning) {
  if (!unanswered(warning) || !warning.nextStepAt || Date.parse(warning.nextStepAt) <= now.value) return null;
  return t(warning.tier < warning.tiers ? "list.next" : "list.nextStep", { left: left(warning.nextStepAt) });
}

export function Badges({ warning }) {
  return [
    warning.drill ? h("span", { class: "badge drill" }, t("drill")) : null,
    warning.shelvedUntil && Date.parse(warning.shelvedUntil) > now.value
      ? h("span", { class: "badge" }, t("shelved", { time: clock(warning.shelvedUntil, warning.site.timeZone) }))
      : null,
  ];
}
Badges.props = ["warning"];

function Chase({ warning }) {
  if (!unanswered(warning) || !warning.tiers) return null;
  const step = t("list.tier", { tier: warning.tier, tiers: warning.tiers });
  const next = nextStep(warning);
  return h("span", { class: "chase" }, next ? `${step} · ${next}` : step);
}
Chase.props = ["warning"];

export function Ago({ at }) {
  return h("span", { class: "ago" }, ago(at));
}
Ago.props = ["at"];

/** Only what changed is drawn anew: a row when its warning did, its ages each second. */
export function Row({ warning }) {
  return h("a", { class: ["row", `edge-${warning.level}`], href: `#/warnings/${encodeURIComponent(warning.id)}` }, [
    h(Level, { level: warning.level, large: true }),
    h("span", { class: "main" }, [
      h("span", { class: "headline" }, [say(warning.reason), h(Badges, { warning })]),
      h("span", { class: "where" }, `${where(warning)} · ${tOr(`hazard.${warning.hazard}`, warning.hazard)}`),
    ]),
    h("span", { class: "figures" }, [
      h("span", { class: "figure" }, valueAgainstLimit(warning)),
      h("span", { class: "count" }, warning.openBreaches > 1 ? t("list.breaches", { count: warning.openBreaches }) : ""),
    ]),
    h("span", { class: "progress" }, [
      warning.attention ? h("span", { class: "needs" }, [h(Icon, { name: "flag" }), t(`attention.${warning.attention}`)]) : null,
      h("span", { class: ["state", { waiting: unanswered(warning) }] }, t(`state.${warning.state}`)),
      h(Chase, { warning }),
    ]),
    h("span", { class: "age" }, [
      h(Ago, { at: warning.openedAt }),
      h("span", { class: "at" }, clock(warning.openedAt, warning.site.timeZone)),
    ]),
  ]);
}
Row.props = ["warning"];
