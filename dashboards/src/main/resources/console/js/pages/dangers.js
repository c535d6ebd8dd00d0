// Hidden dangers: what is not yet closed, the overdue first to be asked for; and one of them with every step.
import { defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { given, reports } from "../api/reports.js";
import { Deadline, Gravity, dangerFields, dangerTable, enterDanger, whose } from "../parts/dangers.js";
import { FormDialog } from "../parts/dialog.js";
import { siteNames } from "../parts/names.js";
import { PaperFiles } from "../parts/paper.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { actorName, t, tOr } from "../speak.js";
import { mayAct, state } from "../state.js";
import { dateTime } from "../time.js";

const STATES = ["active", "overdue", "found", "ordered", "rectified", "verified", "closed", "withdrawn", "all"];

export const DangersPage = defineComponent({
  setup() {
    const asked = ref("active");
    const older = ref([]);
    const next = ref(null);
    const open = ref(false);
    const { siteOptions } = siteNames();
    const page = reading(async () => {
      const found = await reports.dangers({ state: asked.value, limit: 100 });
      older.value = [];
      next.value = found.next;
      return found;
    });
    watch(asked, page.read);

    async function more() {
      try {
        const found = await reports.dangers({ state: asked.value, limit: 100, before: next.value });
        older.value = [...older.value, ...found.items];
        next.value = found.next;
      } catch (problem) {
        page.failure.value = problem.message;
      }
    }

    return () => {
      const shown = [...(page.value.value?.items ?? []), ...older.value];
      return h("main", { class: "dangers" }, [
        h("h1", t("dangers.title")),
        h("p", { class: "detail" }, t(mayAct() ? "dangers.intro" : "dangers.introOwn")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [
            h("span", t("dangers.show")),
            h("select", { name: "state", value: asked.value, onChange: (event) => (asked.value = event.target.value) }, STATES.map((one) => h("option", { value: one }, t(`danger.${one}`)))),
          ]),
          mayAct() ? h("button", { class: "primary", "data-act": "enter", onClick: () => (open.value = true) }, t("dangers.enter")) : null,
        ]),
        failed(page.failure.value),
        waiting(page),
        page.value.value && shown.length === 0 ? h("p", { class: "none" }, t("dangers.none")) : null,
        shown.length > 0 ? dangerTable(shown) : null,
        next.value ? h("button", { onClick: more }, t("list.more")) : null,
        open.value
          ? h(FormDialog, { title: t("dangers.enter"), fields: dangerFields(siteOptions()), submit: (values) => enterDanger(values, {}), onDone: () => (open.value = false) })
          : null,
      ]);
    };
  },
});

/** What its state takes, the likeliest first: [event, whether it sets a deadline]. */
const STEPS = {
  found: [["order", true], ["rectify", false], ["withdraw", false]],
  ordered: [["rectify", false], ["extend", true], ["withdraw", false]],
  rectified: [["verify", false], ["send-back", true]],
  verified: [["close", false], ["send-back", true]],
};

function steps(danger) {
  const all = STEPS[danger.state] ?? [];
  return state.me.role === "enterprise" ? all.filter(([event]) => event === "rectify") : all;
}

function stepFields([event, deadline]) {
  return [
    ...(deadline ? [{ name: "deadline", label: t("dangers.deadline"), kind: "date", required: true }] : []),
    ...(event === "order" ? [{ name: "responsible", label: t("dangers.responsible"), kind: "text", max: 100 }] : []),
    { name: "note", label: t("dangers.note"), kind: "long", required: true, max: 1000 },
    { name: "day", label: t("dangers.day"), kind: "date" },
  ];
}

export const DangerPage = defineComponent({
  props: ["id"],
  setup(props) {
    const page = reading(() => reports.danger(props.id));
    const open = ref(null);
    const fact = (word, value) => (value ? h("div", { class: "fact" }, [h("dt", t(word)), h("dd", value)]) : null);

    function content(danger) {
      return [
        h("section", { class: ["head", { "edge-red": danger.overdue, "edge-orange": danger.grave && !danger.overdue }] }, [
          h("h1", [h("span", danger.what), h(Gravity, { danger })]),
          h("p", { class: "standing" }, [h("strong", t(`danger.${danger.state}`)), h("span", [t("dangers.deadline"), " ", h(Deadline, { danger })])]),
          h("div", { class: "actions" }, steps(danger).map((step, i) => h("button", { class: i === 0 ? "primary" : null, "data-act": step[0], onClick: () => (open.value = step) }, t(`danger.do-${step[0]}`)))),
          h("dl", { class: "facts" }, [
            fact("dangers.whose", whose(danger)),
            fact("dangers.place", danger.place),
            fact("dangers.responsible", danger.responsible),
            fact("dangers.foundBy", `${t(`foundby.${danger.foundBy}`)} ${danger.foundOn}`),
            fact("dangers.rectifiedOn", danger.rectifiedOn),
            danger.inspection ? fact("dangers.inspection", h("a", { href: `#/inspections/${danger.inspection}` }, `${t("inspections.one")} ${danger.inspection}`)) : null,
            danger.warning ? fact("dangers.warning", h("a", { href: `#/warnings/${encodeURIComponent(danger.warning)}` }, danger.warning)) : null,
          ]),
        ]),
        h("section", { class: "card" }, [
          h("h2", t("dangers.history")),
          h(PaperFiles, { path: reports.history(danger.id) }),
          table(t("dangers.history"), ["dangers.dayDone", "dangers.step", "dangers.then", "dangers.deadline", "dangers.note", "dangers.by", "dangers.entered"].map((word) => t(word)), danger.steps.map((step) => [
            step.day,
            tOr(`danger.do-${step.event}`, step.event),
            t(`danger.${step.state}`),
            step.deadline ?? "",
            step.note,
            actorName(step.by.actor, step.by.name),
            dateTime(step.at),
          ])),
        ]),
      ];
    }

    return () =>
      h("main", { class: "danger-one" }, [
        h("a", { class: "back", href: "#/dangers" }, `← ${t("dangers.title")}`),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
        open.value
          ? h(FormDialog, {
              title: t(`danger.do-${open.value[0]}`),
              fields: stepFields(open.value),
              submit: async (values) => {
                await reports.step(props.id, { event: open.value[0], ...given(values) });
                await page.read();
              },
              onDone: () => (open.value = null),
            })
          : null,
      ]);
  },
});
