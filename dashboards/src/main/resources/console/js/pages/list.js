// The live list: what needs a hand first, then by level and age.
import { computed, defineComponent, h, onMounted, ref, watch } from "../../vendor/vue.js";
import { api } from "../api.js";
import { Icon } from "../parts/icon.js";
import { Level } from "../parts/level.js";
import { say, t, tOr } from "../speak.js";
import { openWarnings, stale, state } from "../state.js";
import { ago, clock, left, now } from "../time.js";

const LEVELS = ["red", "orange", "yellow", "blue"];

export function number(value) {
  return value === null || value === undefined ? "" : String(Number(value.toPrecision(6)));
}

/** "1.62 %CH4 (limit 1.5)", or nothing where a breach has no value. */
export function valueAgainstLimit({ value, limit, unit }) {
  if (value === null || value === undefined) return "";
  if (limit === null || limit === undefined) return `${number(value)} ${unit}`;
  return t("list.valueLimit", { value: number(value), unit, limit: number(limit) });
}

export function unanswered(warning) {
  return warning.state === "open" || warning.state === "cleared-unanswered";
}

function where(warning) {
  return `${say(warning.site.enterpriseName)} · ${say(warning.place)}`;
}

function chase(warning) {
  if (!unanswered(warning) || !warning.tiers) return null;
  const step = t("list.tier", { tier: warning.tier, tiers: warning.tiers });
  const next = nextStep(warning);
  return h("span", { class: "chase" }, next ? `${step} · ${next}` : step);
}

/** When escalation looks at it next, while people are being called. */
export function nextStep(warning) {
  if (!unanswered(warning) || !warning.nextStepAt || Date.parse(warning.nextStepAt) <= now.value) return null;
  return t(warning.tier < warning.tiers ? "list.next" : "list.nextStep", { left: left(warning.nextStepAt) });
}

export function Badges({ warning }) {
  return [
    warning.drill ? h("span", { class: "badge drill" }, t("drill")) : null,
    warning.shelvedUntil && Date.parse(warning.shelvedUntil) > now.value
      ? h("span", { class: "badge" }, t("shelved", { time: clock(warning.shelvedUntil, warning.site.timeZone) }))
      : null,
  ];
}
Badges.props = ["warning"];

function Row({ warning }) {
  return h("a", { class: ["row", `edge-${warning.level}`], href: `#/warnings/${encodeURIComponent(warning.id)}` }, [
    h(Level, { level: warning.level, large: true }),
    h("span", { class: "main" }, [
      h("span", { class: "headline" }, [say(warning.reason), h(Badges, { warning })]),
      h("span", { class: "where" }, `${where(warning)} · ${tOr(`hazard.${warning.hazard}`, warning.hazard)}`),
    ]),
    h("span", { class: "figures" }, [
      h("span", { class: "figure" }, valueAgainstLimit(warning)),
      h("span", { class: "count" }, warning.openBreaches > 1 ? t("list.breaches", { count: warning.openBreaches }) : ""),
    ]),
    h("span", { class: "progress" }, [
      warning.attention ? h("span", { class: "needs" }, [h(Icon, { name: "flag" }), t(`attention.${warning.attention}`)]) : null,
      h("span", { class: ["state", { waiting: unanswered(warning) }] }, t(`state.${warning.state}`)),
      chase(warning),
    ]),
    h("span", { class: "age" }, [
      h("span", { class: "ago" }, ago(warning.openedAt)),
      h("span", { class: "at" }, clock(warning.openedAt, warning.site.timeZone)),
    ]),
  ]);
}
Row.props = ["warning"];

function group(title, warnings, className) {
  if (warnings.length === 0) return null;
  return h("section", { class: className }, [
    h("h2", [title, h("span", { class: "howmany" }, t("list.count", { count: warnings.length }))]),
    h("div", { class: "rows" }, warnings.map((warning) => h(Row, { warning, key: warning.id }))),
  ]);
}

export const WarningList = defineComponent({
  setup() {
    const level = ref("");
    const site = ref("");
    const sites = ref([]);
    const closed = ref(null); // null: open ones are shown
    const closedNext = ref(null);
    const failure = ref("");

    onMounted(async () => {
      try {
        sites.value = (await api.sites()).items;
      } catch (problem) {
        failure.value = problem.message;
      }
    });

    async function readClosed(more) {
      try {
        const page = await api.warnings({ state: "closed", level: level.value, site: site.value, limit: 50, after: more ? closedNext.value : null });
        closed.value = more ? [...closed.value, ...page.items] : page.items;
        closedNext.value = page.next;
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    watch([level, site], () => closed.value && readClosed(false));

    const shown = computed(() =>
      openWarnings.value.filter(
        (warning) =>
          (!level.value || warning.level === level.value) &&
          (!site.value || `${warning.site.enterprise}/${warning.site.id}` === site.value),
      ),
    );

    const choice = (word, model, any, options) =>
      h("label", { class: "choice" }, [
        h("span", t(word)),
        h("select", { value: model.value, onChange: (event) => (model.value = event.target.value) }, [
          h("option", { value: "" }, t(any)),
          ...options.map(([value, text]) => h("option", { value }, text)),
        ]),
      ]);

    function filters() {
      return h("div", { class: "filters" }, [
        choice("list.level", level, "list.anyLevel", LEVELS.map((l) => [l, t(`level.${l}`)])),
        choice("list.site", site, "list.anySite", sites.value.map((s) => [`${s.enterprise}/${s.id}`, say(s.name)])),
        h("button", { onClick: () => (closed.value ? (closed.value = null) : readClosed(false)) }, t(closed.value ? "list.showOpen" : "list.showClosed")),
      ]);
    }

    function openList() {
      const needing = shown.value.filter((warning) => warning.attention);
      const others = shown.value.filter((warning) => !warning.attention);
      if (shown.value.length === 0) return [h("p", { class: "none" }, t(state.loaded ? "list.none" : "warning.loading"))];
      return [group(t("list.needsHand"), needing, "needing"), group(t("list.open"), others, "others")];
    }

    function closedList() {
      if (closed.value.length === 0) return [h("p", { class: "none" }, t("list.noneClosed"))];
      return [
        group(t("list.closed"), closed.value, "closed"),
        closedNext.value ? h("button", { onClick: () => readClosed(true) }, t("list.more")) : null,
      ];
    }

    return () =>
      h("main", { class: ["list", { stale: stale.value && state.loaded }] }, [
        filters(),
        failure.value || state.error ? h("p", { class: "failure", role: "alert" }, failure.value || state.error) : null,
        ...(closed.value ? closedList() : openList()),
      ]);
  },
});
