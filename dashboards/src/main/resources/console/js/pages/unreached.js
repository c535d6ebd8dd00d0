// People whom no call reached: their numbers to ring, their superior, and that somebody knocked on the door.
import { computed, defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { Level } from "../parts/level.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { openWarnings } from "../state.js";
import { ago, dateTime } from "../time.js";

export const UnreachedPage = defineComponent({
  setup() {
    const { siteName } = siteNames();
    const page = reading(duty.unreached);
    const knocking = ref(null);
    // Each look at whole numbers is recorded: the list is read anew only when something about it may have changed.
    const marks = computed(() => openWarnings.value.map((warning) => `${warning.id} ${warning.unreachedAt} ${warning.acknowledgedAt}`).join());
    watch(marks, page.read);

    const phone = (number) => h("a", { class: "phone", href: `tel:${number.replace(/[^0-9+]/g, "")}` }, number);
    const card = (one) =>
      h("article", { class: ["card", `edge-${one.level}`, "unreached-card"], key: `${one.warning} ${one.person}` }, [
        h("h2", [one.name, h("span", { class: "detail" }, one.post ? ` · ${one.post}` : ""), one.drill ? h("span", { class: "badge drill" }, t("drill")) : null]),
        h("p", [h(Level, { level: one.level }), ` ${siteName(one.site)} · ${tOr(`hazard.${one.hazard}`, one.hazard)} · `, h("a", { href: `#/warnings/${encodeURIComponent(one.warning)}` }, t("unreached.warning"))]),
        h("p", t("unreached.since", { ago: ago(one.since) })),
        h("p", { class: "phones" }, one.numbers.length ? one.numbers.map(phone) : t("people.noContact")),
        one.superior ? h("p", t("unreached.superior", { superior: one.superior })) : null,
        one.knocks > 0 ? h("p", { class: "detail" }, t("unreached.knocked", { count: one.knocks, time: dateTime(one.knockedAt), note: one.knockNote ?? "" })) : null,
        h("div", { class: "actions" }, [h("button", { class: "primary", "data-act": "knock", onClick: () => (knocking.value = one) }, t("unreached.knock"))]),
      ]);

    return () =>
      h("main", { class: "unreached" }, [
        h("h1", t("unreached.title")),
        h("p", { class: "detail" }, t("unreached.intro")),
        failed(page.failure.value),
        waiting(page),
        page.value.value?.items.length === 0 ? h("p", { class: "none" }, t("unreached.none")) : null,
        ...(page.value.value?.items ?? []).map(card),
        knocking.value
          ? h(FormDialog, {
              title: `${t("unreached.knock")} · ${knocking.value.name}`,
              fields: [
                { name: "found", label: t("unreached.found"), kind: "choice", options: [["true", t("unreached.wasFound")], ["false", t("unreached.wasNotFound")]], hint: t("duty.choose"), required: true },
                { name: "note", label: t("unreached.note"), kind: "long", required: true, max: 500 },
              ],
              submit: async ({ found, note }) => {
                await duty.knock(knocking.value.warning, { person: knocking.value.person, found: found === "true", note });
                await page.read();
              },
              onDone: () => (knocking.value = null),
            })
          : null,
      ]);
  },
});
