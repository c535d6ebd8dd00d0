// The drawing of the map: outline, tiles under it, signs on it. It is moved with the mouse or a finger and made larger with buttons.
import { computed, defineComponent, h, onBeforeUnmount, onMounted, reactive, ref } from "../../vendor/vue.js";
import { say, t } from "../speak.js";
import { placeLabels } from "./labels.js";
import { SHAPES } from "./level.js";
import { ruler, tilesOf } from "./projection.js";

const UNITS = 1e7; // of a path's numbers in the width of the world: few digits, and precise to metres
const MOST_ZOOM = 64;
const PADDING = 26;
const SIGN = 15; // half the size of a sign
const MOVED = 6; // from so many pixels on it is no click

/** Signs of what is no level, in the same 24 by 24. */
export const SIGNS = {
  calm: "M5 5h14v14H5z", // square
  rescue: "M9 2h6v7h7v6h-7v7H9v-7H2V9h7z", // cross
  store: "M12 2 22 10v12H2V10z", // house
};

/** Where the buttons and the ruler lie over the drawing. */
const buttons = (width, height) => [
  { left: width - 76, top: 0, right: width, bottom: 156 },
  { left: 0, top: height - 44, right: 180, bottom: height },
];

function path(rings, project, middle) {
  const number = (value) => Math.round(value * UNITS);
  return rings
    .map((ring) => "M" + ring.map(project).map(([x, y]) => `${number(x - middle.x)} ${number(y - middle.y)}`).join("L") + "Z")
    .join("");
}

/** The middle of the longest ring's frame is good enough for a name. */
function middleOf(rings, project) {
  const points = rings.reduce((longest, ring) => (ring.length > longest.length ? ring : longest)).map(project);
  const mid = (values) => (Math.min(...values) + Math.max(...values)) / 2;
  return [mid(points.map(([x]) => x)), mid(points.map(([, y]) => y))];
}

function Sign({ sign, at, label, name, level }) {
  return h("a", { href: sign.href, class: ["sign", sign.kind], "aria-label": sign.title, draggable: "false", "data-key": sign.key }, [
    h("title", sign.title),
    h("circle", { class: "touch", cx: at[0], cy: at[1], r: 22 }),
    h("path", { d: SHAPES[sign.kind] ?? SIGNS[sign.kind], transform: `translate(${at[0] - SIGN} ${at[1] - SIGN}) scale(${SIGN / 12})`, class: ["shape", level ? `level-${level}` : ""] }),
    label ? h("text", { ...label, class: level ? `level-${level}` : "" }, name) : null,
  ]);
}
Sign.props = ["sign", "at", "label", "name", "level"];

/**
 * areas: as the server tells them. frame: what is shown whole. project: from degrees to the plane. shrink: how much shorter a
 * kilometre is on the earth than on the plane. signs: {key, kind, level, at on the plane, name, title, href}, the least first.
 */
