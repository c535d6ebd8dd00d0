// Drills: starting one, its figures while it runs, and its report of who answered in how long.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { Level } from "../parts/level.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { dateTime, duration } from "../time.js";

const AGAIN_MILLIS = 5_000;
const LEVELS = ["red", "orange", "yellow", "blue"];
const HAZARDS = ["gas", "slope", "power", "personnel", "video", "hazchem", "dust", "fire", "flood", "roof", "water", "seismic", "weather"];

const seconds = (value) => (value === null || value === undefined ? "—" : duration(Math.round(value) * 1000));

export const DrillsPage = defineComponent({
  setup() {
    const { siteName, siteOptions } = siteNames();
    const page = reading(duty.drills, AGAIN_MILLIS);
    const starting = ref(false);

    const fields = () => [
      { name: "site", label: t("list.site"), kind: "choice", options: siteOptions(), hint: t("duty.choose"), required: true },
      { name: "hazard", label: t("drills.hazard"), kind: "choice", options: HAZARDS.map((hazard) => [hazard, t(`hazard.${hazard}`)]), value: "gas", required: true },
      { name: "level", label: t("list.level"), kind: "choice", options: LEVELS.map((level) => [level, t(`level.${level}`)]), value: "red", required: true },
      { name: "scenario", label: t("drills.scenario"), kind: "long", required: true, max: 200 },
    ];

    const row = (drill) => [
      h(Level, { level: drill.level }),
      h("a", { href: `#/drills/${encodeURIComponent(drill.id)}` }, drill.scenario),
      siteName(drill.site),
      tOr(`hazard.${drill.hazard}`, drill.hazard),
      dateTime(drill.openedAt),
      t(`state.${drill.state}`),
      t("drills.answered", { answered: drill.answered, called: drill.called }),
    ];

    return () =>
      h("main", { class: "drills" }, [
        h("h1", t("drills.title")),
        h("p", { class: "detail" }, t("drills.intro")),
        h("div", { class: "actions" }, [h("button", { class: "primary", "data-act": "start", onClick: () => (starting.value = true) }, t("drills.start"))]),
        failed(page.failure.value),
        waiting(page),
        page.value.value?.items.length === 0 ? h("p", { class: "none" }, t("drills.none")) : null,
        page.value.value?.items.length
          ? table(t("drills.title"), [t("list.level"), t("drills.scenario"), t("list.site"), t("drills.hazard"), t("drills.startedAt"), t("drills.state"), t("drills.answers")], page.value.value.items.map(row))
          : null,
        starting.value
          ? h(FormDialog, {
              title: t("drills.start"),
              fields: fields(),
              submit: async (order) => {
                const { id } = await duty.startDrill(order);
                location.hash = `#/drills/${encodeURIComponent(id)}`;
              },
              onDone: () => (starting.value = false),
            })
          : null,
      ]);
  },
});

export const DrillPage = defineComponent({
  props: ["id"],
  setup(props) {
    const page = reading(async () => {
      const [figures, drills] = await Promise.all([duty.figures(props.id), duty.drills()]);
      return { figures, drill: drills.items.find((one) => one.id === props.id) };
    }, AGAIN_MILLIS);
    const { siteName } = siteNames();
    const fact = (word, value) => h("div", { class: "fact big" }, [h("dt", t(word)), h("dd", value)]);

    function content({ figures, drill }) {
      return [
        drill ? h("section", { class: ["head", `edge-${drill.level}`] }, [h("h1", [h(Level, { level: drill.level, large: true }), h("span", drill.scenario), h("span", { class: "badge drill" }, t("drill"))]), h("p", { class: "standing" }, [h("strong", t(`state.${drill.state}`)), h("span", siteName(drill.site)), h("span", dateTime(drill.openedAt))])]) : null,
        h("dl", { class: "facts card" }, [
          fact("drills.called", String(figures.called)),
          fact("drills.handedOver", String(figures.handedOver)),
          fact("drills.reached", String(figures.reached)),
          fact("drills.answeredCount", String(figures.answered)),
          fact("drills.allCalled", seconds(figures.allCalledAfterSeconds)),
          fact("drills.median", seconds(figures.answerMedianSeconds)),
          fact("drills.ninety", seconds(figures.answerP90Seconds)),
        ]),
        h("div", { class: "actions" }, [h("a", { href: `#/warnings/${encodeURIComponent(props.id)}` }, t("drills.open"))]),
        h("h2", t("drills.who")),
        table(t("drills.who"), [t("people.name"), t("people.post"), t("drills.attempts"), t("drills.calledAt"), t("drills.reachedAfter"), t("drills.answeredAfter"), t("drills.reportedAfter")], figures.people.map((person) => [
          person.name,
          person.post,
          String(person.attempts),
          dateTime(person.calledAt),
          seconds(person.reachedAfterSeconds),
          figures.unanswered.includes(person.person) ? h("span", { class: "needs" }, t("drills.notAnswered")) : seconds(person.answeredAfterSeconds),
          seconds(person.reportedAfterSeconds),
        ])),
      ];
    }
    return () => h("main", { class: "drill-one" }, [h("a", { class: "back", href: "#/drills" }, `← ${t("drills.title")}`), failed(page.failure.value), waiting(page), ...(page.value.value ? content(page.value.value) : [])]);
  },
});
