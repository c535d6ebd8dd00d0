// What stands around a warning, and who is where.
import { request } from "../api.js";

const id = encodeURIComponent;

export const surroundings = {
  of: (warning) => request("GET", `/warnings/${id(warning)}/surroundings`),
  unreached: () => request("GET", "/unreached"),
  knock: (warning, body) => request("POST", `/warnings/${id(warning)}/knock`, body),
  headcount: (enterprise, site) => request("GET", `/sites/${id(enterprise)}/${id(site)}/people`),
};
