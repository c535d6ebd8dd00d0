// Inspections: by government, by departments and by enterprises of themselves; one with what it found and what followed.
import { defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { given, reports } from "../api/reports.js";
import { dangerFields, dangerTable, enterDanger, whose } from "../parts/dangers.js";
import { FormDialog } from "../parts/dialog.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { t } from "../speak.js";
import { mayAct, state } from "../state.js";

const KINDS = ["government", "self", "department"];
const MEASURES = ["stopped", "exposed", "held-accountable"];

export const InspectionsPage = defineComponent({
  setup() {
    const kind = ref("");
    const next = ref(null);
    const older = ref([]);
    const open = ref(false);
    const { siteOptions } = siteNames();
    const page = reading(async () => {
      const found = await reports.inspections({ kind: kind.value, limit: 100 });
      older.value = [];
      next.value = found.next;
      return found;
    });
    watch(kind, page.read);

    async function more() {
      try {
        const found = await reports.inspections({ kind: kind.value, limit: 100, before: next.value });
        older.value = [...older.value, ...found.items];
        next.value = found.next;
      } catch (problem) {
        page.failure.value = problem.message;
      }
    }

    function fields() {
      const own = state.me.role === "enterprise";
      const kinds = own ? ["self"] : KINDS;
      return [
        { name: "kind", label: t("inspections.kind"), kind: "choice", options: kinds.map((one) => [one, t(`foundby.${one}`)]), value: own ? "self" : "department", required: true },
        { name: "site", label: t("inspections.where"), kind: "choice", options: siteOptions(), hint: own ? t("dangers.choose") : t("inspections.round"), required: own },
        { name: "inspector", label: t("inspections.inspector"), kind: "text", required: true, max: 100 },
        { name: "day", label: t("inspections.dayIfNotToday"), kind: "date" },
        { name: "summary", label: t("inspections.summary"), kind: "long", max: 2000 },
      ];
    }

    async function enter({ site, ...rest }) {
      const [enterprise, within] = site.split("/");
      const { id } = await reports.enterInspection(given({ ...rest, enterprise, site: within }));
      location.hash = `#/inspections/${id}`;
    }

    const row = (one) => [
      h("a", { href: `#/inspections/${one.id}` }, `${one.id} · ${one.day}`),
      t(`foundby.${one.kind}`),
      whose(one),
      one.inspector,
      one.withdrawn ? h("span", { class: "badge" }, t("inspections.withdrawn")) : t("inspections.found", { count: one.dangers, open: one.unrectified }),
      one.summary,
    ];

    return () => {
      const shown = [...(page.value.value?.items ?? []), ...older.value];
      return h("main", { class: "inspections" }, [
        h("h1", t("inspections.title")),
        h("p", { class: "detail" }, t("inspections.intro")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [
            h("span", t("inspections.kind")),
            h("select", { name: "kind", value: kind.value, onChange: (event) => (kind.value = event.target.value) }, [h("option", { value: "" }, t("inspections.any")), ...KINDS.map((one) => h("option", { value: one }, t(`foundby.${one}`)))]),
          ]),
          h("button", { class: "primary", "data-act": "enter", onClick: () => (open.value = true) }, t("inspections.enter")),
        ]),
        failed(page.failure.value),
        waiting(page),
        page.value.value && shown.length === 0 ? h("p", { class: "none" }, t("inspections.none")) : null,
        shown.length > 0
          ? table(t("inspections.title"), ["inspections.day", "inspections.kind", "inspections.where", "inspections.inspector", "inspections.dangers", "inspections.summary"].map((word) => t(word)), shown.map(row))
          : null,
        next.value ? h("button", { onClick: more }, t("list.more")) : null,
        open.value ? h(FormDialog, { title: t("inspections.enter"), fields: fields(), submit: enter, onDone: () => (open.value = false) }) : null,
      ]);
    };
  },
});

export const InspectionPage = defineComponent({
  props: ["id"],
  setup(props) {
    const page = reading(() => reports.inspection(props.id));
    const open = ref(null);
    const { siteOptions } = siteNames();
    const fact = (word, value) => (value ? h("div", { class: "fact" }, [h("dt", t(word)), h("dd", value)]) : null);

    function forms(one) {
      const own = state.me.role === "enterprise";
      if (one.withdrawn || (own && one.kind !== "self")) return [];
      const found = {
        act: "enter-danger",
        word: "inspections.addDanger",
        fields: () => dangerFields(one.site ? null : siteOptions()),
        submit: (values) => enterDanger(values, { inspection: one.id, ...given({ enterprise: one.enterprise, site: one.site }) }),
      };
      const measure = {
        act: "measure",
        word: "inspections.addMeasure",
        fields: () => [
          { name: "kind", label: t("inspections.measure"), kind: "choice", options: MEASURES.map((kind) => [kind, t(`measure.${kind}`)]), value: "stopped", required: true },
          { name: "people", label: t("inspections.people"), kind: "number", max: 10000 },
          { name: "note", label: t("dangers.note"), kind: "long", required: true, max: 1000 },
          { name: "day", label: t("dangers.day"), kind: "date" },
        ],
        submit: async ({ people, ...values }) => {
          await reports.noteMeasure(one.id, { ...given(values), ...(people === "" ? {} : { people: Number(people) }) });
          await page.read();
        },
      };
      const withdraw = {
        act: "withdraw",
        word: "inspections.withdraw",
        fields: () => [{ name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 }],
        submit: async ({ reason }) => {
          await reports.withdrawInspection(one.id, reason);
          await page.read();
        },
      };
      return one.kind === "department" && mayAct() ? [found, measure, withdraw] : [found, withdraw];
    }

    function content(one) {
      return [
        h("section", { class: "head" }, [
          h("h1", [h("span", `${t(`foundby.${one.kind}`)} · ${one.day}`), one.withdrawn ? h("span", { class: "badge" }, t("inspections.withdrawn")) : null]),
          h("div", { class: "actions" }, forms(one).map((form, i) => h("button", { class: i === 0 ? "primary" : null, "data-act": form.act, onClick: () => (open.value = form) }, t(form.word)))),
          h("dl", { class: "facts" }, [fact("inspections.where", whose(one)), fact("inspections.inspector", one.inspector), fact("inspections.summary", one.summary)]),
        ]),
        h("section", { class: "card" }, [h("h2", t("inspections.dangers")), one.found.length === 0 ? h("p", { class: "detail" }, t("inspections.noDangers")) : dangerTable(one.found)]),
        one.kind === "department"
          ? h("section", { class: "card" }, [
              h("h2", t("inspections.measures")),
              one.measures.length === 0
                ? h("p", { class: "detail" }, t("inspections.noMeasures"))
                : table(t("inspections.measures"), [t("inspections.day"), t("inspections.measure"), t("dangers.note")], one.measures.map((measure) => [measure.day, t(`measure.${measure.kind}`) + (measure.people ? ` · ${t("inspections.howMany", { count: measure.people })}` : ""), measure.note])),
            ])
          : null,
      ];
    }

    return () =>
      h("main", { class: "inspection-one" }, [
        h("a", { class: "back", href: "#/inspections" }, `← ${t("inspections.title")}`),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
        open.value ? h(FormDialog, { title: t(open.value.word), fields: open.value.fields(), submit: open.value.submit, onDone: () => (open.value = null) }) : null,
      ]);
  },
});
