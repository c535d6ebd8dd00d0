// The API's operations about accounts.
import { request } from "../api.js";

export const accounts = {
  list: () => request("GET", "/accounts"),
  put: (login, account) => request("PUT", `/accounts/${encodeURIComponent(login)}`, account),
};
