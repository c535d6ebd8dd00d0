// People of one warning whom no call reached: their numbers, their superior, and what a knock on the door found.
import { defineComponent, h, ref } from "../../vendor/vue.js";
import { surroundings } from "../api/surroundings.js";
import { t } from "../speak.js";
import { clock } from "../time.js";
import { FormDialog } from "./dialog.js";

function dial(number) {
  return h("a", { href: `tel:+${number.replace(/^\+/, "")}`, class: "dial" }, number);
}

export const Unreached = defineComponent({
  props: ["warning"],
  emits: ["done"],
  setup(props, { emit }) {
    const people = ref(null); // null: not looked at; looking shows whole numbers and is recorded
    const failure = ref("");
    const knocking = ref(null);

    async function look() {
      try {
        people.value = (await surroundings.unreached()).items.filter((one) => one.warning === props.warning.id);
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }

    function person(one) {
      return h("li", { key: one.person }, [
        h("h3", [one.name, one.post ? ` · ${one.post}` : ""]),
        h("p", one.numbers.map(dial)),
        one.superior ? h("p", { class: "detail" }, t("knock.superior", { superior: one.superior })) : null,
        one.knockedAt ? h("p", { class: "detail" }, t("knock.knocked", { count: one.knocks, time: clock(one.knockedAt, props.warning.site.timeZone), note: one.knockNote ?? "" })) : null,
        h("button", { "data-knock": one.person, onClick: () => (knocking.value = one) }, t("knock.knock")),
      ]);
    }

    const form = () =>
      h(FormDialog, {
        title: t("knock.knockOn", { name: knocking.value.name }),
        fields: [
          { name: "found", label: t("knock.found"), kind: "choice", required: true, hint: t("knock.choose"), options: [["true", t("knock.yes")], ["false", t("knock.no")]] },
          { name: "note", label: t("knock.note"), kind: "long", required: true, max: 500 },
        ],
        submit: async ({ found, note }) => {
          await surroundings.knock(props.warning.id, { person: knocking.value.person, found: found === "true", note });
          emit("done");
          await look();
        },
        onDone: () => (knocking.value = null),
      });

    return () =>
      h("section", { class: "card unreached" }, [
        h("h2", t("knock.title")),
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        people.value === null
          ? [h("p", t("knock.intro")), h("button", { class: "primary", "data-act": "unreached", onClick: look }, t("knock.look"))]
          : people.value.length === 0
            ? h("p", { class: "detail" }, t("knock.none"))
            : h("ul", { class: "people" }, people.value.map(person)),
        knocking.value ? form() : null,
      ]);
  },
});
