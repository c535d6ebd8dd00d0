// How the feed of each device is: heard or silent, its clock, what was late or refused.
import { computed, defineComponent, h, ref } from "../../vendor/vue.js";
import { feeds } from "../api/feeds.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { say, t } from "../speak.js";
import { ago, duration, now } from "../time.js";

const AGAIN_MILLIS = 10_000;
const MOST = 2_000;
const SILENT_MILLIS = 10 * 60_000;
const OFF_MILLIS = 60_000;

/** What is wrong, the gravest first. Silence is told by how long ago the last message was, not by the rule about absence. */
function stateOf(feed) {
  if (!feed.lastSeen) return "never";
  if (now.value - Date.parse(feed.lastSeen) > SILENT_MILLIS) return "silent";
  if (feed.offsetMillis !== null && Math.abs(feed.offsetMillis) > OFF_MILLIS) return "clock";
  if (feed.refused > 0) return "refused";
  return feed.late > 0 ? "late" : "well";
}

function clockOf({ offsetMillis, lastSeen }) {
  if (offsetMillis === null) return lastSeen ? t("feeds.noStamp") : "";
  if (Math.abs(offsetMillis) < 2_000) return t("feeds.exact");
  return t(offsetMillis > 0 ? "feeds.ahead" : "feeds.behind", { duration: duration(Math.abs(offsetMillis)) });
}

async function readAll() {
  const all = [];
  let after = null;
  do {
    const page = await feeds.page(1, after);
    all.push(...page.items);
    after = page.next;
  } while (after !== null && all.length < MOST);
  return { all, more: after !== null };
}

export const FeedsPage = defineComponent({
  setup() {
    const page = reading(readAll, AGAIN_MILLIS);
    const enterprise = ref("");
    const onlyTrouble = ref(false);
    const enterprises = computed(() => [...new Map((page.value.value?.all ?? []).map((feed) => [feed.enterprise, feed.enterpriseName]))]);
    const chosen = computed(() => (page.value.value?.all ?? []).filter((feed) => !enterprise.value || feed.enterprise === enterprise.value));
    const trouble = computed(() => chosen.value.filter((feed) => stateOf(feed) !== "well"));

    const row = (feed) => {
      const state = stateOf(feed);
      return [
        h("span", { class: state === "well" ? "good" : state === "late" ? "notice" : "needs" }, t(`feed-state.${state}`)),
        `${say(feed.deviceName)} · ${feed.device}`,
        `${say(feed.enterpriseName)} · ${say(feed.siteName)}`,
        feed.lastSeen ? ago(feed.lastSeen) : "—",
        clockOf(feed),
        String(feed.messages),
        String(feed.values),
        String(feed.late),
        String(feed.replaced),
        feed.refused > 0 ? h("a", { class: "needs", href: "#/rejects", title: t("feeds.why") }, String(feed.refused)) : "0",
      ];
    };
    const head = () => ["feeds.state", "feeds.device", "list.site", "feeds.lastSeen", "feeds.offset", "feeds.messages", "feeds.values", "feeds.late", "feeds.replaced", "feeds.refused"].map((word) => t(word));

    function content({ all, more }) {
      if (all.length === 0) return [h("p", { class: "none" }, t("feeds.none"))];
      const shown = onlyTrouble.value ? trouble.value : chosen.value;
      return [
        h("div", { class: "filters" }, [
          enterprises.value.length > 1
            ? h("label", { class: "choice" }, [
                h("span", t("feeds.enterprise")),
                h("select", { value: enterprise.value, onChange: (event) => (enterprise.value = event.target.value) }, [h("option", { value: "" }, t("feeds.anyEnterprise")), ...enterprises.value.map(([id, name]) => h("option", { value: id }, say(name)))]),
              ])
            : null,
          h("button", { "aria-pressed": onlyTrouble.value ? "true" : "false", onClick: () => (onlyTrouble.value = !onlyTrouble.value) }, t(onlyTrouble.value ? "feeds.all" : "feeds.onlyTrouble")),
          h("strong", { class: trouble.value.length > 0 ? "needs" : "good" }, t("feeds.count", { trouble: trouble.value.length, count: chosen.value.length })),
        ]),
        more ? h("p", { class: "notice" }, t("feeds.more", { count: all.length })) : null,
        shown.length === 0 ? h("p", { class: "none" }, t("feeds.noneFits")) : table(t("feeds.title"), head(), shown.map(row)),
      ];
    }

    return () =>
      h("main", { class: "feeds" }, [
        h("h1", t("feeds.title")),
        h("p", { class: "detail" }, t("feeds.intro")),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
      ]);
  },
});
