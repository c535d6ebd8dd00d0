// What the console knows: who reads it, and the warnings as the server last told them.
import { computed, reactive, shallowReactive } from "../vendor/vue.js";
import { api } from "./api.js";
import { follow, link } from "./live.js";
import { ring } from "./sound.js";
import { now } from "./time.js";

const LEVELS = ["blue", "yellow", "orange", "red"];
const PAGE = 200;

// Shallow: a warning is replaced as a whole, never changed; nobody watches its fields.
export const state = shallowReactive({
  me: undefined, // undefined: not asked yet; null: nobody is signed in
  ended: false, // the session ended by itself
  warnings: new Map(), // open ones by id
  loaded: false,
  loadedAt: 0, // server's time of the last complete reading
  error: null,
});

/** How often each warning that a page looks at has changed, by id; closed ones too. */
export const watched = reactive(new Map());

export function rank(level) {
  return LEVELS.indexOf(level);
}

export function mayAct() {
  return state.me?.role === "officer" || state.me?.role === "administrator";
}

function isResting(warning) {
  return warning.shelvedUntil !== null;
}

function isUnanswered(warning) {
  return warning.state === "open" || warning.state === "cleared-unanswered";
}

/** What needs a hand next first: gravest, then unanswered, then the oldest, since it waits longest; what rests comes last. */
export function byNeed(a, b) {
  return (
    isResting(a) - isResting(b) ||
    rank(b.level) - rank(a.level) ||
    isUnanswered(b) - isUnanswered(a) ||
    (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : a.id < b.id ? -1 : 1)
  );
}

export const openWarnings = computed(() => [...state.warnings.values()].sort(byNeed));

/** Whether what is shown may have been overtaken. */
export const stale = computed(() => link.state === "lost" || !state.loaded);

let stream = null;
let arrived = []; // told, not yet applied
let planned = 0;

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

let reading = false;

async function refresh() {
  reading = true; // what is told meanwhile is applied to what was read
  try {
    const found = await readAll();
    const known = state.loaded ? state.warnings : null;
    state.warnings = found;
    state.loaded = true;
    state.loadedAt = now.value;
    state.error = null;
    for (const id of watched.keys()) watched.set(id, watched.get(id) + 1);
    if (known) ringFor([...found.values()].filter((warning) => isGraver(warning, known.get(warning.id))));
  } catch (problem) {
    if (problem.status === 401) return;
    state.error = problem.message;
    retryRefresh();
  } finally {
    reading = false;
    if (arrived.length > 0) applyArrived();
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

/** One tone for all that came at once: the gravest. */
function ringFor(warnings) {
  const gravest = Math.max(-1, ...warnings.map((warning) => rank(warning.level)));
  if (gravest >= 0) ring(LEVELS[gravest]);
}

/** Events are applied together, once a frame: in a flood the page is drawn as often as it can be, not as often as it is told. */
function receive(event) {
  arrived.push(event);
  // A page in the background is given no frames: there a timer has its warnings sound.
  planned ||= document.hidden ? setTimeout(applyArrived, 200) : requestAnimationFrame(applyArrived);
}

function applyArrived() {
  planned = 0;
  if (reading || arrived.length === 0 || !state.me) return;
  const events = arrived;
  arrived = [];
  const warnings = new Map(state.warnings);
  const graver = [];
  for (const { type, warning } of events) {
    if ((type === "opened" || type === "raised") && isGraver(warning, warnings.get(warning.id))) graver.push(warning);
    if (warning.state === "closed") warnings.delete(warning.id);
    else warnings.set(warning.id, warning);
    if (watched.has(warning.id)) watched.set(warning.id, watched.get(warning.id) + 1);
  }
  state.warnings = warnings;
  state.loadedAt = now.value;
  ringFor(graver);
}

document.addEventListener("visibilitychange", () => applyArrived());

export function signedIn(account) {
  state.me = account;
  state.ended = false;
  stream?.stop();
  stream = follow({ onSnapshot: refresh, onEvent: receive, onSignedOut: () => signedOut(true) });
}

export function signedOut(byItself) {
  if (!state.me && state.me !== undefined) return;
  stream?.stop();
  stream = null;
  state.me = null;
  state.ended = byItself;
  state.warnings = new Map();
  state.loaded = false;
  arrived = [];
}
