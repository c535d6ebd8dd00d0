// The channels of this installation: which of them can call people now, and what went wrong last.
import { defineComponent, h } from "../../vendor/vue.js";
import { channels } from "../api/channels.js";
import { failed, reading, waiting } from "../parts/reading.js";
import { t, tOr } from "../speak.js";
import { ago, dateTime, duration, now } from "../time.js";

const AGAIN_MILLIS = 10_000;
const WORST_FIRST = ["away", "trouble", "ready"];

const named = (channel) => tOr(`call.${channel}`, tOr(`channel.${channel}`, channel));

function row(word, value, kind = "") {
  return [h("dt", word), h("dd", { class: kind }, value)];
}

function queue(channel) {
  if (channel.waiting === 0 || !channel.waitingSince) return String(channel.waiting);
  return `${channel.waiting} · ${t("channels.waiting-since", { ago: duration(now.value - Date.parse(channel.waitingSince)) })}`;
}

function abilities(channel) {
  return [
    t(channel.twoWay ? "channels.two-way" : "channels.one-way"),
    t(channel.receipts ? "channels.receipts" : "channels.no-receipts"),
    channel.public ? t("channels.public") : "",
  ].filter(Boolean).join(t("channels.and"));
}

function card(channel) {
  const { rate, lastError: error } = channel;
  return h("article", { class: `card channel channel-${channel.state}`, key: channel.channel, "data-channel": channel.channel }, [
    h("h2", [named(channel.channel), h("span", { class: "badge channel-state" }, t(`channels.${channel.state}`))]),
    channel.state === "ready" ? null : h("p", { class: channel.state === "away" ? "failure" : "notice" }, t(`channels.${channel.state}-what`)),
    h(
      "ul",
      { class: "carriers", "aria-label": t("channels.carriers") },
      channel.carriers.map((carrier) =>
        h("li", { class: carrier.reachable ? "up" : "down" }, [h("strong", t(carrier.reachable ? "channels.up" : "channels.down")), " ", h("code", carrier.name)]),
      ),
    ),
    h("dl", { class: "figures-of-channel" }, [
      row(t("channels.waiting"), queue(channel), channel.waiting > 0 ? "some" : ""),
      row(t("channels.handed"), String(channel.handedOver)),
      row(t("channels.failed"), String(channel.failed), channel.failed > 0 ? "some" : ""),
      row(t("channels.last"), channel.lastHandedOverAt ? `${dateTime(channel.lastHandedOverAt)} · ${ago(channel.lastHandedOverAt)}` : t("channels.never")),
      row(t("channels.rate"), t("channels.per", rate)),
      row(t("channels.can"), abilities(channel)),
    ]),
    error
      ? h("p", { class: "last-error" }, [
          h("strong", `${t("channels.error")}: ${tOr(`trouble.${error.code}`, error.code)}`),
          h("span", { class: "detail" }, ` · ${dateTime(error.at)} · ${ago(error.at)} · `),
          h("code", error.reason || error.code),
        ])
      : null,
  ]);
}

export const ChannelsPage = defineComponent({
  setup() {
    const page = reading(channels.list, AGAIN_MILLIS);
    const sorted = (items) => [...items].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));

    return () =>
      h("main", { class: "channels" }, [
        h("h1", t("channels.title")),
        h("p", { class: "detail" }, t("channels.intro")),
        failed(page.failure.value),
        waiting(page),
        page.value.value?.items.length === 0 ? h("p", { class: "none" }, t("channels.none")) : null,
        ...sorted(page.value.value?.items ?? []).map(card),
      ]);
  },
});
