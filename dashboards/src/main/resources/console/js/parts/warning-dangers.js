// Under one warning: its record to be filed, the hidden dangers it showed, and entering one.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { reports } from "../api/reports.js";
import { say, t } from "../speak.js";
import { mayAct, state } from "../state.js";
import { dangerFields, dangerTable, enterDanger } from "./dangers.js";
import { FormDialog } from "./dialog.js";
import { PaperFiles } from "./paper.js";
import { failed, reading } from "./reading.js";

export const WarningDangers = defineComponent({
  props: ["warning"],
  setup(props) {
    const open = ref(false);
    const sees = state.me.role !== "official";
    const page = reading(() => (sees ? reports.dangers({ state: "all", warning: props.warning.id, limit: 200 }) : Promise.resolve({ items: [] })));
    const fields = () => dangerFields(null).map((field) => (field.name === "place" ? { ...field, value: say(props.warning.place).slice(0, 200) } : field));
    return () =>
      h("section", { class: "card filing" }, [
        h("h2", t("filing.title")),
        h(PaperFiles, { path: reports.record(props.warning.id), forms: ["html", "pdf"] }),
        sees ? h("h3", t("filing.dangers")) : null,
        failed(page.failure.value),
        sees && page.value.value?.items.length === 0 ? h("p", { class: "detail" }, t("filing.none")) : null,
        page.value.value?.items.length ? dangerTable(page.value.value.items, ["what", "gravity", "state", "deadline"]) : null,
        mayAct() ? h("div", { class: "filing-acts" }, [h("button", { "data-act": "enter-danger", onClick: () => (open.value = true) }, t("filing.enter"))]) : null,
        open.value
          ? h(FormDialog, {
              title: `${t("filing.enter")} · ${say(props.warning.site.name)}`,
              fields: fields(),
              submit: (values) => enterDanger(values, { enterprise: props.warning.site.enterprise, site: props.warning.site.id, warning: props.warning.id }),
              onDone: () => (open.value = false),
            })
          : null,
      ]);
  },
});
