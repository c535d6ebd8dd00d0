// What is suppressed by design or out of service, always with an end.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { actorName, t, tOr } from "../speak.js";
import { dateTime, left } from "../time.js";

const AGAIN_MILLIS = 15_000;
const HAZARDS = ["gas", "slope", "power", "personnel", "video", "hazchem", "dust", "fire", "flood", "roof", "water", "seismic", "weather"];

export const RestsPage = defineComponent({
  setup() {
    const { siteName, siteOptions } = siteNames();
    const page = reading(duty.rests, AGAIN_MILLIS);
    const form = ref(null);

    const minutes = (kind) => (kind === "suppressed" ? [30, 60, 120, 480, 1440] : [60, 240, 480, 1440, 4320, 10080]);
    function begin(kind) {
      return {
        title: t(`rests.begin-${kind}`),
        fields: [
          { name: "site", label: t("list.site"), kind: "choice", options: siteOptions(), hint: t("duty.choose"), required: true },
          { name: "hazard", label: t("rests.hazard"), kind: "choice", options: HAZARDS.map((hazard) => [hazard, t(`hazard.${hazard}`)]), hint: t("organisations.everyHazard") },
          { name: "device", label: t("rests.device"), kind: "text", max: 64 },
          { name: "minutes", label: t("rests.howLong"), kind: "choice", options: minutes(kind).map((n) => [String(n), n < 120 ? t("act.minutes", { minutes: n }) : t("rests.hours", { hours: n / 60 })]), value: "60", required: true },
          { name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 },
        ],
        send: (v) => {
          const order = { kind, site: v.site, minutes: Number(v.minutes), reason: v.reason };
          if (v.hazard) order.hazard = v.hazard;
          if (v.device.trim()) order.device = v.device.trim();
          return duty.beginRest(order);
        },
      };
    }
    const end = (rest) => ({
      title: t("rests.end"),
      fields: [{ name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 }],
      send: ({ reason }) => duty.endRest(rest.id, reason),
    });
    const by = (actor) => actorName(actor, (actor ?? "").replace(/^account:/, ""));
    const what = (rest) => [siteName(rest.site), rest.hazard ? tOr(`hazard.${rest.hazard}`, rest.hazard) : t("organisations.everyHazard"), rest.device].filter(Boolean).join(" · ");

    function content(items) {
      const running = items.filter((rest) => !rest.over);
      const over = items.filter((rest) => rest.over);
      return [
        h("h2", t("rests.running")),
        running.length === 0
          ? h("p", { class: "detail" }, t("rests.none"))
          : table(t("rests.running"), [t("rests.kind"), t("rests.what"), t("rests.until"), t("act.reason"), t("rests.by"), t("rests.withheld"), ""], running.map((rest) => [
              t(`rests.kind-${rest.kind}`), what(rest), [dateTime(rest.endsAt), " · ", left(rest.endsAt)].join(""), rest.reason, by(rest.by), String(rest.withheld),
              rest.endedBy ? t("rests.ending") : h("button", { "data-act": "end", onClick: () => (form.value = end(rest)) }, t("rests.end")),
            ])),
        h("h2", t("rests.over")),
        over.length === 0
          ? h("p", { class: "detail" }, t("rests.noneOver"))
          : table(t("rests.over"), [t("rests.kind"), t("rests.what"), t("duty.when"), t("act.reason"), t("rests.by"), t("rests.withheld")], over.map((rest) => [
              t(`rests.kind-${rest.kind}`), what(rest), `${dateTime(rest.beginsAt)} — ${dateTime(rest.endsAt)}`, rest.reason, by(rest.by), String(rest.withheld),
            ])),
      ];
    }

    return () =>
      h("main", { class: "rests" }, [
        h("h1", t("rests.title")),
        h("p", { class: "detail" }, t("rests.intro")),
        h("div", { class: "actions" }, [
          h("button", { "data-act": "out-of-service", onClick: () => (form.value = begin("out-of-service")) }, t("rests.begin-out-of-service")),
          h("button", { "data-act": "suppressed", onClick: () => (form.value = begin("suppressed")) }, t("rests.begin-suppressed")),
        ]),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value.items) : []),
        form.value
          ? h(FormDialog, {
              title: form.value.title,
              fields: form.value.fields,
              submit: async (values) => {
                await form.value.send(values);
                await page.read();
              },
              onDone: () => (form.value = null),
            })
          : null,
      ]);
  },
});
