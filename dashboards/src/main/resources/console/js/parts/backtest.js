// What a rule would have done on stored history, before it is saved: asked for, cancelled, and shown beside what it does as it stands.
import { computed, defineComponent, h, onBeforeUnmount, ref } from "../../vendor/vue.js";
import { backtest } from "../api/backtest.js";
import { say, t } from "../speak.js";
import { dateTime, duration, now } from "../time.js";
import { Curve } from "./curve.js";
import { Level } from "./level.js";
import { siteNames } from "./names.js";
import { failed, table } from "./reading.js";

const SPANS = [["PT24H", 86_400_000], ["P7D", 7 * 86_400_000], ["own", 0]];
const SIGNS = { new: "＋", gone: "－", raised: "▲", lowered: "▼", same: "＝" };
const LEVELS = ["red", "orange", "yellow", "blue"];

/** What the edit does to a warning: a sign and a word. */
function change(row) {
  return h("span", { class: `change-${row.change}` }, `${SIGNS[row.change]} ${t(`backtest.${row.change}`)}`);
}

function points(row) {
  const rest = row.breaches - row.points.length;
  return row.points.map((point) => say(point)).join(t("list.and")) + (row.points.length >= 5 && rest > 0 ? t("backtest.andMore", { count: rest }) : "");
}

