// People who can be called, with their numbers and how fresh the proof is that these reach them.
import { computed, defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { siteNames } from "../parts/names.js";
import { personForm } from "../parts/person-form.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { state } from "../state.js";
import { dateTime } from "../time.js";

const SHOWN = 200;

export const PeoplePage = defineComponent({
  setup() {
    const { enterpriseName } = siteNames();
    const search = ref("");
    const stale = ref(false);
    const full = ref(false);
    const form = ref(null);
    const done = ref("");
    const page = reading(() => duty.people({ stale: stale.value ? "true" : null, phones: full.value ? "full" : null }));
    const units = reading(duty.organisations);
    watch([stale, full], page.read);

    const unit = (person) => units.value.value?.items.find((one) => one.id === person.organisation)?.name ?? person.organisation ?? (person.enterprise ? enterpriseName(person.enterprise) : "");
    const found = computed(() =>
      (page.value.value?.items ?? []).filter((person) => !search.value || `${person.name} ${person.post} ${unit(person)} ${person.id}`.toLowerCase().includes(search.value.toLowerCase())).sort((a, b) => a.name.localeCompare(b.name, "zh")),
    );

    function sending(person, contact) {
      return {
        title: t("people.sendTo", { name: person.name, address: contact.address }),
        fields: [],
        send: async () => {
          await duty.sendCode(person.id, contact.address);
          done.value = t("people.sent", { name: person.name });
        },
      };
    }
    function entering(person, contact) {
      return {
        title: t("people.enterOf", { name: person.name, address: contact.address }),
        fields: [{ name: "code", label: t("people.code"), kind: "text", required: true, max: 12 }],
        send: async ({ code }) => {
          await duty.enterCode(person.id, contact.address, code.trim());
          done.value = t("people.verified", { name: person.name });
          await page.read();
        },
      };
    }

    /** With the entry as it stands, so that nothing is lost that the form does not show. */
    async function edit(person) {
      done.value = "";
      try {
        const document = person ? (await duty.entry("person", person.id)).document : null;
        const everybody = (await duty.people({})).items;
        form.value = personForm(document, everybody, units.value.value?.items ?? [], async (saved) => {
          await page.read();
          done.value = t("people.saved", { name: saved.name });
        });
      } catch (problem) {
        page.failure.value = problem.message;
      }
    }

    const contact = (person, one) =>
      h("li", { class: "contact" }, [
        h("span", `${tOr(`call.${one.channel}`, tOr(`channel.${one.channel}`, one.channel))} ${one.address}`),
        h("span", { class: one.verifiedAt ? "detail" : "notice" }, one.verifiedAt ? t("people.verifiedAt", { time: dateTime(one.verifiedAt), how: tOr(`people.by-${one.verifiedBy}`, one.verifiedBy ?? "") }) : t("people.unverified")),
        full.value && one.channel === "sms"
          ? h("span", { class: "pair" }, [
              h("button", { "data-act": "send", onClick: () => (form.value = sending(person, one)) }, t("people.send")),
              h("button", { "data-act": "enter", onClick: () => (form.value = entering(person, one)) }, t("people.enter")),
            ])
          : null,
      ]);

    const card = (person) =>
      h("article", { class: "card person-card", key: person.id, "data-person": person.id }, [
        h("h2", [
          person.name,
          h("span", { class: "detail" }, [person.post, unit(person)].filter(Boolean).map((word) => ` · ${word}`).join("")),
          person.officer ? h("span", { class: "badge" }, t("people.officer")) : null,
          person.active ? null : h("span", { class: "badge" }, t("people.inactive")),
          person.active && person.stale ? h("span", { class: "badge stale-badge" }, t("people.stale")) : null,
          state.me.role === "administrator" ? h("button", { class: "beside", "data-act": "edit", onClick: () => edit(person) }, t("people.edit")) : null,
        ]),
        person.contacts.length === 0 ? h("p", { class: "needs" }, t("people.noContact")) : h("ul", person.contacts.map((one) => contact(person, one))),
      ]);

    return () =>
      h("main", { class: "people" }, [
        h("h1", t("people.title")),
        h("p", { class: "detail" }, t("people.intro")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [h("span", t("people.search")), h("input", { type: "search", name: "search", value: search.value, onInput: (event) => (search.value = event.target.value) })]),
          h("button", { "aria-pressed": stale.value ? "true" : "false", onClick: () => (stale.value = !stale.value) }, t(stale.value ? "people.showAll" : "people.showStale")),
          state.me.role === "administrator" ? h("button", { "data-act": "add", onClick: () => edit(null) }, t("people.add")) : null,
          h("button", { "data-act": "full", onClick: () => (full.value = !full.value) }, t(full.value ? "people.mask" : "people.unmask")),
        ]),
        done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
        failed(page.failure.value),
        waiting(page),
        page.value.value && found.value.length === 0 ? h("p", { class: "none" }, t("people.none")) : null,
        ...found.value.slice(0, SHOWN).map(card),
        found.value.length > SHOWN ? h("p", { class: "notice" }, t("people.more", { count: found.value.length - SHOWN })) : null,
        form.value
          ? h(FormDialog, { title: form.value.title, fields: form.value.fields, submit: form.value.send, onDone: () => (form.value = null) })
          : null,
      ]);
  },
});
