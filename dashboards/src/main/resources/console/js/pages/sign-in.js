import { defineComponent, h, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { settings } from "../settings.js";
import { allow } from "../sound.js";
import { t } from "../speak.js";
import { signedIn, state } from "../state.js";

export const SignIn = defineComponent({
  setup() {
    const account = ref("");
    const password = ref("");
    const failure = ref("");
    const working = ref(false);

    async function submit(event) {
      event.preventDefault();
      allow(); // the reader has touched the page: from now on it may sound
      working.value = true;
      failure.value = "";
      try {
        signedIn(await api.signIn(account.value, password.value));
      } catch (problem) {
        failure.value = problem.message;
        password.value = "";
      } finally {
        working.value = false;
      }
    }

    const field = (name, model, type, complete) =>
      h("label", { class: "field" }, [
        h("span", t(`signin.${name}`)),
        h("input", {
          name,
          type,
          autocomplete: complete,
          required: true,
          maxlength: 128,
          value: model.value,
          onInput: (event) => (model.value = event.target.value),
        }),
      ]);

    return () =>
      h("main", { class: "signin" }, [
        h("form", { onSubmit: submit }, [
          h("h1", t("signin.title")),
          state.ended ? h("p", { class: "notice" }, t("signin.ended")) : null,
          field("account", account, "text", "username"),
          field("password", password, "password", "current-password"),
          failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
          h("button", { class: "primary", type: "submit", disabled: working.value }, t(working.value ? "signin.working" : "signin.submit")),
          h("button", { class: "quiet language", type: "button", onClick: () => (settings.language = settings.language === "zh" ? "en" : "zh") }, t("language.other")),
        ]),
      ]);
  },
});
