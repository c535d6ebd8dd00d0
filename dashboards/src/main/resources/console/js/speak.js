// Says things in the reader's language.
import { settings } from "./settings.js";
import { words } from "./words.js";
import { rejectCodes } from "./words/rejects.js";

/** The words of a key, with {names} filled in. A key without words shows itself, so that it is noticed. */
export function t(key, values = {}) {
  const text = words[settings.language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** The words of a key if it has some, else the fallback: for words that the server may add to. */
export function tOr(key, fallback) {
  return words[settings.language][key] ?? fallback;
}

/** A text of the server, {zh, en}, or a plain one. */
export function say(text) {
  if (text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  return text[settings.language] || text.zh || text.en || "";
}

/** Why something was refused: [what it is, what to do]. */
export function explainReject(code) {
  return rejectCodes[code]?.[settings.language] ?? [code, ""];
}

/** The name of whoever did something: a part of the system is the system. */
export function actorName(actor, name) {
  return actor?.startsWith("part:") ? t("actor.part") : name;
}
