// Times and durations. "Now" is the server's clock, which a replay may have set to another year.
import { computed, ref } from "../vendor/vue.js";
import { settings } from "./settings.js";
import { t } from "./speak.js";

const BEIJING = "Asia/Shanghai";
const formats = new Map();

let offsetMillis = 0;

/** The server's time in milliseconds, moving on each second: what shows an age reads this. */
export const now = ref(Date.now());

setInterval(() => {
  now.value = Date.now() + offsetMillis;
}, 1000);

/** Follows the server's clock. */
export function setServerTime(iso) {
  const millis = Date.parse(iso);
  if (Number.isNaN(millis)) return;
  offsetMillis = millis - Date.now();
  now.value = millis;
}

// In English too the year comes first: 01/03 is January to some and March to others.
function format(zone, withDate) {
  const key = `${settings.language} ${zone} ${withDate}`;
  if (!formats.has(key)) {
    const options = { timeZone: zone, hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" };
    if (withDate) Object.assign(options, { year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(key, new Intl.DateTimeFormat(settings.language === "zh" ? "zh-CN" : "sv-SE", options));
  }
  return formats.get(key);
}

const days = new Map();

function dayOf(millis, zone) {
  if (!days.has(zone)) days.set(zone, new Intl.DateTimeFormat("sv-SE", { timeZone: zone }));
  return days.get(zone).format(millis);
}

const todays = new Map();

/** The day it is there; what shows it is drawn anew at midnight, not each second. */
function today(zone) {
  if (!todays.has(zone)) todays.set(zone, computed(() => dayOf(now.value, zone)));
  return todays.get(zone).value;
}

/** The time of day at the site, with the date when it is not today. */
export function clock(iso, zone = BEIJING) {
  if (!iso) return "";
  const millis = Date.parse(iso);
  return format(zone, dayOf(millis, zone) !== today(zone)).format(millis);
}

/** Date and time at the site. */
export function dateTime(iso, zone = BEIJING) {
  return iso ? format(zone, true).format(Date.parse(iso)) : "";
}

/** The two largest units that are not nothing: "3 分 12 秒", "2 h 5 min". */
export function duration(millis) {
  let rest = Math.max(0, Math.floor(millis / 1000));
  const parts = [];
  for (const [unit, seconds] of [["d", 86400], ["h", 3600], ["m", 60], ["s", 1]]) {
    const n = Math.floor(rest / seconds);
    rest -= n * seconds;
    if (n > 0 || (unit === "s" && parts.length === 0)) parts.push(t(`unit.${unit}`, { n }));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(" ");
}

export function ago(iso) {
  return iso ? t("age.ago", { duration: duration(now.value - Date.parse(iso)) }) : "";
}

export function left(iso) {
  return iso ? duration(Date.parse(iso) - now.value) : "";
}
