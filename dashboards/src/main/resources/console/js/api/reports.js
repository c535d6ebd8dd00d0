// The API's operations about inspections, hidden dangers and reports.
import { query, request } from "../api.js";
import { settings } from "../settings.js";

const BASE = "/api/v1";
const id = encodeURIComponent;

export const reports = {
  inspections: (filter) => request("GET", "/inspections" + query(filter)),
  inspection: (one) => request("GET", `/inspections/${id(one)}`),
  enterInspection: (entry) => request("POST", "/inspections", entry),
  noteMeasure: (one, measure) => request("POST", `/inspections/${id(one)}/measures`, measure),
  withdrawInspection: (one, reason) => request("POST", `/inspections/${id(one)}/withdraw`, { reason }),
  dangers: (filter) => request("GET", "/dangers" + query(filter)),
  danger: (one) => request("GET", `/dangers/${id(one)}`),
  enterDanger: (entry) => request("POST", "/dangers", entry),
  step: (one, step) => request("POST", `/dangers/${id(one)}/steps`, step),
  setting: () => request("GET", "/reports/setting"),
  set: (setting) => request("PUT", "/reports/setting", setting),
  /** A report as it stands on the sheet, to be shown here. */
  paper: (path, parameters) => request("GET", path + query({ ...parameters, format: "json", lang: settings.language })),
  /** Where a report can be had as a file or a page of its own. */
  file: (path, parameters, format) => BASE + path + query({ ...parameters, format, lang: settings.language }),
  record: (warning) => `/warnings/${id(warning)}/record`,
  history: (danger) => `/dangers/${id(danger)}/history`,
};

/** Without what was left empty. */
export function given(values) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined));
}
