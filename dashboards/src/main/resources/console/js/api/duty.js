// The API's operations about duty: rosters, people, handovers, drills, rests.
import { query, request } from "../api.js";

const id = encodeURIComponent;
const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const duty = {
  rosters: () => request("GET", "/rosters"),
  answer: (roster, at) => request("GET", `/rosters/${id(roster)}/answer` + query({ at })),
  calendar: (roster, from, days) => request("GET", `/rosters/${id(roster)}/calendar` + query({ from, days })),
  enter: (document, reason) => request("POST", "/roster", { document, reason }),
  entry: (kind, entry) => request("GET", "/roster/entries" + query({ kind, id: entry })),
  withdraw: (kind, entry, reason) => request("POST", "/roster/withdrawals", { kind, id: entry, reason }),
  importWorkbook: (file, reason, partly) => request("POST", "/roster/workbook" + query({ reason, partly }), new Blob([file], { type: WORKBOOK })),
  workbook: "/api/v1/roster/workbook",
  handovers: (state) => request("GET", "/handovers" + query({ state })),
  confirmHandover: (handover, note) => request("POST", "/handovers", { handover, note }),
  people: (filter) => request("GET", "/people" + query(filter)),
  sendCode: (person, address) => request("POST", `/people/${id(person)}/contact-codes`, { address }),
  enterCode: (person, address, code) => request("POST", `/people/${id(person)}/contact-verifications`, { address, code }),
  organisations: () => request("GET", "/organisations"),
  policies: () => request("GET", "/policies"),
  drills: () => request("GET", "/drills"),
  startDrill: (order) => request("POST", "/drills", order),
  figures: (warning) => request("GET", `/warnings/${id(warning)}/figures`),
  unreached: () => request("GET", "/unreached"),
  knock: (warning, knock) => request("POST", `/warnings/${id(warning)}/knock`, knock),
  rests: () => request("GET", "/rests"),
  beginRest: (order) => request("POST", "/rests", order),
  endRest: (rest, reason) => request("POST", `/rests/${id(rest)}/end`, { reason }),
  devices: (site) => request("GET", "/devices" + query({ site, limit: 200 })),
};
