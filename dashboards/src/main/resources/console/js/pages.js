// The pages there are, who sees them, and under which heading they stand.
import { AccountsPage } from "./pages/accounts.js";
import { AuditPage } from "./pages/audit.js";
import { BaselinesPage } from "./pages/baselines.js";
import { ChannelsPage } from "./pages/channels.js";
import { DangerPage, DangersPage } from "./pages/dangers.js";
import { DrillPage, DrillsPage } from "./pages/drills.js";
import { DutyPage } from "./pages/duty.js";
import { FeedsPage } from "./pages/feeds.js";
import { HandoversPage } from "./pages/handovers.js";
import { InspectionPage, InspectionsPage } from "./pages/inspections.js";
import { WarningList } from "./pages/list.js";
import { LoadPage } from "./pages/load.js";
import { MapPage } from "./pages/map.js";
import { OrganisationsPage } from "./pages/organisations.js";
import { PeoplePage } from "./pages/people.js";
import { PoliciesPage } from "./pages/policies.js";
import { RejectsPage } from "./pages/rejects.js";
import { AnswersPage, MonthlyPage, ShiftPage } from "./pages/reports.js";
import { RestsPage } from "./pages/rests.js";
import { RulePage } from "./pages/rule.js";
import { RulesPage } from "./pages/rules.js";
import { UnreachedPage } from "./pages/unreached.js";
import { SitesPage } from "./pages/sites.js";
import { WallPage } from "./pages/wall.js";
import { WarningPage } from "./pages/warning.js";
import { WorkbookPage } from "./pages/workbook.js";

const ALL = ["officer", "administrator", "official", "enterprise"];
const DESK = ["officer", "administrator"];

/**
 * path: the address after #/. word: how it is called. roles: who may see it. single: the page of one thing, at #/path/id.
 * group: the heading under which the navigation has it; none: it stands by itself.
 * bare: nothing stands around it.
 */
export const pages = [
  { path: "", word: "nav.warnings", roles: ALL, component: WarningList },
  { path: "warnings", roles: ALL, single: WarningPage, within: "" },
  { path: "sites", word: "sites.nav", roles: ALL, component: SitesPage },
  { path: "map", word: "map.nav", roles: ["officer", "administrator", "enterprise"], component: MapPage },
  { path: "wall", word: "wall.nav", roles: DESK, component: WallPage, bare: true },
  { path: "duty", word: "duty.nav", group: "nav.duty", roles: DESK, component: DutyPage },
  { path: "handovers", word: "handovers.nav", group: "nav.duty", roles: ["officer", "administrator", "official"], component: HandoversPage },
  { path: "unreached", word: "unreached.nav", group: "nav.duty", roles: DESK, component: UnreachedPage },
  { path: "drills", word: "drills.nav", group: "nav.duty", roles: DESK, component: DrillsPage, single: DrillPage },
  { path: "rests", word: "rests.nav", group: "nav.duty", roles: DESK, component: RestsPage },
  { path: "people", word: "people.nav", group: "nav.duty", roles: DESK, component: PeoplePage },
  { path: "organisations", word: "organisations.nav", group: "nav.duty", roles: DESK, component: OrganisationsPage },
  { path: "policies", word: "policies.nav", group: "nav.duty", roles: ["officer", "administrator", "official"], component: PoliciesPage },
  { path: "channels", word: "channels.nav", group: "nav.duty", roles: DESK, component: ChannelsPage },
  { path: "workbook", word: "workbook.nav", group: "nav.duty", roles: ["administrator"], component: WorkbookPage },
  { path: "accounts", word: "accounts.nav", group: "nav.duty", roles: ["administrator"], component: AccountsPage },
  { path: "rules", word: "rules.nav", group: "nav.detection", roles: DESK, component: RulesPage, single: RulePage },
  { path: "baselines", word: "baselines.nav", group: "nav.detection", roles: DESK, component: BaselinesPage },
  { path: "feeds", word: "feeds.nav", group: "nav.data", roles: ["officer", "administrator", "enterprise"], component: FeedsPage },
  { path: "rejects", word: "nav.rejects", group: "nav.data", roles: ["officer", "administrator", "enterprise"], component: RejectsPage },
  { path: "load", word: "load.nav", group: "nav.reports", roles: DESK, component: LoadPage },
  { path: "audit", word: "nav.audit", group: "nav.data", roles: DESK, component: AuditPage },
  { path: "dangers", word: "dangers.nav", group: "nav.reports", roles: ["officer", "administrator", "enterprise"], component: DangersPage, single: DangerPage },
  { path: "inspections", word: "inspections.nav", group: "nav.reports", roles: ["officer", "administrator", "enterprise"], component: InspectionsPage, single: InspectionPage },
  { path: "monthly", word: "monthly.nav", group: "nav.reports", roles: DESK, component: MonthlyPage },
  { path: "shift", word: "shift.nav", group: "nav.reports", roles: DESK, component: ShiftPage },
  { path: "answers", word: "answers.nav", group: "nav.reports", roles: DESK, component: AnswersPage },
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
