// The line at the top: where one is, whether it is live, sound, language, who is signed in.
import { h } from "../../vendor/vue.js";
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

const LINK_SIGNS = { live: "●", lost: "✕", connecting: "…" };

function Sound() {
  if (blocked.value) return h("button", { class: "attention", onClick: allow }, [h(Icon, { name: "silent" }), t("sound.blocked")]);
  const left = now.value && mutedFor(); // looks again each second
  if (left > 0) {
    return h("button", { class: "attention", onClick: unmute, title: t("sound.unmute") }, [h(Icon, { name: "silent" }), t("sound.muted", { left: duration(left) })]);
  }
  return h("button", { onClick: mute }, [h(Icon, { name: "sound" }), t("sound.mute")]);
}

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

/** Pages of one group stand under its heading, in a list that opens. */
function navigation(route) {
  const shown = pagesFor(state.me.role).filter((page) => page.word);
  const groups = [...new Set(shown.map((page) => page.group).filter(Boolean))];
  const close = (event) => event.currentTarget.closest("details").removeAttribute("open");
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

export function Header({ route }) {
  return h("header", { class: "top" }, [
    h("a", { href: "#/", class: "brand" }, t("app.name")),
    navigation(route),
    h("span", { class: ["link", `link-${link.state}`], role: "status", "aria-live": "polite" }, [
      h("span", { "aria-hidden": "true" }, LINK_SIGNS[link.state] + " "),
      t(`link.${link.state}`),
    ]),
    h("span", { class: "tools" }, [
      h(Sound),
      h("button", { class: "language", onClick: () => (settings.language = settings.language === "zh" ? "en" : "zh") }, t("language.other")),
      h("button", { onClick: () => (settings.theme = settings.theme === "dark" ? "light" : "dark") }, t(settings.theme === "dark" ? "theme.light" : "theme.dark")),
      h("button", { class: "help", onClick: () => (helping.value = true), "aria-label": t("keys.help") }, "?"),
      h("span", { class: "who" }, state.me.displayName),
      h("button", { class: "signout", onClick: signOut }, t("signout")),
    ]),
  ]);
}
Header.props = ["route"];
