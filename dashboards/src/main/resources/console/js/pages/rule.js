// One rule: its text, checked as one types; its versions and what differs; its mode; what it found in shadow; its faults.
import { computed, defineComponent, h, onBeforeUnmount, ref } from "../../vendor/vue.js";
import { rules } from "../api/rules.js";
import { Backtest } from "../parts/backtest.js";
import { FormDialog } from "../parts/dialog.js";
import { Editor } from "../parts/editor.js";
import { Level } from "../parts/level.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { actorName, say, t } from "../speak.js";
import { state } from "../state.js";
import { dateTime } from "../time.js";
import { Mode, modeOf } from "./rules.js";

/** No rule's id begins so: the address of a rule that is not there yet. */
const NEW = "+";
const CHECK_MILLIS = 350;
const TEMPLATE = {
  id: "my-rule",
  hazard: "gas",
  kind: "threshold",
  title: { zh: "甲烷超限", en: "Methane over its limit" },
  clause: "",
  from: "2026-01-01",
  subject: { quantity: "ch4" },
  side: "above",
  levels: { orange: "alarm", red: "cut" },
  say: { zh: "{zone}{device} 甲烷 {value}{unit}，限值 {limit}{unit}", en: "{device} at {zone}: methane {value}{unit}, limit {limit}{unit}" },
  advice: { zh: "断电撤人", en: "Cut the power, move people out" },
  mode: "shadow",
};

const shown = (value) => (value === undefined || value === null ? "—" : typeof value === "string" ? value : JSON.stringify(value));
const reason = () => ({ name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 });

function diffTable(diff) {
  if (diff.changes.length === 0) return h("p", { class: "detail" }, t("rules.same"));
  return table(t("rules.diff"), [t("rules.field"), t("rules.was", { version: diff.from }), t("rules.is", { version: diff.to })], diff.changes.map((change) => [
    h("code", change.path),
    h("del", shown(change.from)),
    h("ins", shown(change.to)),
  ]));
}

