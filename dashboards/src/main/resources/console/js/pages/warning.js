// One warning: what, where, since when; its curve, breaches, chain, calls and answers; what can be done.
import { defineComponent, h, onBeforeUnmount, onMounted, ref, watch } from "../../vendor/vue.js";
import { api, Problem } from "../api.js";
import { surroundings } from "../api/surroundings.js";
import { Actions } from "../parts/actions.js";
import { Curve } from "../parts/curve.js";
import { Icon } from "../parts/icon.js";
import { Stages } from "../parts/progress.js";
import { Surroundings } from "../parts/surroundings.js";
import { Unreached } from "../parts/unreached.js";
import { Level } from "../parts/level.js";
import { TimeLine } from "../parts/timeline.js";
import { WarningDangers } from "../parts/warning-dangers.js";
import { actorName, say, t, tOr } from "../speak.js";
import { mayAct, stale, state, watched } from "../state.js";
import { ago, clock, dateTime, left, now } from "../time.js";
import { Badges, nextStep, number, unanswered, valueAgainstLimit } from "../parts/row.js";

const CURVE_MILLIS = 5_000;
const AROUND_MILLIS = 15_000;

function fact(word, value, className) {
  if (!value) return null;
  return h("div", { class: ["fact", className] }, [h("dt", t(word)), h("dd", value)]);
}

/** The last value of the curve, while the warning is open. */
function valueNow(warning, evidence) {
  const last = evidence?.values.at(-1);
  if (!last || warning.state === "closed") return null;
  return `${Number(last[1].toPrecision(4))} ${evidence.unit}`;
}

function facts(warning, evidence) {
  const zone = warning.site.timeZone;
  const top = warning.breaches.find((breach) => breach.id === warning.topBreach);
  return h("dl", { class: "facts" }, [
    fact("warning.value", valueNow(warning, evidence), "big"),
    fact("warning.atOpening", valueAgainstLimit(warning), "big"),
    fact("warning.since", [dateTime(warning.openedAt, zone), h("span", { class: "ago" }, ` ${ago(warning.openedAt)}`)]),
    fact("warning.where", `${say(warning.site.enterpriseName)} · ${say(warning.place)}`),
    fact("warning.device", top ? say(top.deviceName) : ""),
    fact("warning.id", `${warning.id} · ${t("warning.code", { code: warning.code })}`),
    fact("warning.rule", top ? `${top.rule} · v${top.ruleVersion}` : ""),
  ]);
}

function standing(warning) {
  return h("p", { class: ["standing", { waiting: unanswered(warning) }] }, [
    warning.attention ? h("span", { class: "needs" }, [h(Icon, { name: "flag" }), t(`attention.${warning.attention}`)]) : null,
    h("strong", t(`state.${warning.state}`)),
    warning.acknowledgedBy ? h("span", t("warning.ackBy", { name: warning.acknowledgedBy.name })) : null,
    unanswered(warning) && warning.tiers ? h("span", t("list.tier", { tier: warning.tier, tiers: warning.tiers })) : null,
    nextStep(warning) ? h("span", nextStep(warning)) : null,
    due(warning),
    warning.closedBy ? h("span", `${actorName(warning.closedBy.actor, warning.closedBy.name)} · ${warning.closeReason ?? ""}`) : null,
  ]);
}

function due(warning) {
  const at = warning.state.endsWith("acknowledged") ? warning.firstReportDue : warning.state === "cleared-reported" ? warning.closingReportDue : null;
  if (!at || Date.parse(at) <= now.value) return null;
  return h("span", t("warning.reportDue", { left: left(at) }));
}

