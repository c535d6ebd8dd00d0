// The evidence: the point's curve around the warning, with its limits as bands. ECharts is loaded when first needed.
import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from "../../vendor/vue.js";
import { settings } from "../settings.js";
import { say, t } from "../speak.js";
import { clock } from "../time.js";

const COLOURS = { red: "#ff4d4f", orange: "#ff8a1f", yellow: "#e8c500", blue: "#4aa3ff" };

let library = null;

/** Where a band starts and ends: from this level's limit to the next graver one in the same direction. */
export function bands(limits) {
  return ["above", "below"].flatMap((direction) => {
    const sign = direction === "above" ? 1 : -1;
    const ordered = limits.filter((limit) => limit.direction === direction).sort((a, b) => sign * (a.value - b.value));
    return ordered.map((limit, i) => ({ level: limit.level, from: limit.value, to: ordered[i + 1]?.value ?? sign * Infinity }));
  });
}

/** The extent of the value axis: all values and all limits, out to the next round numbers. */
export function extent(points, limits) {
  const values = [...points.map(([, value]) => value), ...limits.map((limit) => limit.value)].filter(Number.isFinite);
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const span = high - low || Math.abs(high) || 1;
  const step = 10 ** Math.floor(Math.log10(span)) / (span / 10 ** Math.floor(Math.log10(span)) < 3 ? 4 : 1);
  const from = Math.floor((low - span * 0.05) / step) * step;
  return [low >= 0 && from < 0 ? 0 : from, Math.ceil((high + span * 0.05) / step) * step];
}

function clamp(value, [low, high]) {
  return Math.min(high, Math.max(low, value));
}

function tidy(value) {
  return String(Number(value.toPrecision(4)));
}

/** The time of failure that the last step of a breach foresees, while it is near enough to be drawn. */
function forecastOf(breach, evidence) {
  const found = [...(breach?.transitions ?? [])].reverse().find((step) => step.evidence)?.evidence?.forecast;
  if (!found) return null;
  const [from, to, latest] = [evidence.from, evidence.to, found.latest].map(Date.parse);
  return latest > to && latest - from < 4 * (to - from) ? found : null;
}

/** A line for each step of the breach; the first one is where it began. */
function stepsOf(breach, evidence, ink) {
  const steps = breach?.transitions.length ? breach.transitions : [{ at: evidence.causedAt, level: null }];
  return steps
    .filter((step) => Date.parse(step.at) >= Date.parse(evidence.from) && Date.parse(step.at) <= Date.parse(evidence.to))
    .map((step) => ({ xAxis: Date.parse(step.at), lineStyle: { color: step.level ? COLOURS[step.level] : ink, type: "dashed", width: 2 }, label: { show: false } }));
}

function option(evidence, zone, breach) {
  const forecast = forecastOf(breach, evidence);
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--ink").trim();
  const faint = style.getPropertyValue("--line").trim();
  const range = extent(evidence.values, evidence.limits);
  const text = { color: ink, fontSize: 16, fontFamily: getComputedStyle(document.body).fontFamily };
  return {
    animation: false,
    textStyle: text,
    grid: { left: 64, right: 96, top: 40, bottom: 40 },
    tooltip: {
      trigger: "axis",
      renderMode: "richText", // drawn on the canvas: no markup is made of what the server says
      textStyle: { fontSize: 16 },
      formatter: ([point]) => `${clock(new Date(point.value[0]).toISOString(), zone)}\n${tidy(point.value[1])} ${evidence.unit}`,
    },
    xAxis: {
      type: "time",
      // Where history begins later than asked for, the curve does not stand squeezed at the edge.
      min: Math.max(Date.parse(evidence.from), evidence.values[0][0]),
      max: Date.parse(forecast ? forecast.latest : evidence.to),
      splitNumber: 5,
      axisLabel: { ...text, hideOverlap: true, formatter: (millis) => clock(new Date(millis).toISOString(), zone) },
      axisLine: { lineStyle: { color: ink } },
    },
    yAxis: {
      type: "value",
      min: range[0],
      max: range[1],
      name: evidence.unit,
      nameTextStyle: text,
      axisLabel: { ...text, formatter: tidy },
      splitLine: { lineStyle: { color: faint } },
    },
    series: [
      {
        type: "line",
        data: evidence.values,
        showSymbol: evidence.values.length < 60,
        symbolSize: 6,
        lineStyle: { color: ink, width: 2.5 },
        itemStyle: { color: ink },
        markArea: {
          silent: true,
          data: [
            ...bands(evidence.limits).map((band) => [
              { yAxis: clamp(band.from, range), itemStyle: { color: COLOURS[band.level], opacity: 0.22 } },
              { yAxis: clamp(band.to, range) },
            ]),
            ...(forecast
              ? [[{ xAxis: Date.parse(forecast.earliest), name: t("curve.forecast"), label: { ...text, show: true, position: "insideTop" }, itemStyle: { color: COLOURS.red, opacity: 0.3 } }, { xAxis: Date.parse(forecast.latest) }]]
              : []),
          ],
        },
        markLine: {
          silent: true,
          symbol: "none",
          data: [
            ...evidence.limits.map((limit) => ({
              yAxis: limit.value,
              lineStyle: { color: COLOURS[limit.level], width: 2, type: "solid" },
              label: { ...text, position: "end", formatter: `${t(`level.${limit.level}`)} ${tidy(limit.value)}` },
            })),
            ...stepsOf(breach, evidence, ink),
          ],
        },
      },
    ],
  };
}

export const Curve = defineComponent({
  props: ["evidence", "zone", "breach"],
  setup(props) {
    const place = ref(null);
    let chart = null;

    async function draw() {
      library ??= await import("../../vendor/echarts.js");
      if (!place.value) return;
      chart ??= library.init(place.value);
      chart.setOption(option(props.evidence, props.zone, props.breach), { notMerge: true });
    }
    const resize = () => chart?.resize();

    onMounted(() => {
      addEventListener("resize", resize);
      draw();
    });
    onBeforeUnmount(() => {
      removeEventListener("resize", resize);
      chart?.dispose();
    });
    watch(() => [props.evidence, settings.theme, settings.language], draw, { flush: "post" });

    return () => h("div", { ref: place, class: "curve", role: "img", "aria-label": `${t("warning.curve")} ${say(props.evidence.name)}` });
  },
});
