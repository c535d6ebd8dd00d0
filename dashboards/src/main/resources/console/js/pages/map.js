// Sites by level on an outline of the county, with the rescue teams and stores around them.
import { computed, defineComponent, h, reactive } from "../../vendor/vue.js";
import { api } from "../api.js";
import { map } from "../api/map.js";
import { Ground, SIGNS } from "../parts/ground.js";
import { Icon } from "../parts/icon.js";
import { Level } from "../parts/level.js";
import { frameOf, kilometres, mercator, placeOf, plain, widened, within } from "../parts/projection.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { say, t, tOr } from "../speak.js";
import { openWarnings, rank, stale, state } from "../state.js";
import { keyOf } from "./sites.js";

const LEVELS = ["red", "orange", "yellow", "blue"];
const LEAST_DEGREES = 0.05; // one site alone is not drawn as if it filled the world
const BEYOND = 0.3; // of the outline's length: so far outside a site is still drawn

// Kept while the reader looks at something else.
const shown = reactive({ rescue: true, store: true });

const addressOf = (warning) => `#/warnings/${encodeURIComponent(warning.id)}`;
const fullName = (site) => `${say(site.enterpriseName)} · ${say(site.name)}`;
const hazardOf = (warning) => tOr(`hazard.${warning.hazard}`, warning.hazard);

/** Open warnings that are no drills by site, gravest first. */
const warningsBySite = computed(() => {
  const found = new Map();
  for (const warning of openWarnings.value) {
    if (warning.drill) continue;
    const key = keyOf(warning.site);
    found.set(key, [...(found.get(key) ?? []), warning]);
  }
  for (const warnings of found.values()) warnings.sort((a, b) => rank(b.level) - rank(a.level));
  return found;
});
const warningsOf = (site) => warningsBySite.value.get(keyOf(site)) ?? [];
const gravity = (site) => rank(warningsOf(site)[0]?.level);

/** What the drawing shows whole, and how; null where there is nothing to draw. */
function layoutOf({ ground, sites }) {
  const corners = ground.areas.flatMap((area) => area.rings.flat());
  const places = sites.map((site) => placeOf(site.attributes)).filter(Boolean);
  const drawn = corners.length > 0 ? corners : [...places, ...ground.posts.map((post) => [post.lon, post.lat])];
  const degrees = frameOf(drawn);
  if (!degrees) return null;
  const latitude = (degrees.top + degrees.bottom) / 2;
  const project = ground.tiles ? mercator : plain(latitude);
  const frame = widened(frameOf(drawn.map(project)), 0, LEAST_DEGREES);
  return { project, frame, edge: widened(frame, BEYOND, 0), shrink: ground.tiles ? Math.cos((latitude * Math.PI) / 180) : 1 };
}

/** Where a site is, or why it is not drawn. */
function standing(site, layout) {
  const place = placeOf(site.attributes);
  if (place === null) return { site, why: "none" };
  if (place === undefined) return { site, why: "bad" };
  const at = layout.project(place);
  return within(layout.edge, at) ? { site, place, at } : { site, why: "outside" };
}

function signOf({ site, at }, alone) {
  const warnings = warningsOf(site);
  const level = warnings[0]?.level;
  const what = level ? warnings.map((warning) => `${t(`level.${warning.level}`)} ${hazardOf(warning)} ${say(warning.reason)}`).join("; ") : t("sites.calm");
  return {
    key: keyOf(site),
    kind: level ?? "calm",
    level,
    at,
    name: alone ? say(site.enterpriseName) : fullName(site),
    title: `${fullName(site)}: ${what}`,
    href: warnings.length > 0 ? addressOf(warnings[0]) : "#/sites",
  };
}

const telephone = (post) => `tel:${post.phone.replace(/[ -]/g, "")}`;

function postSign(post, layout) {
  return { key: `${post.kind} ${post.phone} ${post.lon} ${post.lat}`, kind: post.kind, at: layout.project([post.lon, post.lat]), name: say(post.name), title: `${t(`map.${post.kind}`)}: ${say(post.name)}, ${t("map.call", { phone: post.phone })}`, href: telephone(post) };
}

function Site({ found }) {
  const { site, why } = found;
  const warnings = warningsOf(site);
  const value = (name) => site.attributes[name]?.slice(0, 20) || t("map.missing");
  return h("li", { class: ["card map-site", warnings[0] ? `edge-${warnings[0].level}` : ""] }, [
    h("h3", [warnings[0] ? h(Level, { level: warnings[0].level }) : null, fullName(site)]),
    warnings.length === 0 ? h("p", { class: "detail" }, t("sites.calm")) : null,
    why ? h("p", { class: "notice" }, t(`map.place-${why}`, { lat: value("lat"), lon: value("lon") })) : null,
    h("ul", warnings.map((warning) => h("li", { key: warning.id }, h("a", { href: addressOf(warning) }, [h(Level, { level: warning.level }), ` ${hazardOf(warning)} · ${say(warning.reason)}`])))),
  ]);
}
Site.props = ["found"];

