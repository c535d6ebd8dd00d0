// The rules in force: what each finds, whether it warns, where it is written, and whether something is wrong with it.
import { computed, defineComponent, h, ref } from "../../vendor/vue.js";
import { rules } from "../api/rules.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { say, t, tOr } from "../speak.js";
import { state } from "../state.js";

export const modeOf = (document) => document.mode ?? "live";

export function Mode({ mode }) {
  return h("span", { class: ["badge", `mode-${mode}`] }, t(`mode.${mode}`));
}
Mode.props = ["mode"];

export const RulesPage = defineComponent({
  setup() {
    const page = reading(rules.list);
    const hazard = ref("");
    const search = ref("");
    const found = computed(() =>
      (page.value.value?.items ?? []).filter(
        ({ id, document }) =>
          (!hazard.value || document.hazard === hazard.value) &&
          (!search.value || `${id} ${document.title?.zh} ${document.title?.en} ${document.clause}`.toLowerCase().includes(search.value.toLowerCase())),
      ),
    );
    const hazards = computed(() => [...new Set((page.value.value?.items ?? []).map((rule) => rule.document.hazard))]);

    const row = ({ id, document, version, faults, published }) =>
      h("a", { class: "row rule-row", href: `#/rules/${encodeURIComponent(id)}`, key: id, "data-rule": id }, [
        h("span", { class: "main" }, [
          h("span", { class: "headline" }, [say(document.title), " ", h(Mode, { mode: modeOf(document) })]),
          h("span", { class: "where" }, document.clause),
        ]),
        h("span", [tOr(`hazard.${document.hazard}`, document.hazard), h("span", { class: "detail" }, tOr(`kind.${document.kind}`, document.kind))]),
        h("span", [t("rules.version", { version }), published ? null : h("span", { class: "notice" }, t("rules.notTold"))]),
        h("span", faults > 0 ? h("span", { class: "needs" }, t("rules.faultCount", { count: faults })) : h("span", { class: "detail" }, t("rules.noFaults"))),
      ]);

    return () =>
      h("main", { class: "rules" }, [
        h("h1", t("rules.title")),
        h("p", { class: "detail" }, t("rules.intro")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [
            h("span", t("drills.hazard")),
            h("select", { value: hazard.value, onChange: (event) => (hazard.value = event.target.value) }, [h("option", { value: "" }, t("organisations.everyHazard")), ...hazards.value.map((one) => h("option", { value: one }, tOr(`hazard.${one}`, one)))]),
          ]),
          h("label", { class: "choice" }, [h("span", t("people.search")), h("input", { type: "search", value: search.value, onInput: (event) => (search.value = event.target.value) })]),
          state.me.role === "administrator" ? h("a", { class: "download", href: "#/rules/+" }, t("rules.new")) : null,
        ]),
        failed(page.failure.value),
        waiting(page),
        page.value.value && found.value.length === 0 ? h("p", { class: "none" }, t(page.value.value.items.length === 0 ? "rules.none" : "rules.noneFits")) : null,
        h("div", { class: "rows" }, found.value.map(row)),
      ]);
  },
});
