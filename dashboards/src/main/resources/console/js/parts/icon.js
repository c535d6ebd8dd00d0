// The few signs beside words, drawn here: a machine in a duty room may lack the fonts that have them.
import { h } from "../../vendor/vue.js";

const PATHS = {
  flag: "M4 2h2v2h13l-3 5 3 5H6v8H4z",
  sound: "M3 9v6h4l6 5V4L7 9zM16 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13",
  silent: "M3 9v6h4l6 5V4L7 9zM16.5 9.5l5 5M21.5 9.5l-5 5",
  warn: "M12 2 23 21H1zM12 9v6M12 17.5v1.5",
  breach: "M12 3 22 20H2z",
  call: "M6 2h4l2 6-3 2c1 2.5 2.5 4 5 5l2-3 6 2v4c0 2-2 4-4 4C10 22 2 14 2 6c0-2 2-4 4-4z",
  answer: "M3 12.5 9 19 21 5.5",
  trouble: "M5 5 19 19M19 5 5 19",
  step: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
  report: "M5 2h10l4 4v16H5zM8 10h8M8 14h8M8 18h5",
};
const LINES = new Set(["sound", "silent", "warn", "answer", "trouble", "report"]);

export function Icon({ name }) {
  return h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: ["icon", LINES.has(name) ? "drawn" : "filled"] }, [h("path", { d: PATHS[name] })]);
}
Icon.props = ["name"];
