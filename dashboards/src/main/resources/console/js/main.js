// Starts the console: who is signed in, which page is asked for, what the title says.
import { createApp, defineComponent, h, reactive, watch } from "../vendor/vue.js";
import { api, whenSignedOut } from "./api.js";
import { Help, onKey } from "./keys.js";
import { link } from "./live.js";
import { pageOf } from "./pages.js";
import { unanswered } from "./parts/row.js";
import { SignIn } from "./pages/sign-in.js";
import { Header } from "./parts/header.js";
import { settings } from "./settings.js";
import { allow, blocked } from "./sound.js";
import { t } from "./speak.js";
import { openWarnings, signedIn, signedOut, state } from "./state.js";
import { clock } from "./time.js";

const route = reactive({ page: "", id: "" });

function readRoute() {
  const [page = "", id = ""] = location.hash.replace(/^#\/?/, "").split("/");
  route.page = page;
  try {
    route.id = decodeURIComponent(id);
  } catch {
    route.id = id;
  }
}

function page() {
  const found = pageOf(route, state.me.role);
  return route.id && found.single ? h(found.single, { id: route.id, key: route.id }) : h(found.component);
}

const App = defineComponent({
  setup: () => () => {
    if (state.me === undefined) return h("main", { class: "none" }, state.error ?? t("warning.loading"));
    if (state.me === null) return h(SignIn);
    return [
      pageOf(route, state.me.role).bare ? null : h(Header, { route }),
      link.state === "lost" && state.loaded
        ? h("p", { class: "stale-note", role: "alert" }, t("link.stale", { time: clock(new Date(state.loadedAt).toISOString()) }))
        : null,
      page(),
      h(Help),
    ];
  },
});

watch(
  () => [settings.language, openWarnings.value.filter(unanswered).length, openWarnings.value.length],
  ([, waiting, open]) => {
    document.title = (open > 0 ? `(${waiting}/${open}) ` : "") + t("app.title");
  },
  { immediate: true },
);

// A browser lets a page sound only after the reader touched it once.
addEventListener("pointerdown", () => blocked.value && allow());
addEventListener("hashchange", readRoute);
addEventListener("keydown", (event) => state.me && onKey(event));
whenSignedOut(() => signedOut(true));

async function start() {
  try {
    signedIn(await api.me());
    state.error = null;
  } catch (problem) {
    if (problem.status === 401) {
      state.me = null;
    } else {
      state.error = problem.message;
      setTimeout(start, 3_000);
    }
  }
}

readRoute();
createApp(App).mount("#app");
start();