const Versions = defineComponent({
  props: ["versions", "act"],
  setup(props) {
    const diff = ref(null);
    const failure = ref("");
    async function compare(version) {
      try {
        diff.value = await rules.diff(version.id, Math.max(1, version.version - 1), version.version);
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    const newest = computed(() => props.versions[0].version);
    const row = (version) => [
      t("rules.version", { version: version.version }) + (version.removed ? ` · ${t("rules.removed")}` : ""),
      dateTime(version.at),
      actorName(version.author, version.author.replace(/^account:/, "")),
      version.reason,
      h("span", { class: "pair" }, [
        version.version > 1 ? h("button", { "data-diff": version.version, onClick: () => compare(version) }, t("rules.compare")) : null,
        version.version < newest.value && state.me.role === "administrator" ? h("button", { "data-back": version.version, onClick: () => props.act.rollBack(version) }, t("rules.rollBack")) : null,
      ]),
    ];
    return () =>
      h("section", { class: "card" }, [
        h("h2", t("rules.versions")),
        table(t("rules.versions"), [t("rules.versionHead"), t("audit.at"), t("audit.who"), t("act.reason"), ""], props.versions.map(row)),
        failed(failure.value),
        diff.value ? [h("h3", t("rules.diffOf", { from: diff.value.from, to: diff.value.to })), diffTable(diff.value)] : null,
      ]);
  },
});

const Found = defineComponent({
  props: ["rule"],
  setup(props) {
    const { siteName } = siteNames();
    const page = reading(async () => {
      const [shadow, faults] = await Promise.all([rules.shadow(props.rule), rules.faults(props.rule)]);
      return { shadow: shadow.items, faults: faults.items };
    });
    return () => {
      if (!page.value.value) return [failed(page.failure.value)];
      const { shadow, faults } = page.value.value;
      return [
        h("section", { class: "card" }, [
          h("h2", t("rules.faultsOfJob")),
          faults.length === 0
            ? h("p", { class: "detail" }, t("rules.noFaultsOfJob"))
            : table(t("rules.faultsOfJob"), [t("rules.versionHead"), t("rules.what"), t("rules.why"), t("rules.times"), t("rules.last")], faults.map((fault) => [
                t("rules.version", { version: fault.version }), h("span", { class: "needs" }, t(`rule-fault.${fault.code}`)), fault.reason, String(fault.count), dateTime(fault.at),
              ])),
        ]),
        h("section", { class: "card" }, [
          h("h2", t("rules.shadow")),
          h("p", { class: "detail" }, t("rules.shadowIntro")),
          shadow.length === 0
            ? h("p", { class: "detail" }, t("rules.noShadow"))
            : table(t("rules.shadow"), [t("list.level"), t("rules.what"), t("list.site"), t("rules.from"), t("rules.to"), t("rules.versionHead")], shadow.map((one) => [
                h(Level, { level: one.peakLevel }), say(one.reason), `${siteName(one.site)} · ${one.device}`, dateTime(one.openedAt), one.clearedAt ? dateTime(one.clearedAt) : t("rules.stillOpen"), t("rules.version", { version: one.ruleVersion }),
              ])),
        ]),
      ];
    };
  },
});

export const RulePage = defineComponent({
  props: ["id"],
  setup(props) {
    const isNew = props.id === NEW;
    const text = ref(isNew ? JSON.stringify(TEMPLATE, null, 2) : "");
    const saved = ref("");
    const faults = ref([]);
    const checked = ref(true);
    const form = ref(null);
    const done = ref("");
    const changes = ref(0);
    let timer = 0;

    const page = reading(async () => {
      if (isNew) return [];
      const { items } = await rules.versions(props.id);
      saved.value = JSON.stringify(items[0].document, null, 2);
      text.value = saved.value;
      faults.value = [];
      checked.value = true;
      changes.value += 1;
      return items;
    });
    onBeforeUnmount(() => clearTimeout(timer));

    async function check() {
      const asked = text.value;
      try {
        const found = (await rules.check(asked)).faults;
        if (asked !== text.value) return; // typed on meanwhile: that is checked for itself
        faults.value = found;
        checked.value = true;
        page.failure.value = "";
      } catch (problem) {
        page.failure.value = problem.message;
      }
    }
    function change(now) {
      text.value = now;
      checked.value = false;
      done.value = "";
      clearTimeout(timer);
      timer = setTimeout(check, CHECK_MILLIS);
    }
    if (isNew) check();

    const current = () => page.value.value[0];
    const administrator = () => state.me.role === "administrator";
    const dirty = () => text.value !== saved.value;

    /** The id that the text itself gives: of a new rule there is no other. */
    function ownId() {
      return /^\s*"?id"?\s*:\s*"?([A-Za-z0-9][A-Za-z0-9_.-]{0,63})/m.exec(text.value)?.[1] ?? "";
    }

    async function put(values) {
      const rule = isNew ? ownId() : props.id;
      const { version } = await rules.put(rule, text.value, isNew ? 0 : current().version, values.reason);
      if (isNew) location.hash = `#/rules/${encodeURIComponent(rule)}`;
      else await again(version);
    }
    async function again(version) {
      await page.read();
      done.value = t("rules.saved", { version });
    }
    const acts = {
      save: () => (form.value = { title: t("rules.save"), fields: [reason()], send: put }),
      rollBack: (version) =>
        (form.value = { title: t("rules.rollBackTo", { version: version.version }), fields: [reason()], send: async (v) => again((await rules.rollBack(props.id, version.version, current().version, v.reason)).version) }),
      mode: () =>
        (form.value = {
          title: t("rules.changeMode"),
          fields: [{ name: "mode", label: t("rules.mode"), kind: "choice", options: ["live", "shadow", "off"].map((mode) => [mode, t(`mode.${mode}-long`)]), value: modeOf(current().document), required: true }, reason()],
          send: async (v) => again((await rules.mode(props.id, v.mode, current().version, v.reason)).version),
        }),
      remove: () => (form.value = { title: t("rules.remove"), fields: [reason()], send: async (v) => again((await rules.remove(props.id, current().version, v.reason)).version) }),
    };

    function verdict() {
      if (!checked.value) return h("span", { class: "detail" }, t("rules.checking"));
      if (faults.value.length > 0) return h("span", { class: "needs" }, t("rules.faultCount", { count: faults.value.length }));
      return h("span", { class: "good" }, t("rules.checkedWell"));
    }

    function head() {
      if (isNew) return h("h1", t("rules.new"));
      const { document, version, removed } = current();
      return h("section", { class: "head" }, [
        h("h1", [say(document.title), removed ? h("span", { class: "badge" }, t("rules.removed")) : h(Mode, { mode: modeOf(document) })]),
        h("p", document.clause),
        document.advice ? h("p", t("rules.advice", { advice: say(document.advice) })) : null,
        document.note ? h("p", { class: "notice" }, document.note) : null,
        h("p", { class: "detail" }, `${props.id} · ${t("rules.version", { version })}`),
        administrator()
          ? h("div", { class: "actions" }, [
              h("button", { "data-act": "mode", disabled: removed, onClick: acts.mode }, t("rules.changeMode")),
              h("button", { "data-act": "remove", disabled: removed, onClick: acts.remove }, t("rules.remove")),
            ])
          : null,
      ]);
    }

    function content() {
      return [
        head(),
        done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
        h("section", { class: "card" }, [
          h("h2", t("rules.text")),
          h("p", { class: "detail" }, t(administrator() ? "rules.textIntro" : "rules.textReadOnly")),
          h(Editor, { text: text.value, faults: faults.value, label: t("rules.text"), readonly: false, onChange: change }),
          h("div", { class: "actions" }, [
            administrator() ? h("button", { class: "primary", "data-act": "save", disabled: !checked.value || faults.value.length > 0 || (!isNew && !dirty()) || (isNew && !ownId()), onClick: acts.save }, t("rules.save")) : null,
            dirty() && !isNew ? h("button", { onClick: () => change(saved.value) }, t("rules.discard")) : null,
            verdict(),
          ]),
        ]),
        h(Backtest, { document: text.value, ready: checked.value && faults.value.length === 0 }),
        isNew ? null : h(Versions, { versions: page.value.value, act: acts }),
        isNew ? null : h(Found, { rule: props.id, key: changes.value }),
      ];
    }

    return () =>
      h("main", { class: "rule" }, [
        h("a", { class: "back", href: "#/rules" }, `← ${t("rules.title")}`),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content() : []),
        form.value ? h(FormDialog, { title: form.value.title, fields: form.value.fields, submit: form.value.send, onDone: () => (form.value = null) }) : null,
      ]);
  },
});
