// The pages there are, who sees them, and under which heading they stand.
import { AuditPage } from "./pages/audit.js";
import { WarningList } from "./pages/list.js";
import { RejectsPage } from "./pages/rejects.js";
import { WarningPage } from "./pages/warning.js";

const ALL = ["officer", "administrator", "official", "enterprise"];
const DESK = ["officer", "administrator"];

/**
 * path: the address after #/. word: how it is called. roles: who may see it. single: the page of one thing, at #/path/id.
 * group: the heading under which the navigation has it; none: it stands by itself.
 */
export const pages = [
  { path: "", word: "nav.warnings", roles: ALL, component: WarningList },
  { path: "warnings", roles: ALL, single: WarningPage, within: "" },
  { path: "rejects", word: "nav.rejects", group: "nav.data", roles: ["officer", "administrator", "enterprise"], component: RejectsPage },
  { path: "audit", word: "nav.audit", group: "nav.data", roles: DESK, component: AuditPage },
];

/** What a reader of that role may see. */
export function pagesFor(role) {
  return pages.filter((page) => page.roles.includes(role));
}

/** The page of an address, for a reader of that role; what is not there or not theirs is the first one. */
export function pageOf(route, role) {
  const found = pagesFor(role).find((page) => page.path === route.page && (route.id ? page.single : page.component));
  return found ?? pages[0];
}
