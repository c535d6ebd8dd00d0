// A responsibility chain, tier by tier: who is called, at which levels, in what time. What it does not show stays as it is.
import { defineComponent, h, reactive, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { t } from "../speak.js";
import { FormDialog } from "./dialog.js";

const LEVELS = ["blue", "yellow", "orange", "red"];
const MINUTES = { s: 1 / 60, m: 1, h: 60, d: 1440 };

/** "90s" or "2h" as minutes; nothing where the policy's time holds. */
function minutes(written) {
  const parts = /^(\d+)([smhd])$/.exec(written ?? "");
  return parts ? Number(parts[1]) * MINUTES[parts[2]] : "";
}

/** document: the chain as the roster has it. people, rosters: those that can be named. saved(), left(): when it is over. */
export const ChainEditor = defineComponent({
  props: ["document", "people", "rosters", "title"],
  emits: ["saved", "left"],
  setup(props, { emit }) {
    const tiers = reactive(JSON.parse(JSON.stringify(props.document.tiers)));
    const form = ref(null);
    const nameOf = (list, id) => list.find((one) => one.id === id)?.name ?? id;
    const levelsOf = (tier) => tier.levels ?? LEVELS;

    function chips(tier, field, list, word) {
      const chosen = tier[field] ?? [];
      const free = list.filter((one) => one.active !== false && !chosen.includes(one.id));
      return h("div", { class: "chips", "data-field": field }, [
        h("span", { class: "detail" }, t(word)),
        ...chosen.map((id) =>
          h("span", { class: "chip", key: id }, [
            nameOf(list, id),
            h("button", { type: "button", "aria-label": t("chains.takeOut", { name: nameOf(list, id) }), onClick: () => (tier[field] = chosen.filter((other) => other !== id)) }, "✕"),
          ]),
        ),
        free.length === 0
          ? null
          : h("select", { "aria-label": t(word), value: "", onChange: (event) => ((tier[field] = [...chosen, event.target.value]), (event.target.value = "")) }, [
              h("option", { value: "" }, t("chains.addOne")),
              ...free.map((one) => h("option", { value: one.id }, one.post ? t("person.withPost", one) : one.name)),
            ]),
      ]);
    }

    function setLevel(tier, level, on) {
      const wanted = LEVELS.filter((one) => (one === level ? on : levelsOf(tier).includes(one)));
      if (wanted.length === LEVELS.length) delete tier.levels;
      else tier.levels = wanted;
      if (!on && tier.answer) delete tier.answer[level];
    }
    function setMinutes(tier, level, typed) {
      const answer = { ...tier.answer };
      if (typed === "") delete answer[level];
      else answer[level] = `${Math.round(Number(typed) * 60)}s`;
      if (Object.keys(answer).length === 0) delete tier.answer;
      else tier.answer = answer;
    }
    const level = (tier, name) =>
      h("div", { class: "level-time", key: name }, [
        h("label", { class: "tick" }, [h("input", { type: "checkbox", name: `level-${name}`, checked: levelsOf(tier).includes(name), onChange: (event) => setLevel(tier, name, event.target.checked) }), t(`level.${name}`)]),
        levelsOf(tier).includes(name)
          ? h("label", { class: "minutes" }, [
              h("input", { type: "number", name: `answer-${name}`, min: 0.5, max: 1440, step: 0.5, placeholder: t("chains.usual"), value: minutes(tier.answer?.[name]), onInput: (event) => setMinutes(tier, name, event.target.value) }),
              h("span", { class: "detail" }, t("chains.minutes")),
            ])
          : null,
      ]);

    function move(at, by) {
      const [tier] = tiers.splice(at, 1);
      tiers.splice(at + by, 0, tier);
    }
    const row = (tier, at) =>
      h("li", { class: "tier-edit", key: at, "data-tier": at + 1 }, [
        h("div", { class: "filters" }, [
          h("strong", t("warning.tier", { tier: at + 1 })),
          h("label", { class: "choice" }, [h("span", t("chains.name")), h("input", { name: "tier-name", maxlength: 64, value: tier.name, onInput: (event) => (tier.name = event.target.value) })]),
          h("button", { type: "button", disabled: at === 0, onClick: () => move(at, -1) }, t("chains.earlier")),
          h("button", { type: "button", disabled: at === tiers.length - 1, onClick: () => move(at, 1) }, t("chains.later")),
          h("button", { type: "button", "data-act": "remove-tier", disabled: tiers.length === 1, onClick: () => tiers.splice(at, 1) }, t("chains.remove")),
        ]),
        chips(tier, "people", props.people, "chains.people"),
        props.rosters.length > 0 ? chips(tier, "rosters", props.rosters, "chains.rosters") : null,
        h("div", { class: "level-times" }, LEVELS.map((name) => level(tier, name))),
      ]);

    const ready = () => tiers.every((tier) => tier.name.trim() && (tier.people ?? []).length + (tier.rosters ?? []).length > 0 && levelsOf(tier).length > 0);
    function saving() {
      return {
        title: t("chains.saveOf", { chain: props.title }),
        fields: [{ name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 }],
        send: async ({ reason }) => {
          const clean = tiers.map((tier) => Object.fromEntries(Object.entries(tier).filter(([, value]) => !Array.isArray(value) || value.length > 0)));
          await duty.enter({ chains: [{ ...props.document, tiers: clean }] }, reason);
          emit("saved");
        },
      };
    }

    return () =>
      h("div", { class: "chain-editor" }, [
        h("p", { class: "detail" }, t("chains.intro")),
        h("ol", tiers.map(row)),
        h("div", { class: "actions" }, [
          h("button", { type: "button", "data-act": "add-tier", onClick: () => tiers.push({ name: "", people: [] }) }, t("chains.add")),
          h("button", { type: "button", class: "primary", "data-act": "save-chain", disabled: !ready(), onClick: () => (form.value = saving()) }, t("chains.save")),
          h("button", { type: "button", onClick: () => emit("left") }, t("act.cancel")),
          ready() ? null : h("span", { class: "needs" }, t("chains.notReady")),
        ]),
        form.value ? h(FormDialog, { title: form.value.title, fields: form.value.fields, submit: form.value.send, onDone: () => (form.value = null) }) : null,
      ]);
  },
});
