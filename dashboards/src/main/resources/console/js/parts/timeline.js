// The time line of one warning: what happened, every call and every answer, with times and reasons, newest first.
import { h } from "../../vendor/vue.js";
import { actorName, say, t, tOr } from "../speak.js";
import { clock } from "../time.js";
import { number } from "./row.js";
import { Icon } from "./icon.js";

function breachLines(warning) {
  return warning.breaches.flatMap((breach) =>
    breach.transitions.map((step) => ({
      at: step.at,
      kind: "breach",
      words: [t(`event.${step.change}`), t(`level.${step.level}`), say(breach.deviceName)].join(" · "),
      detail: say(step.reason) || (step.value === null ? "" : `${number(step.value)} ${step.unit}`),
    })),
  );
}

function recipient(call) {
  return call.person.post ? t("person.withPost", call.person) : call.person.name;
}

function callLines(call) {
  const who = `${tOr(`call.${call.channel}`, call.channel)} → ${recipient(call)}`;
  const lines = [
    {
      at: call.createdAt,
      kind: "call",
      words: `${who} · ${t(`callkind.${call.kind}`)}` + (call.attempt > 1 ? ` · ${t("call.attempt", { attempt: call.attempt })}` : ""),
      detail: tOr(`callreason.${call.reason}`, call.reason),
    },
  ];
  if (call.gathered) lines.push({ at: call.endedAt ?? call.createdAt, kind: "step", words: `${who} · ${t("call.gathered")}` });
  if (call.deliveredAt) lines.push({ at: call.deliveredAt, kind: "step", words: `${who} · ${t("call.delivered")}` });
  if (call.failureCode) lines.push({ at: call.endedAt ?? call.createdAt, kind: "trouble", words: `${who} · ${t("call.failed")}`, detail: call.failureReason ?? call.failureCode });
  else if (call.state === "withdrawn") lines.push({ at: call.endedAt ?? call.createdAt, kind: "step", words: `${who} · ${t("call.withdrawn")}` });
  return lines;
}

function responseLine(response) {
  const behalf = response.onBehalf ? t("warning.onBehalfBy", { by: response.by }) : "";
  return {
    at: response.at,
    kind: response.kind === "help" ? "trouble" : "answer",
    words: `${response.name} · ${tOr(`response.${response.kind}`, response.kind)}${behalf}`,
    detail: response.text,
  };
}

function reportLine(report) {
  return { at: report.at, kind: "report", words: `${report.name} · ${t(`report.${report.kind}`)}`, detail: report.done };
}

// Recorded steps that are not told better by the breaches, calls, answers and reports themselves.
const STEPS = new Set([
  "warning.returned",
  "warning.escalated",
  "warning.shelved",
  "warning.unshelved",
  "warning.closed",
  "escalation.unreached",
  "escalation.some_unreached",
  "person.unreached",
  "person.knocked",
  "escalation.no_chain",
  "escalation.nobody_to_call",
  "escalation.unshelved",
  "escalation.failed",
]);

function stepLine(step) {
  const trouble = step.action.startsWith("escalation.") && step.action !== "escalation.unshelved";
  return {
    at: step.at,
    kind: trouble ? "trouble" : "step",
    words: `${tOr(`step.${step.action}`, step.action)} · ${actorName(step.actor, step.name)}`,
    detail: say(step.reason),
  };
}

/** All lines, newest first; at one time the order in which they were told is kept. */
export function linesOf(warning, calls) {
  const lines = [
    ...breachLines(warning),
    ...warning.steps.filter((step) => STEPS.has(step.action)).map(stepLine),
    ...calls.flatMap(callLines),
    ...warning.responses.map(responseLine),
    ...warning.reports.map(reportLine),
  ];
  return lines
    .map((line, order) => ({ ...line, order }))
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.order - a.order);
}

export function TimeLine({ warning, calls }) {
  return h(
    "ol",
    { class: "timeline" },
    linesOf(warning, calls).map((line) =>
      h("li", { class: `line-${line.kind}` }, [
        h("time", { datetime: line.at }, clock(line.at, warning.site.timeZone)),
        h(Icon, { name: line.kind }),
        h("span", { class: "words" }, [line.words, line.detail ? h("span", { class: "detail" }, line.detail) : null]),
      ]),
    ),
  );
}
TimeLine.props = ["warning", "calls"];
