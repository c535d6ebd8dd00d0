// Who is on duty: now, at any time with the reasons, and day by day; leaves and exchanges.
import { computed, defineComponent, h, ref, watch } from "../../vendor/vue.js";
import { duty } from "../api/duty.js";
import { FormDialog } from "../parts/dialog.js";
import { failed, reading, table, waiting } from "../parts/reading.js";
import { say, t } from "../speak.js";
import { state } from "../state.js";
import { clock, dateTime } from "../time.js";

const DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const WEEKS_SHOWN = 6;
const AGAIN_MILLIS = 60_000;

/** Days are dates without a time zone: counted in UTC, so that no clock change disturbs them. */
const dayOf = (year, month, day) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

function monthOf(today, ahead) {
  const [year, month] = today.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + ahead, 1));
  const before = (first.getUTCDay() + 6) % 7;
  return { year: first.getUTCFullYear(), month: first.getUTCMonth(), from: dayOf(first.getUTCFullYear(), first.getUTCMonth(), 1 - before) };
}

const who = (person) => (person.post ? t("person.withPost", person) : person.name);

function whyList(why) {
  return h("ul", { class: "why" }, why.map((step) => h("li", say(step))));
}

function answerCard(answer, title) {
  return h("section", { class: "card answer" }, [
    h("h2", title),
    h("p", { class: "onduty" }, [h("strong", answer.person.name), answer.person.post ? ` ${answer.person.post}` : ""]),
    answer.person.phone ? h("p", answer.person.phone) : null,
    h("p", `${answer.shift} · ${t("duty.until", { time: clock(answer.until) })}`),
    answer.leader ? h("p", t("duty.leader", { name: who(answer.leader) })) : null,
    h("details", [h("summary", t("duty.why")), whyList(answer.why)]),
  ]);
}

/** Asks who answered, or will, at a time typed in; times are Beijing's. */
const AskAny = defineComponent({
  props: ["roster"],
  setup(props) {
    const at = ref("");
    const answer = ref(null);
    const failure = ref("");
    async function ask(event) {
      event.preventDefault();
      try {
        answer.value = await duty.answer(props.roster, `${at.value}:00+08:00`);
        failure.value = "";
      } catch (problem) {
        failure.value = problem.message;
      }
    }
    return () => [
      h("form", { class: "ask", onSubmit: ask }, [
        h("label", { class: "field" }, [
          h("span", t("duty.atWhen")),
          h("input", { type: "datetime-local", name: "at", required: true, value: at.value, onInput: (event) => (at.value = event.target.value) }),
        ]),
        h("button", { type: "submit" }, t("duty.ask")),
      ]),
      failed(failure.value),
      answer.value ? answerCard(answer.value, t("duty.then", { time: dateTime(answer.value.at) })) : null,
    ];
  },
});

function dayMark(day) {
  if (day.holiday) return h("span", { class: "mark holiday" }, say(day.holiday));
  if (day.madeUp) return h("span", { class: "mark made-up" }, t("duty.madeUp"));
  return day.type === "weekend" ? h("span", { class: "mark" }, t("duty.weekend")) : null;
}

function Day({ day, today, other, chosen, onChoose }) {
  return h("li", { class: ["day", `day-${day.type}`, { other, today: day.day === today }] }, [
    h("button", { class: "quiet", "aria-pressed": chosen ? "true" : "false", "data-day": day.day, onClick: () => onChoose(day.day) }, [
      h("span", { class: "date" }, [h("strong", String(Number(day.day.slice(8)))), day.day === today ? ` ${t("duty.today")}` : "", dayMark(day)]),
      ...day.shifts.map((shift) =>
        h("span", { class: ["shift", { exchanged: shift.exchanged }] }, [
          h("span", { class: "detail" }, `${shift.shift} `),
          shift.person.name,
          shift.exchanged ? ` ${t("duty.exchangedMark")}` : "",
        ]),
      ),
    ]),
  ]);
}
Day.props = ["day", "today", "other", "chosen", "onChoose"];

