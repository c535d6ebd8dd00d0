// What the map is drawn on.
import { request } from "../api.js";

export const map = {
  ground: () => request("GET", "/map"),
};
