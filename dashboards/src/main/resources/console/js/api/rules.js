// The API's operations about rules and what is normal.
import { query, request } from "../api.js";

const of = (rule) => `/rules/${encodeURIComponent(rule)}`;

export const rules = {
  list: () => request("GET", "/rules"),
  versions: (rule) => request("GET", `${of(rule)}/versions`),
  diff: (rule, from, to) => request("GET", `${of(rule)}/diff` + query({ from, to })),
  check: (document) => request("POST", "/rules/check", { document }),
  put: (rule, document, expectedVersion, reason) => request("PUT", of(rule), { document, expectedVersion, reason }),
  remove: (rule, expectedVersion, reason) => request("DELETE", of(rule) + query({ expectedVersion, reason })),
  rollBack: (rule, version, expectedVersion, reason) => request("POST", `${of(rule)}/rollback`, { version, expectedVersion, reason }),
  mode: (rule, mode, expectedVersion, reason) => request("POST", `${of(rule)}/mode`, { mode, expectedVersion, reason }),
  faults: (rule) => request("GET", `${of(rule)}/faults`),
  shadow: (rule) => request("GET", `${of(rule)}/shadow`),
  baselines: (site) => request("GET", "/baselines" + query({ site })),
};
