// "My hand-offs": what still waits here, what to check, and the four words that came back.
import { device } from "./memory.js";
import { onChange, waiting, whyLockedOut } from "./queue.js";

const AN_HOUR = 3_600_000;
const A_DAY = 24 * AN_HOUR;

const by = (id) => document.getElementById(id);
const { words } = JSON.parse(by("office").textContent);
const { lang } = document.documentElement;
const day = new Intl.DateTimeFormat(lang, { weekday: "short", day: "numeric", month: "long" });
const moment = new Intl.DateTimeFormat(lang, {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
});

export function listen() {
  onChange(tellWaiting);
  setInterval(tellWaiting, 60_000);
  document.addEventListener("visibilitychange", tellWaiting);
  tellWaiting();
}

export function showMine(show) {
  show("mine");
  tellHeard();
}

async function tellWaiting() {
  const entries = await waiting();
  // A clock that was set back makes nothing older than new.
  const ages = entries.map(({ savedAt }) => Math.max(0, Date.now() - savedAt));
  const eldest = Math.max(0, ...ages);
  for (const count of document.querySelectorAll("[data-unsent]")) count.textContent = entries.length;
  by("unsent").hidden = !entries.length;
  by("unsent").classList.toggle("old", eldest > AN_HOUR);
  by("call").hidden = eldest < A_DAY;
  list("waiting", entries.filter(({ problem }) => !problem));
  list("to-check", entries.filter(({ problem }) => problem));
  for (const why of document.querySelectorAll("[data-locked-out]")) {
    why.hidden = why.dataset.lockedOut !== whyLockedOut();
  }
}

function list(id, entries) {
  by(id).hidden = !entries.length;
  const lines = entries.map((entry) =>
    line(moment.format(entry.savedAt), words[entry.kind], entry.problem?.status),
  );
  by(id).querySelector("ul").replaceChildren(...lines);
}

async function tellHeard() {
  const heard = await ask();
  by("no-news").hidden = heard !== null;
  by("none-yet").hidden = heard?.length !== 0;
  const lines = (heard ?? []).map(({ at, heard: word }) => line(day.format(new Date(at)), words[word]));
  by("heard").replaceChildren(...lines);
}

// What came back is read anew each time and kept nowhere: null without a network.
async function ask() {
  try {
    const { token } = await device();
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch("/hand-off/mine", { headers, credentials: "omit", cache: "no-store" });
    const told = answer.ok ? await answer.json() : null;
    return Array.isArray(told) ? told : null;
  } catch {
    return null;
  }
}

function line(when, what, code) {
  const made = by("line").content.firstElementChild.cloneNode(true);
  made.querySelector("b").textContent = what;
  made.querySelector("span").textContent = code ? `${when} (${code})` : when;
  return made;
}
