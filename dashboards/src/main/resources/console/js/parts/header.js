// The line at the top: where one is, whether it is live, sound, language, who is signed in.
import { h, ref } from "../../vendor/vue.js";
import { api } from "../api.js";
import { helping } from "../keys.js";
import { link } from "../live.js";
import { pageOf, pagesFor } from "../pages.js";
import { settings } from "../settings.js";
import { allow, blocked, mute, mutedFor, unmute } from "../sound.js";
import { t } from "../speak.js";
import { signedOut, state } from "../state.js";
import { duration, now } from "../time.js";
import { Icon } from "./icon.js";

/** On a phone all pages and tools stand in one menu. */
const phone = matchMedia("(max-width: 640px)");
const narrow = ref(phone.matches);
phone.addEventListener("change", () => (narrow.value = phone.matches));

const LINK_SIGNS = { live: "●", lost: "✕", connecting: "…" };

/** short: the figure alone, where there is no room for the sentence. */
function Sound({ short }) {
  if (blocked.value) return h("button", { class: "attention", onClick: allow }, [h(Icon, { name: "silent" }), t("sound.blocked")]);
  const left = now.value && mutedFor(); // looks again each second
  if (left > 0) {
    return h("button", { class: "attention", onClick: unmute, title: t("sound.unmute"), "aria-label": t("sound.muted", { left: duration(left) }) }, [h(Icon, { name: "silent" }), short ? duration(left) : t("sound.muted", { left: duration(left) })]);
  }
  return h("button", { onClick: mute }, [h(Icon, { name: "sound" }), t("sound.mute")]);
}
Sound.props = ["short"];

/** Whether it would not sound now: that stands at the top also on a phone. */
const quiet = () => blocked.value || (now.value && mutedFor() > 0);

async function signOut() {
  try {
    await api.signOut();
  } catch {
    // The server forgets the session by itself in time; this browser forgets it now.
  }
  signedOut(false);
}

function PageLink({ page, route }) {
  const here = pageOf(route, state.me.role);
  const current = (here.within ?? here.path) === page.path;
  return h("a", { href: `#/${page.path}`, "aria-current": current ? "page" : null }, t(page.word));
}
PageLink.props = ["page", "route"];

const close = (event) => event.currentTarget.closest("details").removeAttribute("open");

function shownPages() {
  const shown = pagesFor(state.me.role).filter((page) => page.word);
  return { shown, groups: [...new Set(shown.map((page) => page.group).filter(Boolean))] };
}

/** Pages of one group stand under its heading, in a list that opens. */
function navigation(route) {
  const { shown, groups } = shownPages();
  return h("nav", [
    ...shown.filter((page) => !page.group).map((page) => h(PageLink, { page, route })),
    ...groups.map((group) => {
      const members = shown.filter((page) => page.group === group);
      const here = pageOf(route, state.me.role);
      const current = members.some((page) => (here.within ?? here.path) === page.path);
      return h("details", { class: "group", name: "navigation" }, [
        h("summary", { "aria-current": current ? "true" : null }, t(group)),
        h("div", { onClick: close }, members.map((page) => h(PageLink, { page, route }))),
      ]);
    }),
  ]);
}

/** All of it under one button: the pages by their headings, then the tools. */
function menu(route) {
  const { shown, groups } = shownPages();
  const links = (pages) => h("div", { class: "links", onClick: close }, pages.map((page) => h(PageLink, { page, route })));
  return h("details", { class: "menu" }, [
    h("summary", [h("span", { "aria-hidden": "true" }, "☰ "), t("nav.menu")]),
    h("div", { class: "sheet" }, [
      h("nav", [links(shown.filter((page) => !page.group)), ...groups.map((group) => [h("p", { class: "heading" }, t(group)), links(shown.filter((page) => page.group === group))])]),
      tools(),
    ]),
  ]);
}

function tools() {
  return h("span", { class: "tools" }, [
    h(Sound),
    h("button", { class: "language", onClick: () => (settings.language = settings.language === "zh" ? "en" : "zh") }, t("language.other")),
    h("button", { onClick: () => (settings.theme = settings.theme === "dark" ? "light" : "dark") }, t(settings.theme === "dark" ? "theme.light" : "theme.dark")),
    h("button", { class: "help", onClick: () => (helping.value = true), "aria-label": t("keys.help") }, "?"),
    h("span", { class: "who" }, state.me.displayName),
    h("button", { class: "signout", onClick: signOut }, t("signout")),
  ]);
}

export function Header({ route }) {
  return h("header", { class: "top" }, [
    h("a", { href: "#/", class: "brand" }, t("app.name")),
    narrow.value ? null : navigation(route),
    h("span", { class: ["link", `link-${link.state}`], role: "status", "aria-live": "polite" }, [
      h("span", { "aria-hidden": "true" }, LINK_SIGNS[link.state] + " "),
      t(`link.${link.state}`),
    ]),
    narrow.value ? [quiet() ? h(Sound, { short: true }) : null, menu(route)] : tools(),
  ]);
}
Header.props = ["route"];
