// Every recorded step, newest first; the export is what ./jiaoying audit verify checks.
import { defineComponent, h, onMounted, reactive, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { settings } from "../settings.js";
import { actorName, t, tOr } from "../speak.js";
import { dateTime } from "../time.js";
import { words } from "../words.js";

const ANY = { actor: "", action: "", subject: "", from: "", to: "" };

/** The steps that have words, by these. */
function steps() {
  return Object.entries(words[settings.language])
    .filter(([key]) => key.startsWith("step."))
    .map(([key, word]) => [key.slice("step.".length), word])
    .sort((a, b) => a[1].localeCompare(b[1], settings.language));
}

const beijing = (local) => (local ? `${local}:00+08:00` : null);

/** The recorded detail as "name: value"; as it stands where it is no object. */
function facts(detail) {
  try {
    return Object.entries(JSON.parse(detail))
      .filter(([, value]) => value !== null && value !== "")
      .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : value}`)
      .join(" · ");
  } catch {
    return detail;
  }
}

export const AuditPage = defineComponent({
  setup() {
    const lines = ref([]);
    const next = ref(null);
    const failure = ref("");
    const read_ = ref(false);
    const typed = reactive({ ...ANY });
    const asked = ref({ ...ANY });

    async function read(older) {
      const { actor, action, subject, from, to } = asked.value;
      try {
        const page = await api.audit({ actor: actor.trim(), action, subject: subject.trim(), from: beijing(from), to: beijing(to), limit: 50, before: older ? next.value : null });
        lines.value = older ? [...lines.value, ...page.items] : page.items;
        next.value = page.next;
        read_.value = true;
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    onMounted(() => read(false));

    function search(event) {
      event.preventDefault();
      asked.value = { ...typed };
      read(false);
    }
    function clear() {
      Object.assign(typed, ANY);
      asked.value = { ...ANY };
      read(false);
    }
    const input = (name, word, attributes) =>
      h("label", { class: "field" }, [h("span", t(word)), h("input", { name, value: typed[name], onInput: (event) => (typed[name] = event.target.value), ...attributes })]);
    const filters = () =>
      h("form", { class: "search", onSubmit: search }, [
        input("actor", "audit.searchWho", { type: "text", maxlength: 100 }),
        h("label", { class: "field" }, [
          h("span", t("audit.what")),
          h("select", { name: "action", value: typed.action, onChange: (event) => (typed.action = event.target.value) }, [h("option", { value: "" }, t("audit.anyAction")), ...steps().map(([step, word]) => h("option", { value: step }, word))]),
        ]),
        input("subject", "audit.subjectHint", { type: "text", maxlength: 200 }),
        input("from", "audit.from", { type: "datetime-local" }),
        input("to", "audit.to", { type: "datetime-local" }),
        h("span", { class: "pair" }, [h("button", { class: "primary", type: "submit" }, t("audit.search")), h("button", { type: "button", onClick: clear }, t("audit.clear"))]),
      ]);

    const row = (line) =>
      h("tr", { key: line.seq }, [
        h("td", String(line.seq)),
        h("td", dateTime(line.at)),
        h("td", actorName(line.actor, line.name)),
        h("td", tOr(`step.${line.action}`, line.action)),
        h("td", line.subject),
        h("td", { class: "detail" }, facts(line.detail)),
      ]);

    return () =>
      h("main", { class: "audit" }, [
        h("h1", t("audit.title")),
        h("p", [h("a", { href: api.auditExport, download: "audit.jsonl" }, t("audit.export"))]),
        filters(),
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        read_.value && lines.value.length === 0 ? h("p", { class: "none" }, t(Object.values(asked.value).some(Boolean) ? "audit.noneFits" : "audit.none")) : null,
        h("div", { class: "scroll", tabindex: 0 }, [
          h("table", [
            h("thead", [h("tr", ["#", t("audit.at"), t("audit.who"), t("audit.what"), t("audit.subject"), t("audit.why")].map((word) => h("th", word)))]),
            h("tbody", lines.value.map(row)),
          ]),
        ]),
        next.value ? h("button", { onClick: () => read(true) }, t("audit.older")) : null,
      ]);
  },
});
