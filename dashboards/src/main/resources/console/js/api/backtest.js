// The API's operation that tries a rule on stored history.
import { request } from "../api.js";

/** signal: of an AbortController; aborted, the server gives it up as well. */
export const backtest = (document, site, from, to, signal) => request("POST", "/rules/backtest", { document, site, from, to }, signal);
