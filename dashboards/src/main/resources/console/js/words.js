// Every word a reader sees, Chinese first: one file for each part of the console. What is missing in one language, or is said
// twice, is found by ConsoleFilesTest.
import * as accounts from "./words/accounts.js";
import * as around from "./words/around.js";
import * as backtest from "./words/backtest.js";
import * as channels from "./words/channels.js";
import * as desk from "./words/desk.js";
import * as duty from "./words/duty.js";
import * as feeds from "./words/feeds.js";
import * as load from "./words/load.js";
import * as map from "./words/map.js";
import * as rules from "./words/rules.js";
import * as reports from "./words/reports.js";
import * as wall from "./words/wall.js";

const parts = [accounts, around, backtest, channels, desk, duty, map, rules, load, feeds, reports, wall];

export const words = {
  zh: Object.assign({}, ...parts.map((part) => part.zh)),
  en: Object.assign({}, ...parts.map((part) => part.en)),
};
