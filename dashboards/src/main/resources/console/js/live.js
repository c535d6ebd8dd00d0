// The live stream: server-sent events over fetch, so that heartbeats are seen (EventSource hides comments), a silent
// connection is noticed, and a resumed one asks for what it missed.
import { reactive } from "../vendor/vue.js";
import { api } from "./api.js";
import { setServerTime } from "./time.js";

const SILENT_MILLIS = 15_000;
const RETRY_MILLIS = [500, 1_000, 2_000, 4_000, 8_000];

/** state: connecting, live or lost; lastHeard: when anything last came, in milliseconds of this browser. */
export const link = reactive({ state: "connecting", lastHeard: 0 });

/** Splits a stream of text into events of SSE; comments are given as {comment}. */
export function sseParser(onEvent) {
  let rest = "";
  let event = { id: null, type: "message", data: [] };
  function line(text) {
    if (text === "") {
      if (event.data.length > 0) onEvent({ id: event.id, type: event.type, data: event.data.join("\n") });
      event = { id: null, type: "message", data: [] };
    } else if (text.startsWith(":")) {
      onEvent({ comment: text.slice(1).trim() });
    } else {
      const colon = text.indexOf(":");
      const field = colon < 0 ? text : text.slice(0, colon);
      const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
      if (field === "id") event.id = value;
      else if (field === "event") event.type = value;
      else if (field === "data") event.data.push(value);
    }
  }
  return (chunk) => {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop();
    lines.forEach(line);
  };
}

/**
 * Follows the stream until stopped.
 *
 * @param handlers onSnapshot(): read everything anew; onEvent(event): one step of a warning; onSignedOut()
 * @returns {stop} to end it
 */
export function follow(handlers) {
  let lastId = null;
  let stopped = false;
  let failures = 0;
  let abort = null;
  let retryTimer = 0;

  function heard() {
    link.lastHeard = Date.now();
    link.state = "live";
    failures = 0;
  }

  function receive(event) {
    heard();
    if (event.comment !== undefined) {
      if (event.comment) setServerTime(event.comment);
      return;
    }
    const data = JSON.parse(event.data);
    if (event.id !== null) lastId = event.id;
    if (event.type === "snapshot") {
      setServerTime(data.now);
      handlers.onSnapshot();
    } else {
      handlers.onEvent({ ...data, type: event.type });
    }
  }

  async function once() {
    abort = new AbortController();
    const headers = { Accept: "text/event-stream", ...api.itself };
    if (lastId !== null) headers["Last-Event-ID"] = lastId;
    const response = await fetch(api.stream, { headers, credentials: "same-origin", cache: "no-store", signal: abort.signal });
    if (response.status === 401) {
      stopped = true;
      handlers.onSignedOut();
      return;
    }
    if (!response.ok) throw new Error(`stream: ${response.status}`);
    heard();
    const feed = sseParser(receive);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      feed(value);
    }
  }

  async function run() {
    try {
      await once();
    } catch {
      // Dropped, refused or silent: all are answered by another attempt.
    }
    if (stopped) return;
    link.state = "lost";
    retryTimer = setTimeout(run, RETRY_MILLIS[Math.min(failures++, RETRY_MILLIS.length - 1)]);
  }

  const watchdog = setInterval(() => {
    if (link.state === "live" && Date.now() - link.lastHeard > SILENT_MILLIS) {
      link.state = "lost";
      abort?.abort();
    }
  }, 1_000);

  link.state = "connecting";
  run();
  return {
    stop() {
      stopped = true;
      clearInterval(watchdog);
      clearTimeout(retryTimer);
      abort?.abort();
    },
  };
}
