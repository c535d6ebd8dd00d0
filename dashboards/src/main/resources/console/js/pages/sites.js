// Every site by the level of its gravest open warning, each as a drawing of its zones with how many people are there.
import { defineComponent, h, onBeforeUnmount, onMounted, reactive, ref } from "../../vendor/vue.js";
import { api, Problem } from "../api.js";
import { surroundings } from "../api/surroundings.js";
import { Level } from "../parts/level.js";
import { say, t, tOr } from "../speak.js";
import { openWarnings, rank, stale, state } from "../state.js";
import { clock } from "../time.js";

const COUNT_MILLIS = 15_000;

export const keyOf = (site) => `${site.enterprise}/${site.id}`;

/** Open warnings of a site that are no drills, gravest first. */
function warningsOf(site) {
  return openWarnings.value
    .filter((warning) => !warning.drill && keyOf(warning.site) === keyOf(site))
    .sort((a, b) => rank(b.level) - rank(a.level));
}

/** The gravest level of a zone's open breaches, or null. */
function levelOf(zone, warnings) {
  const levels = warnings.flatMap((warning) => warning.zones ?? []).filter((found) => found.zone === zone).map((found) => found.level);
  return levels.sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

function heads(count, zone) {
  if (!count) return t("sites.unknown");
  return t("around.count", { count: count.zones.find((found) => found.zone === zone)?.people ?? 0 });
}

function Zone({ zone, level, count }) {
  return h("li", { class: ["zone", level ? `edge-${level}` : "calm"] }, [
    h("strong", say(zone.name)),
    level ? h(Level, { level }) : h("span", { class: "detail" }, t("sites.calm")),
    h("span", { class: ["heads", { needs: level && count?.zones.some((found) => found.zone === zone.id && found.people > 0) }] }, heads(count, zone.id)),
  ]);
}
Zone.props = ["zone", "level", "count"];

function Site({ site, count }) {
  const warnings = warningsOf(site);
  return h("section", { class: ["card site", warnings[0] ? `edge-${warnings[0].level}` : ""] }, [
    h("h2", [warnings[0] ? h(Level, { level: warnings[0].level }) : null, h("span", `${say(site.enterpriseName)} · ${say(site.name)}`)]),
    h("p", { class: "detail" }, [
      count ? t("sites.total", { count: count.total, time: clock(count.at, site.timeZone) }) : t("sites.noCount"),
      count?.sos ? h("strong", { class: "needs" }, ` ${t("sites.sos", { count: count.sos })}`) : null,
    ]),
    site.zones.length > 0
      ? h("ul", { class: "zones" }, site.zones.map((zone) => h(Zone, { key: zone.id, zone, level: levelOf(zone.id, warnings), count })))
      : null,
    h(
      "ul",
      { class: "site-warnings" },
      warnings.map((warning) =>
        h("li", { key: warning.id }, h("a", { href: `#/warnings/${encodeURIComponent(warning.id)}` }, [h(Level, { level: warning.level }), ` ${tOr(`hazard.${warning.hazard}`, warning.hazard)} · ${say(warning.reason)}`])),
      ),
    ),
  ]);
}
Site.props = ["site", "count"];

export const SitesPage = defineComponent({
  setup() {
    const sites = ref(null);
    const counts = reactive(new Map());
    const failure = ref("");
    let timer = 0;
    let gone = false;

    async function count() {
      for (const site of sites.value ?? []) {
        if (gone) return;
        try {
          counts.set(keyOf(site), await surroundings.headcount(site.enterprise, site.id));
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          counts.delete(keyOf(site)); // unknown is not nobody
        }
      }
      if (!gone) timer = setTimeout(count, COUNT_MILLIS);
    }

    onMounted(async () => {
      try {
        sites.value = (await api.sites()).items;
        count();
      } catch (problem) {
        failure.value = problem.message;
      }
    });
    onBeforeUnmount(() => {
      gone = true;
      clearTimeout(timer);
    });

    const gravest = (site) => rank(warningsOf(site)[0]?.level);
    return () =>
      h("main", { class: ["sites", { stale: stale.value && state.loaded }] }, [
        h("h1", t("sites.nav")),
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        sites.value === null && !failure.value ? h("p", { class: "none" }, t("warning.loading")) : null,
        sites.value?.length === 0 ? h("p", { class: "none" }, t("sites.none")) : null,
        h("div", { class: "site-grid" }, [...(sites.value ?? [])].sort((a, b) => gravest(b) - gravest(a)).map((site) => h(Site, { key: keyOf(site), site, count: counts.get(keyOf(site)) }))),
      ]);
  },
});
