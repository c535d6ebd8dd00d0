// The times that hold for each level, with the date from which each version holds.
import { defineComponent, h } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { Level } from "../parts/level.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { actorName, t, tOr } from "../speak.js";
import { dateTime, now } from "../time.js";

const LEVELS = ["red", "orange", "yellow", "blue"];
const FIELDS = ["answer", "repeats", "repeat-within", "together", "again", "channels", "answers", "superior", "first-report", "closing-report"];

/** "10m" as written in the roster file, in words. */
function written(value) {
  if (typeof value === "boolean") return t(value ? "policies.yes" : "policies.no");
  if (Array.isArray(value)) return value.map((channel) => tOr(`call.${channel}`, tOr(`channel.${channel}`, channel))).join("、") || "—";
  const parts = /^(\d+)([smhd])$/.exec(value);
  return parts ? t(`unit.${parts[2]}`, { n: parts[1] }) : tOr(`policy.is-${value}`, String(value));
}

function times(policy) {
  return h("dl", { class: "facts" }, FIELDS.filter((field) => policy[field] !== undefined).map((field) =>
    h("div", { class: "fact" }, [h("dt", tOr(`policy.${field}`, field)), h("dd", written(policy[field]))]),
  ));
}

function version(one, holds) {
  return h("article", { class: ["policy", { holds }] }, [
    h("h3", [t("policies.from", { date: dateTime(one.from).slice(0, 10) }), holds ? h("span", { class: "badge good-badge" }, t("policies.holds")) : null, Date.parse(one.from) > now.value ? h("span", { class: "badge" }, t("policies.later")) : null]),
    times(one.policy),
    h("p", { class: "detail" }, t("policies.by", { name: actorName(one.author, one.author.replace(/^account:/, "")), at: dateTime(one.at), reason: one.reason })),
  ]);
}

export const PoliciesPage = defineComponent({
  setup() {
    const page = reading(duty.policies);
    function level(name) {
      const versions = page.value.value.items.filter((one) => one.level === name);
      const holding = versions.find((one) => Date.parse(one.from) <= now.value);
      return h("section", { class: ["card", `edge-${name}`, "policy-level"] }, [
        h("h2", h(Level, { level: name })),
        holding ? null : [h("p", { class: "detail" }, t("policies.usual")), times(page.value.value.usual.find((one) => one.level === name).policy)],
        ...versions.map((one) => version(one, one === holding)),
      ]);
    }
    return () =>
      h("main", { class: "policies" }, [
        h("h1", t("policies.title")),
        h("p", { class: "detail" }, t("policies.intro")),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? LEVELS.map(level) : []),
      ]);
  },
});
