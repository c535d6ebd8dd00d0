// The whole roster as an Excel workbook: out, and in again, with each fault by its sheet and cell.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { failed, table } from "../parts/reading.js";
import { say, t } from "../speak.js";

const MAX_BYTES = 8 * 1024 * 1024;

export const WorkbookPage = defineComponent({
  setup() {
    const file = ref(null);
    const reason = ref("");
    const partly = ref(false);
    const working = ref(false);
    const failure = ref("");
    const faults = ref([]);
    const done = ref("");

    async function send(event) {
      event.preventDefault();
      failure.value = "";
      done.value = "";
      faults.value = [];
      if (!file.value) return;
      if (file.value.size > MAX_BYTES) {
        failure.value = t("workbook.tooLarge");
        return;
      }
      working.value = true;
      try {
        const taken = await duty.importWorkbook(file.value, reason.value, partly.value ? "true" : null);
        done.value = t("workbook.done", { changes: taken.changes });
        faults.value = taken.leftOut ?? [];
      } catch (problem) {
        failure.value = problem.faults.length > 0 ? t("workbook.refused", { count: problem.faults.length }) : problem.message;
        faults.value = problem.faults;
      } finally {
        working.value = false;
      }
    }

    function place(fault) {
      const [sheet, cell] = fault.path.includes("!") ? fault.path.split("!") : [fault.path, ""];
      return [sheet, cell || (fault.line ? t("workbook.row", { row: fault.line }) : ""), say(fault.message) + (fault.nearest ? ` ${t("workbook.nearest", { nearest: fault.nearest })}` : "")];
    }

    return () =>
      h("main", { class: "workbook" }, [
        h("h1", t("workbook.title")),
        h("section", { class: "card" }, [
          h("h2", t("workbook.export")),
          h("p", { class: "detail" }, t("workbook.exportIntro")),
          h("a", { class: "download", href: duty.workbook, download: "roster.xlsx" }, t("workbook.download")),
        ]),
        h("section", { class: "card" }, [
          h("h2", t("workbook.import")),
          h("p", { class: "detail" }, t("workbook.importIntro")),
          h("form", { class: "stacked", onSubmit: send }, [
            h("label", { class: "field" }, [h("span", t("workbook.file")), h("input", { type: "file", name: "file", accept: ".xlsx", required: true, onChange: (event) => (file.value = event.target.files[0] ?? null) })]),
            h("label", { class: "field" }, [h("span", `${t("act.reason")} *`), h("input", { type: "text", name: "reason", required: true, maxlength: 500, value: reason.value, onInput: (event) => (reason.value = event.target.value) })]),
            h("label", { class: "tick" }, [h("input", { type: "checkbox", name: "partly", checked: partly.value, onChange: (event) => (partly.value = event.target.checked) }), h("span", t("workbook.partly"))]),
            h("button", { class: "primary", type: "submit", disabled: working.value }, t(working.value ? "act.working" : "workbook.send")),
          ]),
          failed(failure.value),
          done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
          faults.value.length > 0 ? [h("h3", t(done.value ? "workbook.leftOut" : "workbook.faults")), table(t("workbook.faults"), [t("workbook.sheet"), t("workbook.cell"), t("workbook.fault")], faults.value.map(place))] : null,
        ]),
      ]);
  },
});
