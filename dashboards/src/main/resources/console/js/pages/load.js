// How much the warnings ask of those who sit before them, by the figures of ISA-18.2.
import { defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { load } from "../api/load.js";
import { Bars } from "../parts/bars.js";
import { Level } from "../parts/level.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { say, t } from "../speak.js";
import { ago, dateTime, duration, now } from "../time.js";

const DAYS = [1, 7, 30, 90];
const DAY_MILLIS = 86_400_000;
/** Of a hundred warnings, as ISA-18.2 wants them: high, medium, low; RED and ORANGE together are high. */
const WANTED = { red: "load.wantedRed", orange: "load.wantedOrange", yellow: "load.wantedYellow", blue: "load.wantedBlue" };

/** To the hundredth, which is more than anybody acts on. */
const short = (value) => (value > 0 && value < 0.01 ? "< 0.01" : String(Number(value.toFixed(2))));

/** A word beside the figure: colour is never the only sign. */
function judged(good, fair) {
  if (good) return h("span", { class: "good" }, t("load.good"));
  return fair ? h("span", { class: "notice" }, t("load.fair")) : h("span", { class: "needs" }, t("load.poor"));
}

export const LoadPage = defineComponent({
  setup() {
    const days = ref(7);
    const { siteName } = siteNames();
    const page = reading(() => load.of(new Date(now.value - days.value * DAY_MILLIS).toISOString(), new Date(now.value).toISOString()));
    watch(days, page.read);
    const fact = (word, value, verdict) => h("div", { class: "fact big" }, [h("dt", t(word)), h("dd", [value, " ", verdict])]);

    const sources = (label, items) =>
      table(label, [t("load.source"), t("list.site"), t("load.rule"), t("load.times"), t("load.mostIn")], items.map((one) => [
        `${say(one.deviceName)}${one.point ? ` · ${one.point}` : ""}`, siteName(one.site), h("a", { href: `#/rules/${encodeURIComponent(one.rule)}` }, one.rule), String(one.count), String(one.mostInTenMinutes),
      ]));

    function content(found) {
      const total = Math.max(1, found.warnings);
      return [
        h("dl", { class: "facts card" }, [
          fact("load.warnings", String(found.warnings)),
          fact("load.perTen", short(found.perTenMinutes), judged(found.perTenMinutes <= 1, found.perTenMinutes <= 2)),
          fact("load.peak", found.peak ? `${found.peak.count} · ${dateTime(found.peak.at)}` : "—", found.peak ? judged(found.peak.count <= 10, false) : null),
          fact("load.flood", `${short(found.floodPercent)} %`, judged(found.floodPercent < 1, false)),
        ]),
        h("section", { class: "card" }, [
          h("h2", t("load.byTime", { each: duration(found.barSeconds * 1000) })),
          h(Bars, { bars: found.bars, from: found.from, to: found.to, seconds: found.barSeconds, label: t("load.byTime", { each: duration(found.barSeconds * 1000) }) }),
        ]),
        h("section", { class: "card" }, [
          h("h2", t("load.byLevel")),
          table(t("load.byLevel"), [t("list.level"), t("load.count"), t("load.share"), t("load.wanted")], [...found.levels].reverse().map((one) => [h(Level, { level: one.level }), String(one.count), `${short((100 * one.count) / total)} %`, t(WANTED[one.level])])),
        ]),
        h("section", { class: "card" }, [h("h2", t("load.called")), h("p", { class: "detail" }, t("load.calledIntro")), found.called.length === 0 ? h("p", { class: "detail" }, t("load.nobody")) : table(t("load.called"), [t("people.name"), t("load.calls"), t("load.mostIn")], found.called.map((one) => [one.name, String(one.calls), h("span", { class: one.mostInTenMinutes > 10 ? "needs" : null }, String(one.mostInTenMinutes))]))]),
        h("section", { class: "card" }, [h("h2", t("load.sources")), found.sources.length === 0 ? h("p", { class: "detail" }, t("load.noSources")) : sources(t("load.sources"), found.sources)]),
        h("section", { class: "card" }, [h("h2", t("load.chattering")), h("p", { class: "detail" }, t("load.chatteringIntro")), found.chattering.length === 0 ? h("p", { class: "good" }, t("load.noChattering")) : sources(t("load.chattering"), found.chattering)]),
        h("section", { class: "card" }, [
          h("h2", t("load.standing")),
          h("p", { class: "detail" }, t("load.standingIntro")),
          found.standing.length === 0
            ? h("p", { class: "good" }, t("load.noStanding"))
            : table(t("load.standing"), [t("list.level"), t("rules.what"), t("list.site"), t("load.since"), t("drills.state")], found.standing.map((one) => [h(Level, { level: one.level }), h("a", { href: `#/warnings/${encodeURIComponent(one.id)}` }, say(one.reason)), siteName(one.site), ago(one.openedAt), t(`state.${one.state}`)])),
        ]),
      ];
    }

    return () =>
      h("main", { class: "load" }, [
        h("h1", t("load.title")),
        h("p", { class: "detail" }, t("load.intro")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [
            h("span", t("load.time")),
            h("select", { name: "days", value: String(days.value), onChange: (event) => (days.value = Number(event.target.value)) }, DAYS.map((n) => h("option", { value: String(n) }, t("load.days", { days: n })))),
          ]),
        ]),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
      ]);
  },
});
