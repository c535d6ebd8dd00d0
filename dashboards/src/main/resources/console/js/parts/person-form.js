// The form of one person's entry in the roster. What it does not show stays as it is.
import { duty } from "../api/duty.js";
import { t } from "../speak.js";

const lines = (text) => text.split(/[\s,，;；、]+/).filter(Boolean);

/**
 * document: as the roster has it; null for somebody new. others: everybody else, units: organisations, for the choices.
 * Gives {title, fields, send}.
 */
export function personForm(document, others, units, done) {
  const people = others.filter((one) => one.active && one.id !== document?.id).map((one) => [one.id, one.post ? t("person.withPost", one) : one.name]);
  const choice = (name, word, options, value) => ({ name, label: t(word), kind: "choice", options, hint: t("people.nobody"), value: value ?? "" });
  const numbers = (name, word, value, required) => ({ name, label: t(word), kind: "long", value: (value ?? []).join("\n"), required, max: 500 });
  return {
    title: document ? t("people.editOf", { name: document.name }) : t("people.add"),
    fields: [
      ...(document ? [] : [{ name: "id", label: t("people.id"), kind: "text", required: true, max: 64 }]),
      { name: "name", label: t("people.name"), kind: "text", required: true, max: 64, value: document?.name },
      { name: "post", label: t("people.post"), kind: "text", max: 64, value: document?.post },
      numbers("phones", "people.phones", document?.phones, true),
      numbers("voice", "people.voice", document?.contacts?.voice, false),
      choice("organisation", "people.unit", units.map((unit) => [unit.id, unit.name]), document?.organisation),
      choice("superior", "people.superior", people, document?.superior),
      choice("stand-in", "people.standIn", people, document?.["stand-in"]),
      { name: "active", label: t("people.called"), kind: "choice", required: true, value: String(document?.active ?? true), options: [["true", t("policies.yes")], ["false", t("policies.no")]] },
      { name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 },
    ],
    send: async (values) => {
      const id = document?.id ?? values.id.trim();
      if (!document && others.some((one) => one.id === id)) throw new Error(t("people.taken"));
      const person = { ...document, id, name: values.name.trim(), post: values.post.trim(), phones: lines(values.phones), active: values.active === "true" };
      const voice = lines(values.voice);
      const { voice: before, ...contacts } = document?.contacts ?? {};
      if (voice.length > 0) contacts.voice = voice;
      person.contacts = contacts;
      for (const field of ["organisation", "superior", "stand-in"]) {
        if (values[field]) person[field] = values[field];
        else delete person[field];
      }
      if (Object.keys(contacts).length === 0) delete person.contacts;
      await duty.enter({ people: [person] }, values.reason);
      await done(person);
    },
  };
}
