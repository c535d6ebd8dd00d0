// The wall: the open warnings for a large screen, read from across the room. Nothing to press.
import { h } from "../../vendor/vue.js";
import { Level } from "../parts/level.js";
import { Ago, Badges, unanswered, valueAgainstLimit } from "../parts/row.js";
import { say, t, tOr } from "../speak.js";
import { openWarnings, stale, state } from "../state.js";
import { clock, now } from "../time.js";

const LEVELS = ["red", "orange", "yellow", "blue"];
const SHOWN = 5; // as many as fill a screen in this size

function count(level) {
  const warnings = openWarnings.value.filter((warning) => warning.level === level && !warning.drill);
  return h("li", { key: level, class: ["tally", { empty: warnings.length === 0 }] }, [
    h(Level, { level }),
    h("strong", warnings.length),
    h("span", t("wall.unanswered", { count: warnings.filter(unanswered).length })),
  ]);
}

function Line({ warning }) {
  return h("li", { class: ["wall-line", `edge-${warning.level}`] }, [
    h(Level, { level: warning.level }),
    h("span", { class: "wall-what" }, [
      h("strong", [say(warning.place), h(Badges, { warning })]),
      h("span", [say(warning.reason), " ", valueAgainstLimit(warning)]),
    ]),
    h("span", { class: "wall-how" }, [
      h(Ago, { at: warning.openedAt }),
      h("span", { class: { needs: warning.attention || unanswered(warning) } }, warning.attention ? tOr(`attention.${warning.attention}`, warning.attention) : t(`state.${warning.state}`)),
    ]),
  ]);
}
Line.props = ["warning"];

function Clock() {
  return h("time", { class: "wall-clock" }, clock(new Date(now.value).toISOString()));
}

export function WallPage() {
  const waiting = openWarnings.value.filter((warning) => warning.attention);
  const others = openWarnings.value.filter((warning) => !warning.attention && !warning.shelvedUntil);
  const shown = [...waiting, ...others].slice(0, SHOWN);
  const left = waiting.length + others.length - shown.length;
  return h("main", { class: ["wall", { stale: stale.value && state.loaded }] }, [
    h("h1", { class: "unseen" }, t("wall.nav")),
    h("div", { class: "wall-top" }, [h("ol", { class: "tallies" }, LEVELS.map(count)), h(Clock)]),
    shown.length === 0 ? h("p", { class: "wall-none" }, t(state.loaded ? "list.none" : "warning.loading")) : h("ol", { class: "wall-lines" }, shown.map((warning) => h(Line, { warning, key: warning.id }))),
    left > 0 ? h("p", { class: "wall-left" }, t("wall.left", { count: left })) : null,
  ]);
}
