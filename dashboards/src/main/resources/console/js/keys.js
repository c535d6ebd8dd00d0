// The keyboard for the common actions. Single keys can be switched off, since they trouble who speaks to the machine.
import { h, ref } from "../vendor/vue.js";
import { settings } from "./settings.js";
import { mute, mutedFor, unmute } from "./sound.js";
import { t } from "./speak.js";
import { Dialog } from "./parts/help.js";

/** Whether the help is open. */
export const helping = ref(false);

const ACTS = { a: "acknowledge", r: "feedback", e: "escalate", s: "shelve", c: "close" };

function go(address) {
  return () => (location.hash = address);
}

/** To the next row of a list or the one before. */
function move(step) {
  const rows = [...document.querySelectorAll("main a.row")];
  const here = rows.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step;
  rows[Math.max(0, Math.min(rows.length - 1, next))]?.focus();
}

function press(action) {
  const buttons = action === "shelve" ? "[data-act=shelve],[data-act=unshelve]" : `[data-act=${action}]`;
  document.querySelector(`main .actions :is(${buttons})`)?.click();
}

const KEYS = {
  l: go("#/"),
  m: go("#/sites"),
  w: go("#/wall"),
  q: () => (mutedFor() > 0 ? unmute() : mute()),
  j: () => move(1),
  k: () => move(-1),
};
for (const [key, action] of Object.entries(ACTS)) KEYS[key] = () => press(action);

function isTyping(target) {
  return target.closest?.("input, select, textarea, dialog, [contenteditable]") !== null;
}

export function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isTyping(event.target)) return;
  if (event.key === "?") helping.value = true;
  else if (event.key === "Escape" && location.hash.startsWith("#/wall")) location.hash = "#/";
  else if (settings.keys && KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
}

const HELP = ["j", "k", "l", "m", "w", "a", "r", "e", "s", "c", "q"];

export function Help() {
  if (!helping.value) return null;
  return h(Dialog, { title: t("keys.title"), onDone: () => (helping.value = false) }, () => [
    h("dl", { class: "keys" }, HELP.flatMap((key) => [h("dt", h("kbd", key)), h("dd", t(`keys.${key}`))])),
    h("label", { class: "choice" }, [
      h("input", { type: "checkbox", name: "keys", checked: settings.keys, onChange: (event) => (settings.keys = event.target.checked) }),
      h("span", t("keys.on")),
    ]),
  ]);
}
