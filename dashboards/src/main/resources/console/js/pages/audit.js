// Every recorded step, newest first; the export is what ./jiaoying audit verify checks.
import { defineComponent, h, onMounted, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { actorName, t, tOr } from "../speak.js";
import { dateTime } from "../time.js";

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

    async function read(older) {
      try {
        const page = await api.audit({ limit: 50, before: older ? next.value : null });
        lines.value = older ? [...lines.value, ...page.items] : page.items;
        next.value = page.next;
        read_.value = true;
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    onMounted(() => read(false));

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
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        read_.value && lines.value.length === 0 ? h("p", { class: "none" }, t("audit.none")) : null,
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
