// The live list: what needs a hand first, then by level and age; and a search over those that are closed.
import { computed, defineComponent, h, onMounted, reactive, ref, watch } from "../../vendor/vue.js";
import { api } from "../api.js";
import { Row } from "../parts/row.js";
import { say, t } from "../speak.js";
import { openWarnings, stale, state } from "../state.js";

export { Badges, nextStep, number, unanswered, valueAgainstLimit } from "../parts/row.js";

const LEVELS = ["red", "orange", "yellow", "blue"];
const HAZARDS = ["gas", "slope", "power", "personnel", "video", "hazchem", "dust", "fire", "flood", "roof", "water", "seismic", "weather"];
const DRAWN = 60; // more rows than this nobody reads at once: they come on asking

// Kept while the reader looks at one warning and comes back.
const chosen = reactive({ level: "", site: "", hazard: "", drill: "", q: "" });

function fits(warning) {
  return (
    (!chosen.level || warning.level === chosen.level) &&
    (!chosen.site || `${warning.site.enterprise}/${warning.site.id}` === chosen.site) &&
    (!chosen.hazard || warning.hazard === chosen.hazard) &&
    (!chosen.drill || String(warning.drill) === chosen.drill)
  );
}

/** A heading with its rows, the first of many. */
const Group = defineComponent({
  props: ["title", "warnings", "name"],
  setup(props) {
    const drawn = ref(DRAWN);
    return () => {
      const { title, warnings, name } = props;
      if (warnings.length === 0) return null;
      const left = warnings.length - drawn.value;
      return h("section", { class: name }, [
        h("h2", [title, h("span", { class: "howmany" }, t("list.count", { count: warnings.length }))]),
        h("div", { class: "rows" }, warnings.slice(0, drawn.value).map((warning) => h(Row, { warning, key: warning.id }))),
        left > 0 ? h("button", { class: "further", onClick: () => (drawn.value += 2 * DRAWN) }, t("list.further", { count: left })) : null,
      ]);
    };
  },
});

function openList() {
  const shown = openWarnings.value.filter(fits);
  if (shown.length === 0) return [h("p", { class: "none" }, t(state.loaded ? (state.warnings.size > 0 ? "list.noneFits" : "list.none") : "warning.loading"))];
  const resting = shown.filter((warning) => warning.shelvedUntil && !warning.attention);
  const needing = shown.filter((warning) => warning.attention);
  const others = shown.filter((warning) => !warning.attention && !warning.shelvedUntil);
  return [
    h(Group, { key: "needing", title: t("list.needsHand"), warnings: needing, name: "needing" }),
    h(Group, { key: "others", title: t("list.open"), warnings: others, name: "others" }),
    h(Group, { key: "resting", title: t("list.resting"), warnings: resting, name: "resting" }),
  ];
}

export const WarningList = defineComponent({
  setup() {
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
        const page = await api.warnings({ ...chosen, state: "closed", limit: 50, after: more ? closedNext.value : null });
        closed.value = more ? [...closed.value, ...page.items] : page.items;
        closedNext.value = page.next;
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    watch(chosen, () => closed.value && readClosed(false));

    const choice = (name, any, options) =>
      h("label", { class: "choice" }, [
        h("span", t(`list.${name}`)),
        h("select", { name, value: chosen[name], onChange: (event) => (chosen[name] = event.target.value) }, [
          h("option", { value: "" }, t(any)),
          ...options.map(([value, text]) => h("option", { value }, text)),
        ]),
      ]);

    const search = () =>
      h("label", { class: "choice search" }, [
        h("span", t("list.search")),
        h("input", { type: "search", name: "q", value: chosen.q, maxlength: 100, placeholder: t("list.searchHint"), onChange: (event) => (chosen.q = event.target.value.trim()) }),
      ]);

    function filters() {
      return h("div", { class: "filters", role: "search" }, [
        choice("level", "list.anyLevel", LEVELS.map((level) => [level, t(`level.${level}`)])),
        choice("site", "list.anySite", sites.value.map((site) => [`${site.enterprise}/${site.id}`, say(site.name)])),
        choice("hazard", "list.anyHazard", HAZARDS.map((hazard) => [hazard, t(`hazard.${hazard}`)])),
        choice("drill", "list.anyDrill", [["false", t("list.noDrills")], ["true", t("list.onlyDrills")]]),
        closed.value ? search() : null,
        h("button", { onClick: () => (closed.value ? (closed.value = null) : readClosed(false)) }, t(closed.value ? "list.showOpen" : "list.showClosed")),
      ]);
    }

    function closedList() {
      if (closed.value.length === 0) return [h("p", { class: "none" }, t("list.noneClosed"))];
      return [
        h("section", { class: "closed" }, [
          h("h2", t("list.closed")),
          h("div", { class: "rows" }, closed.value.map((warning) => h(Row, { warning, key: warning.id }))),
        ]),
        closedNext.value ? h("button", { class: "further", onClick: () => readClosed(true) }, t("list.more")) : null,
      ];
    }

    return () =>
      h("main", { class: ["list", { stale: stale.value && state.loaded }] }, [
        h("h1", { class: "unseen" }, t(closed.value ? "list.closed" : "nav.warnings")),
        filters(),
        failure.value || state.error ? h("p", { class: "failure", role: "alert" }, failure.value || state.error) : null,
        ...(closed.value ? closedList() : openList()),
      ]);
  },
});
