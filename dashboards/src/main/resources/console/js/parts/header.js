// The line at the top: where one is, whether it is live, sound, language, who is signed in.
import { h } from "../../vendor/vue.js";
import { api } from "../api.js";
import { link } from "../live.js";
import { settings } from "../settings.js";
import { allow, blocked, mute, mutedFor, unmute } from "../sound.js";
import { t } from "../speak.js";
import { mayAct, signedOut, state } from "../state.js";
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

function navigation(route) {
  const pages = [["", "nav.warnings"]];
  if (state.me.role !== "official") pages.push(["rejects", "nav.rejects"]);
  if (mayAct()) pages.push(["audit", "nav.audit"]);
  return h(
    "nav",
    pages.map(([page, word]) =>
      h("a", { href: `#/${page}`, "aria-current": (route.page === page || (page === "" && route.page === "warnings")) ? "page" : null }, t(word)),
    ),
  );
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
      h("span", { class: "who" }, state.me.displayName),
      h("button", { class: "signout", onClick: signOut }, t("signout")),
    ]),
  ]);
}
Header.props = ["route"];
