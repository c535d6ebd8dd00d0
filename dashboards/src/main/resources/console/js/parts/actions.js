// What an officer does with a warning; each asks for what must be on record.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { unanswered } from "./row.js";
import { say, t } from "../speak.js";
import { state } from "../state.js";
import { FormDialog } from "./dialog.js";

const reason = (label = t("act.reason")) => ({ name: "reason", label, kind: "long", required: true, max: 500 });

function people(warning) {
  const seen = new Map();
  for (const tier of warning.chain.tiers) for (const person of tier.people) seen.set(person.id, person);
  return [...seen.values()].map((person) => [person.id, person.post ? t("person.withPost", person) : person.name]);
}

function acknowledgement(warning, asThemselves) {
  const note = { name: "note", label: t("act.note"), kind: "long", required: !asThemselves, max: 500 };
  const person = { name: "person", label: t("act.person"), kind: "choice", options: people(warning), hint: t("act.personHint"), required: true };
  return {
    action: "acknowledge",
    title: t(asThemselves ? "act.acknowledgeSelf" : "act.acknowledge"),
    fields: asThemselves ? [note] : [person, note],
    body: (values) => values,
  };
}

function report(kind) {
  return {
    action: "feedback",
    title: t(`act.${kind}`),
    fields: [
      { name: "commander", label: t("act.commander"), kind: "text", required: kind === "first", max: 100 },
      { name: "affected", label: t("act.affected"), kind: "text", required: kind === "first", max: 500 },
      { name: "peopleMoved", label: t("act.peopleMoved"), kind: "number", max: 1_000_000 },
      { name: "done", label: t("act.done"), kind: "long", required: true, max: 2000 },
    ],
    body: ({ peopleMoved, ...rest }) => ({ kind, ...rest, peopleMoved: peopleMoved === "" ? null : Number(peopleMoved) }),
  };
}

function shelving() {
  const options = [15, 30, 60, 240].map((minutes) => [String(minutes), t("act.minutes", { minutes })]);
  return {
    action: "shelve",
    title: t("act.shelve"),
    fields: [{ name: "minutes", label: t("act.until"), kind: "choice", options, value: "30", required: true }, reason()],
    body: (values) => ({ minutes: Number(values.minutes), reason: values.reason }),
  };
}

const plain = (action) => ({ action, title: t(`act.${action}`), fields: [reason()], body: (values) => values });

/** What this reader can do now, the likeliest first. */
export function possible(warning, role) {
  if (warning.state === "closed" || role === "enterprise") return [];
  const official = role === "official";
  const acts = [];
  if (unanswered(warning)) acts.push(acknowledgement(warning, official));
  if (!warning.firstReportAt) acts.push(report("first"));
  else acts.push(report(warning.state === "cleared-reported" ? "closing" : "further"));
  if (official) return acts;
  return [...acts, plain("escalate"), warning.shelvedUntil ? plain("unshelve") : shelving(), plain("close")];
}

export const Actions = defineComponent({
  props: ["warning"],
  emits: ["done"],
  setup(props, { emit }) {
    const open = ref(null);
    return () => {
      const acts = possible(props.warning, state.me.role);
      if (acts.length === 0) return null;
      return h("div", { class: "actions" }, [
        ...acts.map((act, i) =>
          h("button", { class: i === 0 ? "primary" : null, "data-act": act.action, onClick: () => (open.value = act) }, act.title),
        ),
        open.value
          ? h(FormDialog, {
              title: `${open.value.title} · ${say(props.warning.place)}`,
              fields: open.value.fields,
              submit: async (values) => {
                await api.act(props.warning.id, open.value.action, open.value.body(values));
                emit("done");
              },
              onDone: () => (open.value = null),
            })
          : null,
      ]);
    };
  },
});