function dayDetail(day) {
  return h("section", { class: "card" }, [
    h("h2", [day.day, " ", dayMark(day)]),
    day.known ? null : h("p", { class: "notice" }, t("duty.holidaysUnknown")),
    ...day.shifts.map((shift) =>
      h("article", { class: "turn" }, [
        h("h3", `${shift.shift} ${dateTime(shift.from).slice(-8, -3)}–${dateTime(shift.until).slice(-8, -3)} · ${who(shift.person)}`),
        shift.leader ? h("p", t("duty.leader", { name: who(shift.leader) })) : null,
        whyList(shift.why),
      ]),
    ),
  ]);
}

const Calendar = defineComponent({
  props: ["roster"],
  setup(props) {
    const ahead = ref(0);
    const chosen = ref("");
    const today = ref(""); // the server's, which a replay may have set to another year
    const month = computed(() => today.value && monthOf(today.value, ahead.value));
    const page = reading(async () => {
      if (!today.value) today.value = (await duty.calendar(props.roster, null, 1)).today;
      const found = await duty.calendar(props.roster, month.value.from, 7 * WEEKS_SHOWN);
      today.value = found.today;
      return found;
    }, AGAIN_MILLIS);
    watch(ahead, page.read);

    return () => {
      if (!today.value) return [failed(page.failure.value), waiting(page)];
      const { year, month: shown } = month.value;
      const days = page.value.value?.days ?? [];
      const inMonth = (day) => Number(day.day.slice(5, 7)) === shown + 1;
      const picked = days.find((day) => day.day === chosen.value);
      return h("section", { class: "calendar" }, [
        h("div", { class: "filters" }, [
          h("h2", t("duty.month", { year, month: shown + 1 })),
          h("button", { onClick: () => (ahead.value -= 1) }, t("duty.before")),
          h("button", { onClick: () => (ahead.value = 0), disabled: ahead.value === 0 }, t("duty.thisMonth")),
          h("button", { onClick: () => (ahead.value += 1) }, t("duty.after")),
        ]),
        failed(page.failure.value),
        h("div", { class: "weekdays", "aria-hidden": "true" }, DAYS.map((day) => h("span", t(`weekday.${day}`)))),
        h("ol", { class: "days" }, days.map((day) => h(Day, { day, today: today.value, other: !inMonth(day), chosen: chosen.value === day.day, onChoose: (which) => (chosen.value = which) }))),
        picked ? dayDetail(picked) : null,
      ]);
    };
  },
});

const beijing = (local) => `${local.replace("T", " ")}`;

/** What an officer may enter: a leave, or an exchange of shifts. */
function entryForm(kind, people, rosters) {
  const options = people.filter((person) => person.active).map((person) => [person.id, who(person)]);
  const person = (name, word) => ({ name, label: t(word), kind: "choice", options, hint: t("duty.choose"), required: true });
  const times = [
    { name: "from", label: t("duty.from"), kind: "time", required: true },
    { name: "to", label: t("duty.to"), kind: "time", required: true },
    { name: "reason", label: t("act.reason"), kind: "text", required: true, max: 200 },
  ];
  if (kind === "leave") {
    return {
      title: t("duty.addLeave"),
      fields: [person("person", "duty.away"), person("standIn", "duty.standIn"), ...times],
      document: (v) => ({ leaves: [{ person: v.person, from: beijing(v.from), to: beijing(v.to), "stand-in": v.standIn, reason: v.reason }] }),
    };
  }
  const roster = { name: "roster", label: t("duty.roster"), kind: "choice", options: rosters.map((one) => [one.id, one.name]), value: rosters[0]?.id, required: true };
  return {
    title: t("duty.addExchange"),
    fields: [roster, person("person", "duty.instead"), ...times],
    document: (v) => ({ overrides: [{ roster: v.roster, person: v.person, from: beijing(v.from), to: beijing(v.to), reason: v.reason }] }),
  };
}

