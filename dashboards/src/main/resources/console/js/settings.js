// What this reader chose, kept in this browser: language, theme, until when the sound is off, whether single keys act.
import { reactive, watch } from "../vendor/vue.js";

const KEY = "jiaoying.console";
const DEFAULTS = { language: "zh", theme: "dark", mutedUntil: 0, keys: true };

function load() {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { ...DEFAULTS };
  }
}

export const settings = reactive(load());
if (settings.language !== "zh" && settings.language !== "en") settings.language = DEFAULTS.language;
if (settings.theme !== "dark" && settings.theme !== "light") settings.theme = DEFAULTS.theme;

watch(
  settings,
  () => {
    document.documentElement.lang = settings.language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset.theme = settings.theme;
    try {
      localStorage.setItem(KEY, JSON.stringify(settings));
    } catch {
      // A browser without storage forgets the choice; nothing else depends on it.
    }
  },
  { immediate: true },
);
