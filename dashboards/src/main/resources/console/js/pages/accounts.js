// Who can sign in, and as what: added, given another role, locked, given a new password. For administrators.
import { computed, defineComponent, h, ref } from "../../vendor/vue.js";
import { accounts } from "../api/accounts.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { siteNames } from "../parts/names.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { t } from "../speak.js";
import { state } from "../state.js";

const ROLES = ["officer", "administrator", "enterprise", "official"];
const SHORTEST = 8;

export const AccountsPage = defineComponent({
  setup() {
    const { sites, enterpriseName } = siteNames();
    const page = reading(accounts.list);
    const people = reading(() => duty.people({}));
    const search = ref("");
    const form = ref(null);
    const done = ref("");

    const personName = (id) => people.value.value?.items.find((one) => one.id === id)?.name ?? id;
    const enterprises = () => [...new Set(sites.value.map((site) => site.enterprise))].map((id) => [id, enterpriseName(id)]);
    const persons = () => (people.value.value?.items ?? []).filter((one) => one.active).map((one) => [one.id, one.post ? t("person.withPost", one) : one.name]);
    const found = computed(() => (page.value.value?.items ?? []).filter((one) => !search.value || `${one.login} ${one.displayName} ${of(one)}`.toLowerCase().includes(search.value.toLowerCase())));

    /** What the account stands for, beside its role. */
    function of(account) {
      if (account.role === "enterprise") return enterpriseName(account.enterprise);
      return account.person ? personName(account.person) : "";
    }

    async function put(login, account, word) {
      await accounts.put(login, account);
      await page.read();
      done.value = t(word, { login });
    }
    /** As it is, so that what is not meant to change stays. */
    const present = (account) => ({ role: account.role, enterprise: account.enterprise, person: account.person, active: account.active });

    /** Only what fits the role is sent: an officer has no enterprise. */
    function standing(values) {
      return {
        role: values.role,
        enterprise: values.role === "enterprise" ? values.enterprise : null,
        person: values.role === "enterprise" || !values.person ? null : values.person,
      };
    }
    const standingFields = (account) => [
      { name: "role", label: t("accounts.role"), kind: "choice", required: true, options: ROLES.map((role) => [role, t(`accounts.role-${role}`)]), value: account?.role ?? "officer" },
      { name: "enterprise", label: t("accounts.enterprise"), kind: "choice", required: true, hint: t("accounts.choose"), options: enterprises, value: account?.enterprise, when: (values) => values.role === "enterprise" },
      { name: "person", label: t("accounts.person"), kind: "choice", required: true, hint: t("accounts.choose"), options: persons, value: account?.person, when: (values) => values.role === "official" },
    ];
    const passwordField = () => ({ name: "password", label: t("accounts.password"), kind: "password", required: true, min: SHORTEST, max: 128 });

    const acts = {
      add: () => ({
        title: t("accounts.add"),
        fields: [{ name: "login", label: t("accounts.login"), kind: "text", required: true, max: 64 }, ...standingFields(null), passwordField()],
        send: (values) => {
          const login = values.login.trim();
          if (page.value.value.items.some((one) => one.login === login)) throw new Error(t("accounts.taken"));
          return put(login, { ...standing(values), password: values.password }, "accounts.added");
        },
      }),
      change: (account) => ({
        title: t("accounts.changeOf", { login: account.login }),
        fields: standingFields(account),
        send: (values) => put(account.login, { ...standing(values), active: account.active }, "accounts.changed"),
      }),
      password: (account) => ({
        title: t("accounts.passwordOf", { login: account.login }),
        fields: [passwordField()],
        send: ({ password }) => put(account.login, { ...present(account), password }, "accounts.passwordSet"),
      }),
      lock: (account) => ({
        title: t(account.active ? "accounts.lockOf" : "accounts.unlockOf", { login: account.login }),
        fields: [],
        send: () => put(account.login, { ...present(account), active: !account.active }, account.active ? "accounts.locked" : "accounts.unlocked"),
      }),
    };
    const act = (name, account, word) => h("button", { "data-act": name, onClick: () => ((done.value = ""), (form.value = acts[name](account))) }, t(word));

    const card = (account) =>
      h("article", { class: ["card", "account", { locked: !account.active }], key: account.login, "data-account": account.login }, [
        h("h2", [
          account.login,
          account.login === state.me.login ? h("span", { class: "badge" }, t("accounts.yours")) : null,
          account.active ? null : h("span", { class: "badge stale-badge" }, t("accounts.isLocked")),
        ]),
        h("p", [h("strong", t(`accounts.role-${account.role}`)), of(account) ? ` · ${of(account)}` : "", h("span", { class: "detail" }, ` ${t(`accounts.may-${account.role}`)}`)]),
        h("div", { class: "actions" }, [
          act("change", account, "accounts.change"),
          act("password", account, "accounts.setPassword"),
          account.login === state.me.login ? null : act("lock", account, account.active ? "accounts.lock" : "accounts.unlock"),
        ]),
      ]);

    return () =>
      h("main", { class: "accounts" }, [
        h("h1", t("accounts.title")),
        h("p", { class: "detail" }, t("accounts.intro")),
        h("div", { class: "filters" }, [
          h("label", { class: "choice" }, [h("span", t("people.search")), h("input", { type: "search", name: "search", value: search.value, onInput: (event) => (search.value = event.target.value) })]),
          act("add", null, "accounts.add"),
        ]),
        done.value ? h("p", { class: "good", role: "status" }, done.value) : null,
        failed(page.failure.value),
        waiting(page),
        page.value.value && found.value.length === 0 ? h("p", { class: "none" }, t("accounts.none")) : null,
        ...found.value.map(card),
        form.value ? h(FormDialog, { title: form.value.title, fields: form.value.fields, submit: form.value.send, onDone: () => (form.value = null) }) : null,
      ]);
  },
});
