// The API's operations about how much the warnings ask of people.
import { query, request } from "../api.js";

export const load = {
  of: (from, to) => request("GET", "/load" + query({ from, to })),
};
