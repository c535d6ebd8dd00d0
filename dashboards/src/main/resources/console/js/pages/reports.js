// Reports: the monthly table with its setting, one shift, and how people answered. Each as it stands on the sheet, and as files.
import { defineComponent, h, reactive, ref, watch } from "../../vendor/vue.js";
import { reports } from "../api/reports.js";
import { FormDialog } from "../parts/dialog.js";
import { PaperFiles, PaperSheet } from "../parts/paper.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { settings } from "../settings.js";
import { t } from "../speak.js";
import { state } from "../state.js";
import { now } from "../time.js";

const BEIJING_MILLIS = 8 * 3600 * 1000;
const HOUR = 3600 * 1000;

/** "2026-03-01T08:00" of the clock in Beijing, by which duty goes. */
const local = (millis) => new Date(millis + BEIJING_MILLIS).toISOString().slice(0, 16);
const zoned = (text) => (text ? new Date(`${text}:00+08:00`).toISOString() : "");

/** A page of a report that is asked for with parameters(); read again when the language changes. */
function report(path, parameters) {
  const used = ref(parameters());
  const page = reading(() => {
    used.value = parameters();
    return reports.paper(path, used.value);
  });
  watch(() => settings.language, page.read);
  return {
    ...page,
    show: () => [
      failed(page.failure.value),
      waiting(page),
      page.value.value ? h(PaperFiles, { path, parameters: used.value }) : null,
      page.value.value ? h(PaperSheet, { paper: page.value.value }) : null,
    ],
  };
}

const field = (word, type, values, name) =>
  h("label", { class: "field" }, [h("span", t(word)), h("input", { type, name, value: values[name], onInput: (event) => (values[name] = event.target.value) })]);

function asking(page, fields, quick = []) {
  return h("form", { class: "ask", onSubmit: (event) => (event.preventDefault(), page.read()) }, [...fields, h("button", { class: "primary", type: "submit" }, t("reports.show")), ...quick]);
}

export const MonthlyPage = defineComponent({
  setup() {
    const asked = reactive({ from: "", to: "" });
    const open = ref(null);
    const failure = ref("");
    const page = report("/reports/monthly", () => ({ ...asked }));

    async function set() {
      try {
        open.value = await reports.setting();
      } catch (problem) {
        failure.value = problem.message;
      }
    }

    const settingFields = (setting) => [
      { name: "title", label: t("monthly.heading"), kind: "text", required: true, max: 100, value: setting.title },
      { name: "reportingDay", label: t("monthly.day"), kind: "number", required: true, max: 31, value: String(setting.reportingDay) },
      { name: "fromMonth", label: t("monthly.fromMonth"), kind: "text", required: true, max: 7, value: setting.month },
      { name: "firstMonth", label: t("monthly.firstMonth"), kind: "text", required: true, max: 7, value: setting.firstMonth },
      { name: "timeZone", label: t("monthly.zone"), kind: "text", required: true, max: 64, value: setting.timeZone },
    ];

    return () =>
      h("main", { class: "monthly" }, [
        h("h1", t("monthly.title")),
        h("p", { class: "detail" }, t("monthly.intro")),
        asking(page, [field("monthly.from", "month", asked, "from"), field("monthly.to", "month", asked, "to")], [
          state.me.role === "administrator" ? h("button", { type: "button", "data-act": "setting", onClick: set }, t("monthly.setting")) : null,
        ]),
        failed(failure.value),
        ...page.show(),
        open.value
          ? h(FormDialog, {
              title: t("monthly.setting"),
              fields: settingFields(open.value),
              submit: async ({ reportingDay, ...rest }) => {
                await reports.set({ ...rest, reportingDay: Number(reportingDay) });
                await page.read();
              },
              onDone: () => (open.value = null),
            })
          : null,
      ]);
  },
});

/** The shift that runs, from 8 to 20 and from 20 to 8; before: so many shifts earlier. */
function shiftAt(millis, before) {
  const beijing = millis + BEIJING_MILLIS;
  const begin = Math.floor((beijing - 8 * HOUR) / (12 * HOUR)) * 12 * HOUR + 8 * HOUR - BEIJING_MILLIS - before * 12 * HOUR;
  return { from: local(begin), to: local(begin + 12 * HOUR) };
}

export const ShiftPage = defineComponent({
  setup() {
    const asked = reactive(shiftAt(now.value, 0));
    const page = report("/reports/shift", () => ({ from: zoned(asked.from), to: zoned(asked.to) }));
    const choose = (before) => {
      Object.assign(asked, shiftAt(now.value, before));
      page.read();
    };
    return () =>
      h("main", { class: "shift-report" }, [
        h("h1", t("shift.title")),
        h("p", { class: "detail" }, t("shift.intro")),
        asking(page, [field("shift.from", "datetime-local", asked, "from"), field("shift.to", "datetime-local", asked, "to")], [
          h("button", { type: "button", "data-act": "this", onClick: () => choose(0) }, t("shift.now")),
          h("button", { type: "button", "data-act": "last", onClick: () => choose(1) }, t("shift.last")),
        ]),
        ...page.show(),
      ]);
  },
});

export const AnswersPage = defineComponent({
  setup() {
    const day = (millis) => local(millis).slice(0, 10);
    const asked = reactive({ from: day(now.value - 29 * 24 * HOUR), to: day(now.value), drills: "false" });
    // A day is meant whole: until the next one begins.
    const after = (text) => (text ? day(Date.parse(`${text}T00:00:00+08:00`) + 24 * HOUR) : "");
    const page = report("/reports/answers", () => ({ from: zoned(asked.from && `${asked.from}T00:00`), to: zoned(asked.to && `${after(asked.to)}T00:00`), drills: asked.drills }));
    return () =>
      h("main", { class: "answers-report" }, [
        h("h1", t("answers.title")),
        h("p", { class: "detail" }, t("answers.intro")),
        asking(page, [
          field("answers.from", "date", asked, "from"),
          field("answers.to", "date", asked, "to"),
          h("label", { class: "field" }, [
            h("span", t("answers.of")),
            h("select", { name: "drills", value: asked.drills, onChange: (event) => (asked.drills = event.target.value) }, [h("option", { value: "false" }, t("answers.real")), h("option", { value: "true" }, t("answers.drills"))]),
          ]),
        ]),
        ...page.show(),
      ]);
  },
});
