"use strict";
const behaviours = { answers: "自动回复 answers", ignores: "不理会 ignores", unreachable: "无法接通 unreachable", off: "关机 off" };
const cards = new Map();

function element(name, text, className) {
  const node = document.createElement(name);
  if (text !== undefined) node.textContent = text;
  if (className) node.className = className;
  return node;
}

async function reply(number, text) {
  const answer = await fetch(`/phones/${encodeURIComponent(number)}/reply`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text }) });
  const body = await answer.json();
  document.getElementById("state").textContent = answer.ok ? "" : `未能发出 not sent: ${body.message}`;
  if (answer.ok) await refresh();
  return answer.ok;
}

function card(phone) {
  const section = element("section");
  section.append(element("h2", `${phone.person || "未登记 unnamed"} · ${phone.number}`));
  const behaviour = section.appendChild(element("small"));
  const list = section.appendChild(element("ol"));
  const form = section.appendChild(element("form"));
  const input = form.appendChild(element("input"));
  input.placeholder = "1 4821";
  input.maxLength = 1000;
  input.setAttribute("aria-label", "回复 reply");
  form.append(element("button", "回复 Reply"));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    if (input.value.trim() && await reply(phone.number, input.value)) input.value = "";
  });
  document.getElementById("phones").append(section);
  return { behaviour, list, shown: "" };
}

function show(phone) {
  if (!cards.has(phone.number)) cards.set(phone.number, card(phone));
  const view = cards.get(phone.number);
  view.behaviour.textContent = behaviours[phone.behaviour.kind] || phone.behaviour.kind;
  const talk = [...phone.messages.map(m => ({ ...m, kind: "text" })), ...phone.replies.map(m => ({ ...m, kind: "reply" }))]
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const now = JSON.stringify(talk);
  if (now === view.shown) return;
  view.shown = now;
  view.list.replaceChildren(...talk.map(message => {
    const item = element("li", message.text, message.kind);
    item.prepend(element("time", new Date(message.at).toLocaleString("zh-CN", { hour12: false })));
    return item;
  }));
  view.list.scrollTop = view.list.scrollHeight;
}

async function refresh() {
  const phones = await (await fetch("/phones")).json();
  phones.forEach(show);
}

async function watch() {
  try {
    await refresh();
  } catch (failure) {
    document.getElementById("state").textContent = "连接中断 connection lost";
  }
  setTimeout(watch, 1000);
}
watch();
