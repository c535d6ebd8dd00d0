// The API's operations about the feeds of devices.
import { query, request } from "../api.js";

export const feeds = {
  page: (days, after) => request("GET", "/feeds" + query({ days, limit: 200, after })),
};
