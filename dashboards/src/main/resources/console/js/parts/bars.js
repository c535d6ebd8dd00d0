// How many of something in each stretch of time, as bars.
import { h } from "../../vendor/vue.js";
import { t } from "../speak.js";

const WIDTH = 1000;
const HEIGHT = 180;

/** bars: [milliseconds, count]; those without any may be left out. */
export function Bars({ bars, from, to, seconds, label }) {
  const begin = Date.parse(from);
  const span = Math.max(1, Date.parse(to) - begin);
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const width = Math.max(2, (seconds * 1000 * WIDTH) / span - 1);
  return h("figure", { class: "bars" }, [
    h("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label }, [
      h("line", { x1: 0, y1: HEIGHT - 1, x2: WIDTH, y2: HEIGHT - 1 }),
      ...bars.map(([at, count]) => {
        const height = (count / most) * (HEIGHT - 6);
        return h("rect", { x: Math.max(0, ((at - begin) * WIDTH) / span), y: HEIGHT - 1 - height, width, height });
      }),
    ]),
    h("figcaption", { class: "detail" }, t("load.most", { count: bars.length === 0 ? 0 : most })),
  ]);
}
Bars.props = ["bars", "from", "to", "seconds", "label"];