export const Ground = defineComponent({
  props: ["areas", "tiles", "frame", "project", "shrink", "signs"],
  setup(props) {
    const box = ref(null);
    const size = reactive({ width: 0, height: 0 });
    const moved = reactive({ zoom: 1, x: 0, y: 0 }); // from the whole
    const missing = ref(false);
    let grip = null;
    let dragged = false;

    const middle = computed(() => ({ x: (props.frame.left + props.frame.right) / 2, y: (props.frame.top + props.frame.bottom) / 2 }));
    const view = computed(() => {
      const wide = Math.max(1, size.width - 2 * PADDING) / (props.frame.right - props.frame.left);
      const high = Math.max(1, size.height - 2 * PADDING) / (props.frame.bottom - props.frame.top);
      return { ...size, scale: Math.min(wide, high) * moved.zoom, x: middle.value.x + moved.x, y: middle.value.y + moved.y };
    });
    const onPage = ([x, y]) => [view.value.width / 2 + (x - view.value.x) * view.value.scale, view.value.height / 2 + (y - view.value.y) * view.value.scale];

    const outline = computed(() => props.areas.map((area) => ({ d: path(area.rings, props.project, middle.value), name: area.name, at: middleOf(area.rings, props.project) })));

    function moveTo(x, y) {
      const bounded = (value, half) => Math.max(-half, Math.min(half, value));
      moved.x = bounded(x, (props.frame.right - props.frame.left) / 2);
      moved.y = bounded(y, (props.frame.bottom - props.frame.top) / 2);
    }
    function zoom(times) {
      moved.zoom = Math.max(1, Math.min(MOST_ZOOM, moved.zoom * times));
      if (moved.zoom === 1) moveTo(0, 0);
    }

    function grab(event) {
      dragged = false;
      grip = moved.zoom > 1 && event.isPrimary ? { id: event.pointerId, left: event.clientX, top: event.clientY, x: moved.x, y: moved.y } : null;
    }
    function drag(event) {
      if (grip?.id !== event.pointerId) return;
      const right = event.clientX - grip.left;
      const down = event.clientY - grip.top;
      if (!dragged && Math.hypot(right, down) < MOVED) return;
      if (!dragged) event.currentTarget.setPointerCapture(event.pointerId);
      dragged = true;
      moveTo(grip.x - right / view.value.scale, grip.y - down / view.value.scale);
    }
    const drop = () => (grip = null);
    function click(event) {
      if (dragged) event.preventDefault();
      dragged = false;
    }
    /** What the keyboard comes to is brought into view. */
    function focus(event) {
      const found = props.signs.find((sign) => sign.key === event.target.closest?.("[data-key]")?.dataset.key);
      if (!found || grip) return;
      const [x, y] = onPage(found.at);
      if (x < 0 || y < 0 || x > size.width || y > size.height) moveTo(found.at[0] - middle.value.x, found.at[1] - middle.value.y);
    }

    const watcher = new ResizeObserver(([{ contentRect }]) => Object.assign(size, { width: contentRect.width, height: contentRect.height }));
    onMounted(() => watcher.observe(box.value));
    onBeforeUnmount(() => watcher.disconnect());

    const tile = ({ zoom: z, column, row, size: side, left, top }) =>
      h("image", {
        key: `${z}/${column}/${row}`,
        href: props.tiles.replaceAll("{z}", z).replaceAll("{x}", column).replaceAll("{y}", row),
        x: left,
        y: top,
        width: side + 0.5, // no seams
        height: side + 0.5,
        onError: () => (missing.value = true),
        onLoad: () => (missing.value = false),
      });

    function drawing() {
      const { width, height, scale, x, y } = view.value;
      const named = (sign) => (sign.level ? `${sign.name} ${t(`level.${sign.level}`)}` : sign.name);
      const wanted = [...props.signs].reverse().map((sign) => ({ key: sign.key, x: onPage(sign.at)[0], y: onPage(sign.at)[1], radius: SIGN, text: named(sign) }));
      const regions = outline.value.map((area, i) => ({ key: `area ${i}`, x: onPage(area.at)[0], y: onPage(area.at)[1], radius: 0, text: say(area.name) })).filter((area) => area.text);
      const labels = placeLabels([...wanted, ...regions], { width, height }, buttons(width, height));
      const shift = `translate(${width / 2 + (middle.value.x - x) * scale} ${height / 2 + (middle.value.y - y) * scale}) scale(${scale / UNITS})`;
      return [
        props.tiles ? h("g", { class: "tiles" }, tilesOf(view.value).map(tile)) : null,
        h("g", { transform: shift, class: ["areas", { open: props.tiles }] }, outline.value.map((area, i) => h("path", { key: i, d: area.d }))),
        ...regions.filter((area) => labels.has(area.key)).map((area) => h("text", { key: area.key, class: "region", ...labels.get(area.key) }, area.text)),
        ...props.signs.map((sign) => h(Sign, { key: sign.key, sign, at: onPage(sign.at), label: labels.get(sign.key), name: named(sign), level: sign.level })),
      ];
    }

    function scaleBar() {
      const { kilometres, pixels } = ruler(view.value.scale, props.shrink, 160);
      const label = kilometres < 1 ? t("map.metres", { count: kilometres * 1000 }) : t("map.kilometres", { count: kilometres });
      return h("svg", { class: "ruler", width: 170, height: 30, role: "img", "aria-label": t("map.ruler", { length: label }) }, [h("path", { d: `M2 20v8h${pixels.toFixed(1)}v-8` }), h("text", { x: 4, y: 17 }, label)]);
    }

    return () => [
      h("div", { ref: box, class: ["ground", { large: moved.zoom > 1 }] }, [
        size.width > 0
          ? h("svg", { viewBox: `0 0 ${size.width} ${size.height}`, role: "group", "aria-label": t("map.nav"), onPointerdown: grab, onPointermove: drag, onPointerup: drop, onPointercancel: drop, onClickCapture: click, onDragstart: (event) => event.preventDefault(), onFocusin: focus }, drawing())
          : null,
        size.width > 0 ? scaleBar() : null,
        h("div", { class: "zoom" }, [
          h("button", { "aria-label": t("map.closer"), title: t("map.closer"), disabled: moved.zoom >= MOST_ZOOM, onClick: () => zoom(2) }, "+"),
          h("button", { "aria-label": t("map.farther"), title: t("map.farther"), disabled: moved.zoom <= 1, onClick: () => zoom(0.5) }, "−"),
          h("button", { disabled: moved.zoom <= 1, onClick: () => zoom(0) }, t("map.whole")),
        ]),
      ]),
      missing.value ? h("p", { class: "notice" }, t("map.noTiles")) : null,
    ];
  },
});