/** What the last step of a breach that says so rests on: sentence, numbers, neighbours. */
function grounds(breach, zone) {
  const found = [...breach.transitions].reverse().find((step) => step.evidence)?.evidence;
  if (!found) return null;
  const numbers = found.numbers.filter((one) => one.value !== null).map((one) => `${one.name} ${Number(one.value.toPrecision(4))}`);
  const { forecast, stretch } = found;
  return h("span", { class: "detail evidence" }, [
    `${t("warning.evidence")} ${say(found.text)}`,
    forecast ? ` · ${t("warning.forecast", { at: dateTime(forecast.at, zone), earliest: dateTime(forecast.earliest, zone), latest: dateTime(forecast.latest, zone) })}` : "",
    numbers.length > 0 ? ` · ${numbers.join(" · ")}` : "",
    found.others.length > 0 ? ` · ${t("warning.against", { others: found.others.join(" ") })}` : "",
    stretch ? ` · ${dateTime(stretch.from, zone)} – ${dateTime(stretch.to, zone)}` : "",
  ]);
}

function breaches(warning) {
  return h("section", { class: "card" }, [
    h("h2", t("warning.breaches")),
    h(
      "ul",
      { class: "breaches" },
      warning.breaches.map((breach) =>
        h("li", { class: { over: !breach.open } }, [
          h(Level, { level: breach.level }),
          h("span", { class: "words" }, [
            say(breach.reason),
            h("span", { class: "detail" }, [
              [say(breach.deviceName), valueAgainstLimit(breach), clock(breach.openedAt, warning.site.timeZone)].filter(Boolean).join(" · "),
              breach.open ? "" : ` – ${clock(breach.clearedAt, warning.site.timeZone)} ${t("event.cleared")}`,
            ]),
            grounds(breach, warning.site.timeZone),
          ]),
        ]),
      ),
    ),
  ]);
}

/** The last call to a person in the present chase tells how it stands with them. */
function standingOf(person, calls, responses) {
  const answer = [...responses].reverse().find((response) => response.person === person.id);
  if (answer) return [answer.kind === "help" ? "help-asked" : "answered", tOr(`response.${answer.kind}`, answer.kind)];
  const last = calls.filter((call) => call.person.id === person.id).at(-1);
  return last ? [last.state, tOr(`call.${last.state}`, last.state)] : ["", t("chain.notYet")];
}

function chain(warning, calls) {
  return h("section", { class: "card" }, [
    h("h2", t("warning.chain")),
    h(
      "ol",
      { class: "tiers" },
      warning.chain.tiers.map((tier) =>
        h("li", { class: { current: unanswered(warning) && tier.position === warning.tier } }, [
          h("h3", [`${t("warning.tier", { tier: tier.position })} ${tier.name}`, h("span", { class: "detail" }, t("warning.minutes", { minutes: number(tier.answerSeconds / 60) }))]),
          h(
            "ul",
            tier.people.map((person) => {
              const [sign, words] = standingOf(person, calls, warning.responses);
              return h("li", { class: `person call-${sign}` }, [
                h("span", [person.name, person.post ? ` · ${person.post}` : "", person.phone ? ` · ${person.phone}` : ""]),
                h("span", { class: "callstate" }, words),
              ]);
            }),
          ),
        ]),
      ),
    ),
  ]);
}

function reports(warning) {
  return h("section", { class: "card" }, [
    h("h2", t("warning.reports")),
    warning.reports.length === 0 ? h("p", { class: "detail" }, t("warning.noReports")) : null,
    ...warning.reports.map((report) =>
      h("article", { class: "report" }, [
        h("h3", `${t(`report.${report.kind}`)} · ${report.name} · ${clock(report.at, warning.site.timeZone)}`),
        h("dl", [
          fact("report.commander", report.commander),
          fact("report.affected", [report.affected, report.peopleMoved === null ? "" : ` · ${t("report.moved", { count: report.peopleMoved })}`].join("")),
          fact("report.done", report.done),
        ]),
      ]),
    ),
  ]);
}

/** Every recorded step. */
function filed(warning) {
  return h("section", { class: "card" }, [
    h("details", { class: "steps" }, [
      h("summary", t("around.audit")),
      h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("around.audit") }, [
        h("table", [
          h("thead", h("tr", ["audit.at", "audit.who", "audit.what", "audit.why"].map((word) => h("th", t(word))))),
          h(
            "tbody",
            warning.steps.map((step) =>
              h("tr", { key: step.seq }, [
                h("td", dateTime(step.at, warning.site.timeZone)),
                h("td", actorName(step.actor, step.name)),
                h("td", tOr(`step.${step.action}`, step.action)),
                h("td", { class: "detail" }, say(step.reason)),
              ]),
            ),
          ),
        ]),
      ]),
    ]),
  ]);
}