function length(distance) {
  const rounded = distance < 10 ? Math.round(distance * 10) / 10 : Math.round(distance);
  return t("map.kilometres", { count: rounded });
}

function Post({ post, from }) {
  return h("li", { class: "card map-post" }, [
    h("h3", [h("svg", { viewBox: "0 0 24 24", class: ["post-sign", post.kind], "aria-hidden": "true" }, [h("path", { d: SIGNS[post.kind] })]), say(post.name)]),
    h("p", { class: "detail" }, [t(`map.${post.kind}`), from ? ` · ${t("map.distance", { site: say(from.site.name), length: length(kilometres(from.place, [post.lon, post.lat])) })}` : ""]),
    h("a", { class: "phone", href: telephone(post) }, [h(Icon, { name: "call" }), t("map.call", { phone: post.phone })]),
  ]);
}
Post.props = ["post", "from"];

function Legend({ kinds }) {
  const sign = (kind, word) => h("li", [h("svg", { viewBox: "0 0 24 24", class: ["post-sign", kind], "aria-hidden": "true" }, [h("path", { d: SIGNS[kind] })]), word]);
  return h("ul", { class: "legend", "aria-label": t("map.legend") }, [
    ...LEVELS.map((level) => h("li", h(Level, { level }))),
    sign("calm", t("sites.calm")),
    ...kinds.map((kind) => sign(kind, t(`map.${kind}`))),
  ]);
}
Legend.props = ["kinds"];

/** What could not be drawn is counted, never dropped in silence. */
function leftOut(sites) {
  const count = (why) => sites.filter((found) => found.why === why).length;
  const all = sites.filter((found) => found.why).length;
  return all > 0 ? h("p", { class: "notice map-left" }, t("map.left", { count: all, none: count("none"), bad: count("bad"), outside: count("outside") })) : null;
}

export const MapPage = defineComponent({
  setup() {
    const page = reading(async () => {
      const [ground, sites] = await Promise.all([map.ground(), api.sites()]);
      return { ground, sites: sites.items };
    });
    const layout = computed(() => (page.value.value ? layoutOf(page.value.value) : null));

    const layer = (kind) =>
      h("label", { class: "choice" }, [h("input", { type: "checkbox", name: kind, checked: shown[kind], onChange: (event) => (shown[kind] = event.target.checked) }), h("span", t(`map.${kind}`))]);

    function content({ ground, sites }) {
      const found = sites.map((site) => (layout.value ? standing(site, layout.value) : { site, why: placeOf(site.attributes) === null ? "none" : "bad" })).sort((a, b) => gravity(b.site) - gravity(a.site));
      if (!layout.value && sites.length === 0) return [h("p", { class: "none" }, t("map.none"))];
      const drawn = found.filter((one) => one.at);
      const from = drawn.find((one) => warningsOf(one.site).length > 0);
      const away = (post) => (from ? kilometres(from.place, [post.lon, post.lat]) : 0);
      const posts = ground.posts.filter((post) => shown[post.kind]).sort((a, b) => away(a) - away(b));
      const kinds = ["rescue", "store"].filter((kind) => ground.posts.some((post) => post.kind === kind));
      const alone = (site) => sites.filter((one) => one.enterprise === site.enterprise).length === 1;
      const signs = () => [...posts.map((post) => postSign(post, layout.value)), ...drawn.map((one) => signOf(one, alone(one.site))).reverse()];
      return [
        kinds.length > 0 ? h("div", { class: "filters layers", role: "group", "aria-label": t("map.layers") }, [h("span", { class: "detail" }, t("map.layers")), ...kinds.map(layer)]) : null,
        leftOut(found),
        h("div", { class: "map-columns" }, [
          h("div", [
            layout.value ? h(Ground, { areas: ground.areas, tiles: ground.tiles, frame: layout.value.frame, project: layout.value.project, shrink: layout.value.shrink, signs: signs() }) : null,
            h("p", { class: "detail" }, ground.title ? say(ground.title) : ground.areas.length === 0 && !ground.tiles ? t("map.noOutline") : ""),
            h(Legend, { kinds }),
          ]),
          h("div", [
            h("section", [h("h2", t("map.sites")), h("ul", { class: "map-sites" }, found.map((one) => h(Site, { key: keyOf(one.site), found: one })))]),
            posts.length > 0 ? h("section", [h("h2", t("map.posts")), h("ul", { class: "map-posts" }, posts.map((post) => h(Post, { key: `${post.kind} ${post.phone} ${post.lon} ${post.lat}`, post, from })))]) : null,
          ]),
        ]),
      ];
    }

    return () =>
      h("main", { class: ["map", { stale: stale.value && state.loaded }] }, [
        h("h1", t("map.nav")),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
      ]);
  },
});
