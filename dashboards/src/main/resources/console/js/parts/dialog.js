// A form over the page. Escape and "cancel" leave it; the focus goes in, and back where it came from.
import { defineComponent, h, onBeforeUnmount, onMounted, reactive, ref } from "../../vendor/vue.js";
import { t } from "../speak.js";

/**
 * Field: {name, label, kind: text|long|number|date|time|choice|password, options: [[value, text]] or what gives them, required, min, max, value,
 * when(values): whether it is asked for}.
 * submit(values) is awaited; what it throws is shown and nothing typed is lost.
 */
export const FormDialog = defineComponent({
  props: ["title", "fields", "submit"],
  emits: ["done"],
  setup(props, { emit }) {
    const values = reactive(Object.fromEntries(props.fields.map((field) => [field.name, field.value ?? ""])));
    const failure = ref("");
    const working = ref(false);
    const dialog = ref(null);
    const before = document.activeElement;

    onMounted(() => {
      dialog.value.showModal();
      dialog.value.querySelector("input,select,textarea")?.focus();
    });
    onBeforeUnmount(() => {
      dialog.value.close(); // while it is open, nothing beside it takes the focus
      before?.focus?.();
    });

    async function send(event) {
      event.preventDefault();
      if (working.value) return;
      working.value = true;
      failure.value = "";
      try {
        await props.submit({ ...values });
        emit("done");
      } catch (problem) {
        failure.value = problem.message;
      } finally {
        working.value = false;
      }
    }

    function input(field) {
      const common = {
        name: field.name,
        required: field.required,
        value: values[field.name],
        onInput: (event) => (values[field.name] = event.target.value),
      };
      if (field.kind === "choice") {
        const given = typeof field.options === "function" ? field.options() : field.options;
        const options = given.map(([value, text]) => h("option", { value }, text));
        return h("select", common, [field.hint ? h("option", { value: "" }, field.hint) : null, ...options]);
      }
      if (field.kind === "number") return h("input", { ...common, type: "number", min: field.min ?? 0, max: field.max, step: field.step ?? 1, inputmode: "numeric" });
      if (field.kind === "date") return h("input", { ...common, type: "date" });
      if (field.kind === "time") return h("input", { ...common, type: "datetime-local" });
      if (field.kind === "password") return h("input", { ...common, type: "password", autocomplete: "new-password", minlength: field.min, maxlength: field.max });
      return field.kind === "long"
        ? h("textarea", { ...common, rows: 3, maxlength: field.max })
        : h("input", { ...common, type: "text", maxlength: field.max });
    }

    return () =>
      h("dialog", { ref: dialog, onCancel: (event) => (event.preventDefault(), emit("done")) }, [
        h("form", { onSubmit: send }, [
          h("h2", props.title),
          ...props.fields.filter((field) => !field.when || field.when(values)).map((field) =>
            h("label", { class: "field", key: field.name }, [h("span", field.label + (field.required ? " *" : "")), input(field)]),
          ),
          failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
          h("div", { class: "buttons" }, [
            h("button", { class: "primary", type: "submit", disabled: working.value }, t(working.value ? "act.working" : "act.submit")),
            h("button", { type: "button", onClick: () => emit("done") }, t("act.cancel")),
          ]),
        ]),
      ]);
  },
});
