// What the console knows: who reads it, and the warnings as the server last told them.
import { computed, reactive } from "../vendor/vue.js";
import { api } from "./api.js";
import { follow, link } from "./live.js";
import { ring } from "./sound.js";
import { now } from "./time.js";

const LEVELS = ["blue", "yellow", "orange", "red"];
const PAGE = 200;

export const state = reactive({
  me: undefined, // undefined: not asked yet; null: nobody is signed in
  ended: false, // the session ended by itself
  warnings: new Map(), // open ones by id
  loaded: false,
  loadedAt: 0, // server's time of the last complete reading
  error: null,
  changes: 0, // grows with each step of any warning
  changedIds: new Map(), // id → value of changes at its last step
});

export function rank(level) {
  return LEVELS.indexOf(level);
}

export function mayAct() {
  return state.me?.role === "officer" || state.me?.role === "administrator";
}

/** Gravest first; within a level the oldest first, since it waits longest. */
export function byGravity(a, b) {
  return rank(b.level) - rank(a.level) || Date.parse(a.openedAt) - Date.parse(b.openedAt) || (a.id < b.id ? -1 : 1);
}

export const openWarnings = computed(() => [...state.warnings.values()].sort(byGravity));

/** Whether what is shown may have been overtaken. */
export const stale = computed(() => link.state === "lost" || !state.loaded);

let stream = null;

async function readAll() {
  const found = new Map();
  let after = null;
  do {
    const page = await api.warnings({ state: "active", limit: PAGE, after });
    page.items.forEach((warning) => found.set(warning.id, warning));
    after = page.next;
  } while (after !== null);
  return found;
}

async function refresh() {
  try {
    const found = await readAll();
    const known = state.loaded ? state.warnings : null;
    state.warnings = found;
    state.loaded = true;
    state.loadedAt = now.value;
    state.error = null;
    state.changes += 1;
    for (const id of found.keys()) state.changedIds.set(id, state.changes);
    if (known) for (const warning of found.values()) if (isGraver(warning, known.get(warning.id))) ring(warning.level);
  } catch (problem) {
    if (problem.status === 401) return;
    state.error = problem.message;
    retryRefresh();
  }
}

let retryTimer = 0;
function retryRefresh() {
  clearTimeout(retryTimer);
  retryTimer = setTimeout(() => stream && refresh(), 3_000);
}

function isGraver(warning, before) {
  return before === undefined || rank(warning.level) > rank(before.level);
}

function apply(event) {
  const warning = event.warning;
  const before = state.warnings.get(warning.id);
  if (warning.state === "closed") state.warnings.delete(warning.id);
  else state.warnings.set(warning.id, warning);
  state.loadedAt = now.value;
  state.changes += 1;
  state.changedIds.set(warning.id, state.changes);
  if ((event.type === "opened" || event.type === "raised") && isGraver(warning, before)) ring(warning.level);
}

export function signedIn(account) {
  state.me = account;
  state.ended = false;
  stream?.stop();
  stream = follow({ onSnapshot: refresh, onEvent: apply, onSignedOut: () => signedOut(true) });
}

export function signedOut(byItself) {
  if (!state.me && state.me !== undefined) return;
  stream?.stop();
  stream = null;
  state.me = null;
  state.ended = byItself;
  state.warnings = new Map();
  state.loaded = false;
  state.changedIds = new Map();
}