export const WarningPage = defineComponent({
  props: ["id"],
  setup(props) {
    const warning = ref(null);
    const calls = ref([]);
    const evidence = ref(null);
    const failure = ref("");
    let reading = false;
    let again = false;
    let gone = false;
    const around = ref(null);
    let curveTimer = 0;
    let aroundTimer = 0;

    async function read() {
      if (reading) {
        again = true; // told of a change while asking: ask once more
        return;
      }
      reading = true;
      try {
        do {
          again = false;
          [warning.value, { items: calls.value }] = await Promise.all([api.warning(props.id), api.calls(props.id)]);
        } while (again);
        failure.value = "";
      } catch (problem) {
        failure.value = problem.status === 404 || problem.status === 403 ? t("warning.notFound") : problem.message;
      } finally {
        reading = false;
      }
    }

    async function readCurve() {
      try {
        evidence.value = await api.evidence(props.id);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        // The curve is a help, not the record: its place says that it is missing, and it is asked for again.
      }
      if (!gone && warning.value?.state !== "closed") curveTimer = setTimeout(readCurve, CURVE_MILLIS);
    }

    async function readAround() {
      try {
        around.value = await surroundings.of(props.id);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        // As with the curve: asked for again.
      }
      if (!gone && warning.value?.state !== "closed") aroundTimer = setTimeout(readAround, AROUND_MILLIS);
    }

    onMounted(async () => {
      await read();
      if (!warning.value || gone) return;
      readCurve();
      readAround();
    });
    onBeforeUnmount(() => {
      gone = true;
      clearTimeout(curveTimer);
      clearTimeout(aroundTimer);
    });
    watched.set(props.id, 0);
    onBeforeUnmount(() => watched.delete(props.id));
    watch(() => watched.get(props.id), (count) => count && read());

    function curve() {
      return h("section", { class: "card" }, [
        h("h2", [t("warning.curve"), evidence.value ? h("span", { class: "detail" }, ` ${say(evidence.value.name)}`) : null]),
        evidence.value && evidence.value.values.length > 0
          ? h(Curve, { evidence: evidence.value, zone: warning.value.site.timeZone, breach: warning.value.breaches.find((one) => one.id === evidence.value.breach) })
          : h("p", { class: "detail" }, t("warning.noCurve")),
      ]);
    }

    function content() {
      const shown = warning.value;
      return [
        h("section", { class: ["head", `edge-${shown.level}`] }, [
          h("h1", [h(Level, { level: shown.level, large: true }), h("span", [tOr(`hazard.${shown.hazard}`, shown.hazard), " · ", say(shown.reason)]), h(Badges, { warning: shown })]),
          standing(shown),
          h(Stages, { warning: shown }),
          h(Actions, { warning: shown, onDone: read }),
          facts(shown, evidence.value),
        ]),
        h("div", { class: "columns" }, [
          h("div", [curve(), h(Surroundings, { around: around.value, zone: shown.site.timeZone }), breaches(shown), reports(shown), h(WarningDangers, { warning: shown })]),
          h("div", [
            shown.unreachedAt && shown.state !== "closed" && mayAct() ? h(Unreached, { warning: shown, onDone: read }) : null,
            chain(shown, calls.value),
            h("section", { class: "card" }, [h("h2", t("warning.timeline")), h(TimeLine, { warning: shown, calls: calls.value })]),
            filed(shown),
          ]),
        ]),
      ];
    }

    return () =>
      h("main", { class: ["one", { stale: stale.value && state.loaded }] }, [
        h("a", { class: "back", href: "#/" }, `← ${t("warning.back")}`),
        failure.value ? h("p", { class: "failure", role: "alert" }, failure.value) : null,
        warning.value ? content() : failure.value ? null : h("p", { class: "none" }, t("warning.loading")),
      ]);
  },
});
