// Organisations with those below them, their people, and the responsibility chains.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { ChainEditor } from "../parts/chain-editor.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { state } from "../state.js";

export const OrganisationsPage = defineComponent({
  setup() {
    const { siteName } = siteNames();
    const page = reading(async () => {
      const [units, people, chains] = await Promise.all([duty.organisations(), duty.people({}), duty.rosters()]);
      return { units: units.items, people: people.items, chains: chains.items, rosters: chains.rosters };
    });

    const editing = ref(null);
    const done = ref("");
    async function edit(one) {
      done.value = "";
      try {
        editing.value = { id: one.id, document: (await duty.entry("chain", one.id)).document };
      } catch (problem) {
        page.failure.value = problem.message;
      }
    }
    async function saved(title) {
      editing.value = null;
      await page.read();
      done.value = t("chains.saved", { chain: title });
    }

    function unit(one, found, depth) {
      const members = found.people.filter((person) => person.organisation === one.id);
      const below = found.units.filter((other) => other.parent === one.id);
      return h("li", { key: one.id }, [
        h("details", { open: depth < 2 }, [
          h("summary", [h("strong", one.name), h("span", { class: "detail" }, ` ${tOr(`unit-kind.${one.kind}`, one.kind)} · ${t("organisations.count", { count: members.length })}`)]),
          members.length > 0 ? h("ul", { class: "members" }, members.map((person) => h("li", person.post ? t("person.withPost", person) : person.name))) : null,
          below.length > 0 ? h("ul", { class: "units" }, below.map((other) => unit(other, found, depth + 1))) : null,
        ]),
      ]);
    }

    function chainName(chain, found) {
      const place = chain.site ? siteName(`${chain.enterprise}/${chain.site}`) : found.units.find((one) => one.id === chain.organisation)?.name ?? chain.organisation;
      return `${place} · ${chain.hazard ? tOr(`hazard.${chain.hazard}`, chain.hazard) : t("organisations.everyHazard")}`;
    }
    const chain = (one, found) =>
      h("article", { class: "card", key: one.id, "data-chain": one.id }, [
        h("h3", [chainName(one, found), state.me.role === "administrator" && editing.value?.id !== one.id ? h("button", { class: "beside", "data-act": "edit-chain", onClick: () => edit(one) }, t("chains.edit")) : null]),
        editing.value?.id === one.id
          ? h(ChainEditor, { document: editing.value.document, people: found.people, rosters: found.rosters, title: chainName(one, found), onSaved: () => saved(chainName(one, found)), onLeft: () => (editing.value = null) })
          :
 h("ol", { class: "tiers" }, one.tiers.map((tier) =>
          h("li", [
            h("strong", `${t("warning.tier", { tier: tier.position })} ${tier.name}`),
            h("span", { class: "detail" }, ` ${tier.levels.map((level) => t(`level.${level}`)).join(" ")}`),
            h("p", [...tier.people.map((person) => person.name), ...(tier.rosters ?? []).map((id) => t("organisations.onDutyAt", { roster: found.rosters.find((one) => one.id === id)?.name ?? id }))].join(t("list.and")) || t("organisations.nobody")),
          ]),
        )),
      ]);

    function content(found) {
      const top = found.units.filter((one) => !found.units.some((other) => other.id === one.parent));
      return [
        h("section", { class: "card" }, [
          h("h2", t("organisations.title")),
          top.length === 0 ? h("p", { class: "detail" }, t("organisations.none")) : h("ul", { class: "units" }, top.map((one) => unit(one, found, 0))),
        ]),
        h("h2", t("organisations.chains")),
        done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
        found.chains.length === 0 ? h("p", { class: "needs" }, t("organisations.noChains")) : null,
        ...found.chains.map((one) => chain(one, found)),
      ];
    }
    return () => h("main", { class: "organisations" }, [h("h1", t("organisations.heading")), failed(page.failure.value), waiting(page), ...(page.value.value ? content(page.value.value) : [])]);
  },
});