const Exceptions = defineComponent({
  props: ["found"],
  emits: ["changed"],
  setup(props, { emit }) {
    const people = reading(() => duty.people({}));
    const form = ref(null);
    const name = (person) => people.value.value?.items.find((one) => one.id === person)?.name ?? person;
    const administrator = () => state.me.role === "administrator";

    const withdrawal = (kind, entry) => ({
      title: t("duty.withdraw"),
      fields: [{ name: "reason", label: t("act.reason"), kind: "long", required: true, max: 500 }],
      send: (values) => duty.withdraw(kind, entry.id, values.reason),
    });
    function entering(kind) {
      const made = entryForm(kind, people.value.value?.items ?? [], props.found.rosters);
      return { ...made, send: (values) => duty.enter(made.document(values), values.reason) };
    }
    const back = (kind, entry) => (administrator() ? h("button", { onClick: () => (form.value = withdrawal(kind, entry)) }, t("duty.withdraw")) : "");
    const stretch = (entry) => `${dateTime(entry.from)} — ${dateTime(entry.to)}`;

    return () =>
      h("section", { class: "card" }, [
        h("h2", t("duty.exceptions")),
        h("div", { class: "actions" }, [
          h("button", { "data-act": "leave", onClick: () => (form.value = entering("leave")) }, t("duty.addLeave")),
          h("button", { "data-act": "exchange", onClick: () => (form.value = entering("exchange")) }, t("duty.addExchange")),
        ]),
        props.found.leaves.length + props.found.overrides.length === 0
          ? h("p", { class: "detail" }, t("duty.noExceptions"))
          : table(t("duty.exceptions"), [t("duty.what"), t("duty.when"), t("act.reason"), ""], [
              ...props.found.leaves.map((leave) => [t("duty.leaveOf", { name: name(leave.person), standIn: name(leave.standIn) }), stretch(leave), leave.reason, back("leave", leave)]),
              ...props.found.overrides.map((one) => [t("duty.exchangeTo", { name: name(one.person), roster: props.found.rosters.find((r) => r.id === one.roster)?.name ?? one.roster }), stretch(one), one.reason, back("override", one)]),
            ]),
        form.value
          ? h(FormDialog, {
              title: form.value.title,
              fields: form.value.fields,
              submit: async (values) => {
                await form.value.send(values);
                emit("changed");
              },
              onDone: () => (form.value = null),
            })
          : null,
      ]);
  },
});

export const DutyPage = defineComponent({
  setup() {
    const page = reading(duty.rosters, AGAIN_MILLIS);
    const chosen = ref("");
    const answers = ref([]);
    const changes = ref(0);
    const roster = computed(() => chosen.value || page.value.value?.rosters[0]?.id);

    watch(page.value, async (found) => {
      answers.value = (await Promise.all(found.rosters.map((one) => duty.answer(one.id).catch(() => null)))).filter(Boolean);
    });

    function content(found) {
      if (found.rosters.length === 0) return [h("p", { class: "none" }, t("duty.none"))];
      return [
        h("div", { class: "answers" }, answers.value.map((answer) => answerCard(answer, t("duty.nowAt", { name: answer.name })))),
        found.rosters.length > 1
          ? h("label", { class: "choice" }, [
              h("span", t("duty.roster")),
              h("select", { value: roster.value, onChange: (event) => (chosen.value = event.target.value) }, found.rosters.map((one) => h("option", { value: one.id }, one.name))),
            ])
          : null,
        h(Calendar, { roster: roster.value, key: `${roster.value} ${changes.value}` }),
        h("section", { class: "card" }, [h("h2", t("duty.any")), h(AskAny, { roster: roster.value, key: roster.value })]),
        h(Exceptions, {
          found,
          onChanged: () => {
            changes.value += 1;
            page.read();
          },
        }),
      ];
    }

    return () =>
      h("main", { class: "duty" }, [
        h("h1", t("duty.title")),
        failed(page.failure.value),
        waiting(page),
        ...(page.value.value ? content(page.value.value) : []),
      ]);
  },
});
