// The times that hold for each level, with the date from which each version holds.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { Level } from "../parts/level.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { actorName, t, tOr } from "../speak.js";
import { state } from "../state.js";
import { dateTime, now } from "../time.js";

const LEVELS = ["red", "orange", "yellow", "blue"];
const FIELDS = ["answer", "repeats", "repeat-within", "together", "again", "channels", "answers", "superior", "first-report", "closing-report"];

/** "10m" as written in the roster file, in words. */
function written(value) {
  if (typeof value === "boolean") return t(value ? "policies.yes" : "policies.no");
  if (Array.isArray(value)) return value.map((channel) => tOr(`call.${channel}`, tOr(`channel.${channel}`, channel))).join(t("list.and")) || "—";
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

const MINUTES = { s: 1 / 60, m: 1, h: 60, d: 1440 };

/** "90s" or "2h" as minutes, for a form. */
function minutes(written) {
  const parts = /^(\d+)([smhd])$/.exec(written);
  return parts ? Number(parts[1]) * MINUTES[parts[2]] : "";
}

/** Minutes as written in the roster file, where they are not what stood there: "90s" stays "90s". */
const asWritten = (typed, stood) => (Number(typed) === minutes(stood) ? stood : `${Math.round(Number(typed) * 60)}s`);

export const PoliciesPage = defineComponent({
  setup() {
    const page = reading(duty.policies);
    const form = ref(null);
    const done = ref("");

    /** A new version, which begins as the one that holds. */
    function changing(level, present) {
      const number = (field, max) => ({ name: field, label: t("policies.inMinutes", { what: t(`policy.${field}`) }), kind: "number", required: true, min: 1, max, value: minutes(present[field]) });
      const choice = (field, options) => ({ name: field, label: t(`policy.${field}`), kind: "choice", required: true, value: String(present[field]), options });
      const yesNo = [["true", t("policies.yes")], ["false", t("policies.no")]];
      return {
        title: t("policies.changeOf", { level: t(`level.${level}`) }),
        fields: [
          { name: "from", label: t("policies.holdsFrom"), kind: "date", required: true },
          number("answer", 1440),
          { name: "repeats", label: t("policy.repeats"), kind: "number", required: true, max: 20, value: present.repeats },
          number("repeat-within", 1440),
          choice("together", yesNo),
          choice("answers", [["one", t("policy.is-one")], ["all", t("policy.is-all")]]),
          choice("superior", yesNo),
          number("first-report", 1440),
          number("closing-report", 10080),
          { name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 },
        ],
        send: async (values) => {
          const policy = { ...present, level, from: values.from, repeats: Number(values.repeats), together: values.together === "true", superior: values.superior === "true", answers: values.answers };
          for (const field of ["answer", "repeat-within", "first-report", "closing-report"]) policy[field] = asWritten(values[field], present[field]);
          await duty.enter({ policies: [policy] }, values.reason);
          await page.read();
          done.value = t("policies.entered", { level: t(`level.${level}`), date: values.from });
        },
      };
    }
    function level(name) {
      const versions = page.value.value.items.filter((one) => one.level === name);
      const holding = versions.find((one) => Date.parse(one.from) <= now.value);
      return h("section", { class: ["card", `edge-${name}`, "policy-level"] }, [
        h("h2", [h(Level, { level: name }), state.me.role === "administrator" ? h("button", { class: "beside", "data-change": name, onClick: () => (form.value = changing(name, (holding ?? page.value.value.usual.find((one) => one.level === name)).policy)) }, t("policies.change")) : null]),
        holding ? null : [h("p", { class: "detail" }, t("policies.usual")), times(page.value.value.usual.find((one) => one.level === name).policy)],
        ...versions.map((one) => version(one, one === holding)),
      ]);
    }
    return () =>
      h("main", { class: "policies" }, [
        h("h1", t("policies.title")),
        h("p", { class: "detail" }, t("policies.intro")),
        done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? LEVELS.map(level) : []),
        form.value ? h(FormDialog, { title: form.value.title, fields: form.value.fields, submit: form.value.send, onDone: () => (form.value = null) }) : null,
      ]);
  },
});
