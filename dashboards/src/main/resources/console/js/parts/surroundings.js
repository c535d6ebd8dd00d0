// What stands around a warning: what to do and where it is written, the people there, the points beside, what cameras saw.
import { h } from "../../vendor/vue.js";
import { say, t, tOr } from "../speak.js";
import { clock } from "../time.js";
import { number } from "./row.js";

function Rule({ rule }) {
  if (!rule) return null;
  return h("section", { class: "card advice" }, [
    h("h2", t("around.advice")),
    h("p", { class: "do" }, say(rule.advice)),
    h("p", { class: "detail" }, t("around.rule", { title: say(rule.title), clause: rule.clause, version: rule.version })),
  ]);
}
Rule.props = ["rule"];

function people(around) {
  if (!around.people) return h("p", { class: "detail" }, t("around.noHistory"));
  const { zone, site, sos } = around.people;
  return h("dl", { class: "facts" }, [
    zone === null ? null : h("div", { class: ["fact big", { needs: zone > 0 }] }, [h("dt", t("around.inZone", { zone: say(around.zoneName) })), h("dd", t("around.count", { count: zone }))]),
    h("div", { class: "fact big" }, [h("dt", t("around.inSite")), h("dd", t("around.count", { count: site }))]),
    sos > 0 ? h("div", { class: "fact big needs" }, [h("dt", t("around.sos")), h("dd", t("around.count", { count: sos }))]) : null,
  ]);
}

function reading(neighbour) {
  if (!neighbour.known) return t("around.unknown");
  return neighbour.value === null ? t("around.silent") : `${number(neighbour.value)} ${neighbour.unit}`;
}

function neighbours(around, zone) {
  if (around.neighbours.length === 0) return h("p", { class: "detail" }, t("around.noNeighbours"));
  return h(
    "ul",
    { class: "neighbours" },
    around.neighbours.map((one) =>
      h("li", { key: `${one.device} ${one.point}` }, [
        h("span", `${say(one.deviceName)} · ${say(one.name)}`),
        h("strong", { class: { silent: one.value === null } }, reading(one)),
        h("span", { class: "detail" }, one.at ? clock(one.at, zone) : ""),
      ]),
    ),
  );
}

/** Only addresses of the web are made a link: what a camera sends is not trusted. */
function snapshot(address) {
  if (!/^https?:/i.test(address)) return null;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, t("around.snapshot"));
}

function scenes(around, zone) {
  if (!around.scenes) return h("p", { class: "detail" }, t("around.noHistory"));
  if (around.scenes.length === 0) return h("p", { class: "detail" }, t("around.noScenes"));
  return h(
    "ul",
    { class: "neighbours" },
    around.scenes.map((scene) =>
      h("li", { key: `${scene.device} ${scene.type} ${scene.at}` }, [
        h("span", `${tOr(`scene.${scene.type}`, scene.type)} · ${say(scene.deviceName)} · ${Math.round(scene.confidence * 100)}%`),
        snapshot(scene.snapshot) ?? h("span", ""),
        h("span", { class: "detail" }, clock(scene.at, zone)),
      ]),
    ),
  );
}

export function Surroundings({ around, zone }) {
  if (!around) return null;
  return [
    h(Rule, { rule: around.rule }),
    h("section", { class: "card" }, [h("h2", t("around.people")), people(around)]),
    h("section", { class: "card" }, [h("h2", t("around.neighbours")), neighbours(around, zone)]),
    h("section", { class: "card" }, [h("h2", t("around.scenes")), scenes(around, zone)]),
  ];
}
Surroundings.props = ["around", "zone"];
