// The queue of hand-offs. An entry leaves this phone's memory only against the server's receipt.
//
// Who holds the lock of an entry may change it: the tab whose form it is, until its undo is over,
// and then the sender. There is one sender in all tabs, and locks die with their tab.
import { all, change, device } from "./memory.js";

const SENDER = "hand-off sender";
const lockOf = (id) => `hand-off ${id}`;
const LONGEST_ANSWER = 20_000;
const LONGEST_PAUSE = 300;
const KEPT_RECEIPTS = 200;
// They mean "not now"; every other 4xx means "not like this".
const NOT_NOW = new Set([401, 403, 408, 425, 429]);
const THROUGH = { isThrough: true };
const LATER = { isThrough: false };

const others = new BroadcastChannel("hand-off");
const listeners = [];
let failures = 0;
let timer;
let lockedOut = null;
let asked = null;
let running = null;

// Resolves to what lets go of the entry, or to null where another tab has it.
export function hold(id) {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lockOf(id), { ifAvailable: true }, (lock) =>
        lock ? new Promise((letGo) => resolve(letGo)) : resolve(null),
      )
      .catch(reject);
  });
}

// Only when this has ended well may anybody read "saved".
export async function keep(id, kind, content) {
  const saved = { id, kind, savedAt: Date.now(), tries: 0, problem: null };
  await change(["entries", "drafts"], (entries, drafts) => {
    entries.put({ ...saved, body: JSON.stringify(content) });
    drafts.delete(id);
  });
  tell();
}

// While its form still holds the entry, nobody has sent it.
export async function takeBack(id, draft) {
  await change(["entries", "drafts"], (entries, drafts) => {
    entries.delete(id);
    drafts.put(draft);
  });
  tell();
}

export const waiting = async () =>
  (await all("entries")).sort((one, other) => one.savedAt - other.savedAt);

// Why the server lets nothing in from this phone: "unknown_device", "untrained", "refused" or null.
export const whyLockedOut = () => lockedOut;

export function onChange(listener) {
  listeners.push(listener);
}

export function watch() {
  others.onmessage = () => listeners.forEach((listener) => listener());
  addEventListener("online", () => send({ alsoRefused: true }));
  addEventListener("pageshow", () => send({ alsoRefused: true }));
  document.addEventListener("visibilitychange", () => send({ alsoRefused: !document.hidden }));
  send({ alsoRefused: true });
}

// Sends what waits. Asked again while it runs, it does one more round for all who asked.
export function send({ alsoRefused = false } = {}) {
  asked = { alsoRefused: alsoRefused || Boolean(asked?.alsoRefused) };
  running ??= rounds();
  return running;
}

async function rounds() {
  while (asked) {
    const { alsoRefused } = asked;
    asked = null;
    // A phone that cannot even read its own memory tries later, too.
    const went = await navigator.locks.request(SENDER, () => round(alsoRefused)).catch(() => LATER);
    if (went.isThrough) failures = 0;
    else pause(went.seconds ?? 0);
  }
  // Said here and not by whoever waits for us: nobody may ask in between and be overheard.
  running = null;
}

async function round(alsoRefused) {
  const token = (await device())?.token;
  if (!token) return THROUGH;
  const due = (await all("entries")).filter((entry) => alsoRefused || !entry.problem);
  // What failed before goes last, so that it holds up nothing.
  due.sort((one, other) => one.tries - other.tries || one.savedAt - other.savedAt);
  for (const { id } of due) {
    const went = await navigator.locks.request(lockOf(id), { ifAvailable: true }, (lock) =>
      lock ? sendOne(id, token) : null,
    );
    if (went && !went.isThrough) return went;
  }
  return THROUGH;
}

async function sendOne(id, token) {
  const entry = (await all("entries")).find((kept) => kept.id === id);
  if (!entry) return null;
  const answer = await post(entry, token);
  if (answer.receipt) await settle(id, answer.receipt);
  else await note({ ...entry, tries: entry.tries + 1, problem: answer.problem ?? entry.problem });
  if (answer.receipt || answer.lockedOut) lockedOut = answer.lockedOut ?? null;
  tell();
  return answer;
}

async function post(entry, token) {
  let answer, told;
  try {
    answer = await fetch("/hand-off/entries", {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
      body: entry.body,
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      keepalive: true,
      signal: AbortSignal.timeout(LONGEST_ANSWER),
    });
    told = await json(answer);
  } catch {
    return LATER;
  }
  return judge(entry, answer, told);
}

async function json(answer) {
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return null;
  try {
    return JSON.parse(await answer.text());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function judge(entry, { status, headers }, told) {
  const isAnswered = (status === 200 || status === 201) && told?.id === entry.id;
  if (isAnswered && typeof told.receipt === "string" && told.receipt) {
    return { isThrough: true, receipt: told.receipt };
  }
  if (status === 401 || status === 403) {
    const ours = status === 401 ? "unknown_device" : "untrained";
    return { isThrough: false, lockedOut: told?.problem === ours ? ours : "refused" };
  }
  if (status >= 400 && status < 500 && !NOT_NOW.has(status)) {
    return { isThrough: true, problem: { status, field: told?.field ?? "" } };
  }
  return { isThrough: false, seconds: Number(headers.get("Retry-After")) || 0 };
}

function settle(id, receipt) {
  return change(["entries", "done"], (entries, done) => {
    entries.delete(id);
    done.put({ id, receipt, day: new Date().toISOString().slice(0, 10) });
    const known = done.getAll();
    known.onsuccess = () => {
      const oldestFirst = known.result.sort((one, other) => (one.day < other.day ? -1 : 1));
      for (const old of oldestFirst.slice(0, -KEPT_RECEIPTS)) done.delete(old.id);
    };
  });
}

const note = (entry) => change(["entries"], (entries) => entries.put(entry));

function pause(seconds) {
  failures += 1;
  const wait = Math.min(LONGEST_PAUSE, Math.max(seconds, 2 ** failures + Math.random()));
  clearTimeout(timer);
  timer = setTimeout(send, wait * 1000);
}

function tell() {
  others.postMessage("changed");
  listeners.forEach((listener) => listener());
}