export const Backtest = defineComponent({
  props: ["document", "ready"],
  setup(props) {
    const { sites, siteName, siteOptions } = siteNames();
    const site = ref("");
    const span = ref("PT24H");
    const from = ref("");
    const to = ref("");
    const under = ref(null);
    const failure = ref("");
    const found = ref(null);
    const tried = ref("");
    const begun = ref(0);
    onBeforeUnmount(() => under.value?.abort());

    const beijing = (local) => `${local}:00+08:00`;
    function asked() {
      if (span.value === "own") return [from.value ? beijing(from.value) : null, to.value ? beijing(to.value) : null];
      const millis = SPANS.find(([name]) => name === span.value)[1];
      return [new Date(now.value - millis).toISOString(), null];
    }

    async function run() {
      const document = props.document;
      under.value = new AbortController();
      begun.value = now.value;
      failure.value = "";
      found.value = null;
      try {
        const [start, end] = asked();
        found.value = await backtest(document, site.value || null, start, end, under.value.signal);
        tried.value = document;
      } catch (problem) {
        failure.value = problem.code === "aborted" ? t("backtest.cancelled") : problem.message;
      } finally {
        under.value = null;
      }
    }

    const zone = computed(() => sites.value.find((one) => `${one.enterprise}/${one.id}` === found.value?.curve?.site)?.timeZone);
    const zoneOf = (key) => sites.value.find((one) => `${one.enterprise}/${one.id}` === key)?.timeZone;

    function counts(side) {
      const levels = LEVELS.filter((level) => side.levels[level] > 0).map((level) => `${t(`level.${level}`)} ${side.levels[level]}`);
      return levels.length === 0 ? t("backtest.none") : levels.join(t("list.and"));
    }
    const side = (word, of, name) =>
      h("div", { class: "fact big", "data-side": name }, [h("dt", word), h("dd", [t("backtest.warnings", { count: of.warnings }), h("span", { class: "detail" }, counts(of))])]);

    function warnings(rows) {
      const head = ["backtest.change", "list.level", "backtest.when", "backtest.where", "backtest.called"].map((word) => t(word));
      return h("div", { class: "found" }, table(t("backtest.list"), head, rows.map((row) => [
        change(row),
        h("span", { class: "pair" }, row.levelBefore && row.levelBefore !== row.level ? [h(Level, { level: row.levelBefore }), "→", h(Level, { level: row.level })] : [h(Level, { level: row.level })]),
        h("span", [dateTime(row.from, zoneOf(row.site)), h("span", { class: "detail" }, ` ${row.open ? t("backtest.stillOpen") : t("backtest.lasted", { duration: duration(Date.parse(row.until) - Date.parse(row.from)) })}`)]),
        [h("strong", say(row.reason)), h("p", { class: "detail" }, `${siteName(row.site)} · ${points(row)}`)],
        row.called.length === 0 ? h("span", { class: "needs" }, t("backtest.nobody")) : t("backtest.calls", { people: row.called.join(t("list.and")) }),
      ])));
    }

    function load(rows) {
      return [
        h("h3", t("backtest.load")),
        h("p", { class: "detail" }, t("backtest.loadIntro")),
        table(t("backtest.load"), ["people.name", "backtest.callsBefore", "backtest.callsAfter", "load.mostIn"].map((word) => t(word)), rows.map((row) => [
          row.person,
          String(row.before),
          String(row.after),
          h("span", [String(row.mostInTenMinutes), " ", row.bearable ? null : h("span", { class: "needs" }, t("backtest.tooMuch"))]),
        ])),
      ];
    }

    function result(of) {
      if (of.messages === 0) return [h("p", { class: "notice", "data-result": "" }, t("backtest.noData"))];
      return [
        tried.value === props.document ? null : h("p", { class: "notice" }, t("backtest.edited")),
        h("dl", { class: "facts", "data-result": "" }, [
          of.present ? side(t("backtest.before", { version: of.present.version }), of.before, "before") : null,
          side(t("backtest.after"), of.after, "after"),
        ]),
        of.present && of.present.mode !== "live" ? h("p", { class: "detail" }, t("backtest.notLive", { mode: t(`mode.${of.present.mode}`) })) : null,
        ...of.faults.map((fault) => h("p", { class: "needs" }, `${t(`rule-fault.${fault.code}`)}：${fault.reason}`)),
        of.curve
          ? [h("h3", say(of.curve.name)), h("p", { class: "detail" }, t("backtest.curve")), h(Curve, { evidence: of.curve, zone: zone.value, breach: { transitions: of.curve.openings } })]
          : null,
        of.warnings.length === 0 ? h("p", { class: "good" }, t("backtest.nothing")) : warnings(of.warnings),
        of.more > 0 ? h("p", { class: "notice" }, t("backtest.more", { count: of.more })) : null,
        of.load.length > 0 ? load(of.load) : null,
        h("p", { class: "detail" }, t("backtest.basis", { from: dateTime(of.from), to: dateTime(of.to), messages: of.messages.toLocaleString("en-US") })),
      ];
    }

    const choice = (word, input) => h("label", { class: "choice" }, [h("span", t(word)), input]);
    function asking() {
      return h("div", { class: "filters" }, [
        choice("list.site", h("select", { name: "backtest-site", value: site.value, onChange: (event) => (site.value = event.target.value) }, [h("option", { value: "" }, t("backtest.allSites")), ...siteOptions().map(([value, text]) => h("option", { value }, text))])),
        choice("backtest.span", h("select", { name: "backtest-span", value: span.value, onChange: (event) => (span.value = event.target.value) }, SPANS.map(([value]) => h("option", { value }, t(`backtest.span-${value}`))))),
        span.value === "own"
          ? [
              choice("backtest.from", h("input", { type: "datetime-local", name: "backtest-from", value: from.value, onInput: (event) => (from.value = event.target.value) })),
              choice("backtest.to", h("input", { type: "datetime-local", name: "backtest-to", value: to.value, onInput: (event) => (to.value = event.target.value) })),
            ]
          : null,
        under.value
          ? h("button", { "data-act": "cancel-backtest", onClick: () => under.value.abort() }, t("backtest.cancel"))
          : h("button", { "data-act": "backtest", disabled: !props.ready, onClick: run }, t("backtest.run")),
      ]);
    }

    return () =>
      h("section", { class: "card backtest" }, [
        h("h2", t("backtest.title")),
        h("p", { class: "detail" }, t("backtest.intro")),
        asking(),
        props.ready ? null : h("p", { class: "detail" }, t("backtest.notReady")),
        under.value ? h("p", { role: "status" }, t("backtest.running", { time: duration(now.value - begun.value) })) : null,
        failed(failure.value),
        found.value ? result(found.value) : null,
      ]);
  },
});
