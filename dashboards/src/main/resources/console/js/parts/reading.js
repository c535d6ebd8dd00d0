// What a page reads from the server: its value, why it could not be read, and reading it again.
import { h, onBeforeUnmount, onMounted, ref } from "../../vendor/vue.js";
import { t } from "../speak.js";

/**
 * Asks when the page comes up, and again every so often where `againMillis` says so.
 * ask(): the promise of a value. What cannot be read again stays shown, with the failure beside it.
 */
export function reading(ask, againMillis = 0) {
  const value = ref(null);
  const failure = ref("");
  let timer = 0;
  let gone = false;

  async function read() {
    clearTimeout(timer);
    try {
      value.value = await ask();
      failure.value = "";
    } catch (problem) {
      failure.value = problem.message;
    }
    if (againMillis > 0 && !gone) timer = setTimeout(read, againMillis);
  }
  onMounted(read);
  onBeforeUnmount(() => {
    gone = true;
    clearTimeout(timer);
  });
  return { value, failure, read };
}

/** The failure, if there is one. */
export function failed(failure) {
  return failure ? h("p", { class: "failure", role: "alert" }, failure) : null;
}

/** Before anything was read; afterwards nothing. */
export function waiting({ value, failure }) {
  return value.value === null && !failure.value ? h("p", { class: "none" }, t("warning.loading")) : null;
}

/** A table; on a phone each row is a card of its own, each cell under its heading. head: words; rows: cells, each a text or what is drawn. */
export function table(label, head, rows) {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, [
    h("table", { class: "plain" }, [
      h("thead", [h("tr", head.map((word) => h("th", { scope: "col" }, word)))]),
      h("tbody", rows.map((cells) => h("tr", cells.map((cell, at) => h("td", { "data-head": head[at] }, cell))))),
    ]),
  ]);
}
