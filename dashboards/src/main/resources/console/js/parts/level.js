// The level as word, shape and colour together, so that colour is never the only sign.
import { h } from "../../vendor/vue.js";
import { t } from "../speak.js";

export const SHAPES = {
  red: "M7 1h10l6 6v10l-6 6H7l-6-6V7z", // octagon, as a stop sign
  orange: "M12 1 23.5 22H.5z", // triangle
  yellow: "M12 .5 23.5 12 12 23.5.5 12z", // diamond
  blue: "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z", // circle
};

export function Level({ level, large = false }) {
  return h("span", { class: ["level", `level-${level}`, { large }] }, [
    h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "shape" }, [h("path", { d: SHAPES[level] })]),
    h("span", { class: "word" }, t(`level.${level}`)),
  ]);
}
Level.props = ["level", "large"];
