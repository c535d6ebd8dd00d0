// A text with numbered lines, and what is wrong with it: each fault leads to its place.
import { computed, defineComponent, h, ref } from "../../vendor/vue.js";
import { say, t } from "../speak.js";

/** Where a place, counted from 1, stands in a text. */
function offsetOf(text, line, column) {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0) + Math.max(0, column - 1);
}

export const Editor = defineComponent({
  props: ["text", "faults", "label", "readonly"],
  emits: ["change"],
  setup(props, { emit }) {
    const area = ref(null);
    const gutter = ref(null);
    const lines = computed(() => props.text.split("\n").length);
    const faulty = computed(() => new Set(props.faults.map((fault) => fault.line)));

    function follow() {
      gutter.value.scrollTop = area.value.scrollTop;
    }
    function lead(fault) {
      const at = offsetOf(props.text, fault.line, fault.column);
      area.value.focus();
      area.value.setSelectionRange(at, at);
      area.value.scrollTop = (area.value.scrollHeight / lines.value) * Math.max(0, fault.line - 4);
    }
    return () =>
      h("div", { class: "editor-whole" }, [
        h("div", { class: "editor" }, [
          h("pre", { class: "gutter", ref: gutter, "aria-hidden": "true" }, Array.from({ length: lines.value }, (_, i) => h("span", { class: { faulty: faulty.value.has(i + 1) } }, `${i + 1}\n`))),
          h("textarea", {
            ref: area,
            class: "source",
            name: "source",
            "aria-label": props.label,
            wrap: "off",
            spellcheck: "false",
            autocapitalize: "off",
            readonly: props.readonly,
            rows: Math.min(34, Math.max(14, lines.value + 1)),
            value: props.text,
            onInput: (event) => emit("change", event.target.value),
            onScroll: follow,
          }),
        ]),
        h("div", { role: "status" }, h("ul", { class: "faults" }, props.faults.map((fault) =>
          h("li", [
            fault.line > 0 ? h("button", { class: "place", type: "button", onClick: () => lead(fault) }, t("rules.place", { line: fault.line, column: fault.column })) : null,
            h("span", { class: "needs" }, [fault.path ? `${fault.path}: ` : "", say(fault.message)]),
            fault.nearest ? h("strong", t("rules.nearest", { nearest: fault.nearest })) : null,
          ]),
        ))),
      ]);
  },
});
