// Changes of shift: what was open, who takes over, and their word that they have.
import { defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { Level } from "../parts/level.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { actorName, say, t } from "../speak.js";
import { state } from "../state.js";
import { ago, dateTime, left, now } from "../time.js";

const AGAIN_MILLIS = 20_000;

const mayConfirm = (handover) => state.me.role !== "official" || handover.to.id === state.me.person;

function standing(handover) {
  if (handover.confirmedAt) {
    return h("p", { class: "good" }, t("handovers.confirmed", { time: dateTime(handover.confirmedAt), by: actorName(handover.confirmedBy, handover.confirmedBy.replace(/^account:|^person:/, "")) }));
  }
  const late = Date.parse(handover.due) <= now.value;
  return h("p", { class: late ? "needs" : "notice" }, [
    late ? t("handovers.late", { ago: ago(handover.due) }) : t("handovers.waits", { left: left(handover.due) }),
    handover.escalatedAt ? ` · ${t("handovers.told", { time: dateTime(handover.escalatedAt) })}` : "",
  ]);
}

function warnings(handover) {
  if (handover.warnings.length === 0) return h("p", { class: "detail" }, t("handovers.noWarnings"));
  return h("ul", { class: "handed" }, handover.warnings.map((warning) =>
    h("li", [
      h(Level, { level: warning.level }),
      h("a", { href: `#/warnings/${encodeURIComponent(warning.id)}` }, say(warning.reason)),
      h("span", { class: "detail" }, warning.id),
    ]),
  ));
}

export const HandoversPage = defineComponent({
  setup() {
    const all = ref(false);
    const confirming = ref(null);
    const page = reading(() => duty.handovers(all.value ? "all" : "open"), AGAIN_MILLIS);
    watch(all, page.read);

    const card = (handover) =>
      h("article", { class: "card handover", key: handover.id }, [
        h("h2", `${handover.name} · ${dateTime(handover.at)}`),
        h("p", { class: "onduty" }, [handover.from.name, " → ", h("strong", handover.to.name)]),
        standing(handover),
        h("h3", t("handovers.open", { count: handover.warnings.length })),
        warnings(handover),
        handover.note ? h("p", `${t("handovers.note")}: ${handover.note}`) : null,
        !handover.confirmedAt && mayConfirm(handover)
          ? h("div", { class: "actions" }, [h("button", { class: "primary", "data-act": "confirm", onClick: () => (confirming.value = handover) }, t("handovers.confirm"))])
          : null,
      ]);

    return () =>
      h("main", { class: "handovers" }, [
        h("h1", t("handovers.title")),
        h("p", { class: "detail" }, t("handovers.intro")),
        h("div", { class: "filters" }, [h("button", { onClick: () => (all.value = !all.value) }, t(all.value ? "handovers.showOpen" : "handovers.showAll"))]),
        failed(page.failure.value),
        waiting(page),
        page.value.value?.items.length === 0 ? h("p", { class: "none" }, t("handovers.none")) : null,
        ...(page.value.value?.items ?? []).map(card),
        confirming.value
          ? h(FormDialog, {
              title: `${t("handovers.confirm")} · ${confirming.value.to.name}`,
              fields: [{ name: "note", label: t("handovers.note"), kind: "long", max: 500 }],
              submit: async ({ note }) => {
                await duty.confirmHandover(confirming.value.id, note);
                await page.read();
              },
              onDone: () => (confirming.value = null),
            })
          : null,
      ]);
  },
});
