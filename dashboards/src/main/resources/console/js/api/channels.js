// The API's operation about channels.
import { request } from "../api.js";

export const channels = {
  list: () => request("GET", "/channels"),
};
