// A box over the page that only tells something. Escape and its button leave it.
import { defineComponent, h, onBeforeUnmount, onMounted, ref } from "../../vendor/vue.js";
import { t } from "../speak.js";

export const Dialog = defineComponent({
  props: ["title"],
  emits: ["done"],
  setup(props, { emit, slots }) {
    const dialog = ref(null);
    const before = document.activeElement;
    onMounted(() => dialog.value.showModal());
    onBeforeUnmount(() => {
      dialog.value.close();
      before?.focus?.();
    });
    return () =>
      h("dialog", { ref: dialog, "aria-label": props.title, onCancel: (event) => (event.preventDefault(), emit("done")) }, [
        h("h2", props.title),
        slots.default(),
        h("div", { class: "buttons" }, [h("button", { class: "primary", type: "button", onClick: () => emit("done") }, t("keys.close"))]),
      ]);
  },
});
