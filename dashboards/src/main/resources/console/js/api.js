// Talks to the server. Every failure becomes a Problem that can be shown.
import { settings } from "./settings.js";
import { t } from "./speak.js";

const BASE = "/api/v1";

/** What went wrong, in the reader's language. */
export class Problem extends Error {
  constructor(status, code, detail, faults = []) {
    super(detail);
    this.status = status;
    this.code = code;
    this.faults = faults; // each with its place, where the server names them
  }
}

let onSignedOut = () => {};

/** Told when the server no longer knows this reader. */
export function whenSignedOut(handler) {
  onSignedOut = handler;
}

async function problemOf(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    // Not a problem document: a proxy's page, perhaps. The status says enough.
  }
  return new Problem(response.status, body?.code ?? "", body?.detail ?? t("error.unknown", { detail: response.status }), body?.faults);
}

/** One request to the API; the pages' own calls are built of it. A Blob is sent as it is, by its own type; signal: to give it up. */
export async function request(method, path, body, signal) {
  const options = {
    method,
    credentials: "same-origin",
    signal,
    headers: { Accept: "application/json", "Accept-Language": settings.language, ...api.itself },
  };
  if (body !== undefined) {
    const file = body instanceof Blob;
    options.headers["Content-Type"] = file ? body.type : "application/json";
    options.body = file ? body : JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(BASE + path, options);
  } catch {
    if (signal?.aborted) throw new Problem(0, "aborted", "");
    throw new Problem(0, "network", t("error.network"));
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (response.status === 401 && path !== "/session") onSignedOut();
    throw problem;
  }
  return response.status === 204 ? null : response.json();
}

/** The parameters that are given, as the end of an address. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : "?" + new URLSearchParams(given).toString();
}

const id = encodeURIComponent;

export const api = {
  me: () => request("GET", "/session"),
  signIn: (account, password) => request("POST", "/session", { account, password }),
  signOut: () => request("DELETE", "/session"),
  warnings: (filter) => request("GET", "/warnings" + query(filter)),
  warning: (warning) => request("GET", `/warnings/${id(warning)}`),
  calls: (warning) => request("GET", `/warnings/${id(warning)}/calls`),
  evidence: (warning) => request("GET", `/warnings/${id(warning)}/evidence`),
  act: (warning, action, body) => request("POST", `/warnings/${id(warning)}/${action}`, body),
  sites: () => request("GET", "/sites"),
  rejects: (filter = {}) => request("GET", "/rejects" + query(filter)),
  audit: (filter) => request("GET", "/audit" + query(filter)),
  itself: { "X-Requested-With": "console" }, // so that no browser's own sign-in window comes up
  auditExport: BASE + "/audit/export",
  stream: BASE + "/stream",
};
