// The hand-off: why → where → said yes or card only → done, with one thumb.
import { addsUp } from "./code.js";
import { allWritten, anew, begin, keepDraft } from "./draft.js";
import { device, setDevice } from "./memory.js";
import { listen, showMine } from "./mine.js";
import { complain, forgetPerson, isNamed, sealed } from "./person.js";
import { keep, send, takeBack, watch } from "./queue.js";
import { isShown, onBack, show, showAgain, showInstead } from "./views.js";

const UNDO_FOR = 10_000;
const LAST_PLACES = 3;

// Without these nothing could be sealed, or sent only once: the page says what else to do.
const CAN_KEEP =
  isSecureContext && navigator.locks && crypto.randomUUID && AbortSignal.timeout;

const by = (id) => document.getElementById(id);
const office = JSON.parse(by("office").textContent);

let known, draft, letGo, undoTimer;
let isKept = false;

// What may still be shown when somebody goes back: never a step whose question has no answer yet.
const MAY_SHOW = {
  why: () => true,
  mine: () => true,
  urgent: () => true,
  unknown: () => !known,
  where: () => draft.reason,
  how: () => draft.district !== null,
  card: () => draft.kind === "card",
  consent: () => draft.kind === "consent",
  who: () => draft.kind === "consent",
  when: () => draft.kind === "consent" && isNamed(),
  saved: () => isKept,
};
const BESIDE = new Set(["mine", "urgent", "saved"]);

const ON_TAP = {
  reason: (reason) => choose({ reason }, "where"),
  district: (district) => choose({ district }, "how"),
  elsewhere: () => choose({ district: by("elsewhere").value }, "how"),
  kind: (kind) => choose({ kind }, kind),
  agreed: () => show("who"),
  named: goOnNamed,
  done: finish,
  undo,
  next,
  show: (name) => (name === "mine" ? showMine(show) : show(name)),
  back: () => history.back(),
  retry: () => send({ alsoRefused: true }),
};

async function start() {
  if (!CAN_KEEP) return;
  known = await device();
  by("workplace").textContent = known?.workplace ?? "";
  document.addEventListener("click", tapped);
  document.addEventListener("input", changed);
  document.addEventListener("visibilitychange", () => (document.hidden ? endUndo() : restart()));
  onBack(goBack);
  listen();
  watch();
  const { worker } = document.body.dataset;
  navigator.serviceWorker?.register(worker, { scope: "/hand-off" }).catch(() => {});
  if (!known) return showInstead("unknown");
  take(await begin(document.documentElement.lang));
  showInstead("why");
  resume();
}

function take(begun) {
  ({ draft, letGo } = begun);
  isKept = false;
  by("language").value = draft.language;
  by("best_time").value = draft.bestTime;
  by("comes_along").checked = draft.comesAlong;
  for (const field of document.querySelectorAll("[data-code]")) field.value = draft.code;
  by("elsewhere").value = "";
  forgetPerson();
  showPlaces();
  followDraft();
}

// A name is never kept in clear, so a form that was left behind is taken up before it.
function resume() {
  if (draft.reason) show("where");
  if (draft.district !== null) show("how");
  if (draft.kind) show(draft.kind);
}

function tapped(event) {
  const button = event.target.closest("[data-tap]");
  if (!button) return;
  by("not-saved").hidden = true;
  ON_TAP[button.dataset.tap](button.dataset.value);
}

function choose(answer, view) {
  Object.assign(draft, answer);
  keepDraft(draft);
  followDraft();
  show(view);
}

function changed({ target }) {
  if (target.id === "language") draft.language = target.value;
  else if (target.id === "best_time") draft.bestTime = target.value;
  else if (target.id === "comes_along") draft.comesAlong = target.checked;
  else if (target.matches("[data-code]")) draft.code = target.value.trim();
  else return;
  keepDraft(draft);
  followDraft();
}

function followDraft() {
  const reason = document.querySelector(`[data-tap=reason][data-value="${draft.reason}"]`);
  for (const soFar of document.querySelectorAll("[data-so-far]")) {
    soFar.textContent = [reason?.textContent, draft.district].filter(Boolean).join(" · ");
  }
  for (const text of document.querySelectorAll("[data-read]")) {
    text.hidden = text.dataset.read !== draft.language;
  }
  for (const hint of document.querySelectorAll("[data-code-hint]")) {
    hint.hidden = !draft.code || addsUp(draft.code);
  }
}

function goOnNamed() {
  complain();
  if (isNamed()) show("when");
}

function showPlaces() {
  const places = [...new Set([known.district, ...(known.lately ?? [])])].filter(Boolean);
  by("places").replaceChildren(
    ...places.slice(0, LAST_PLACES + 1).map((name) => {
      const button = by("place").content.firstElementChild.cloneNode(true);
      button.dataset.value = button.textContent = name;
      return button;
    }),
  );
}

async function finish() {
  if (document.body.ariaBusy === "true") return;
  document.body.ariaBusy = "true";
  try {
    const content = await told();
    await allWritten();
    await keep(draft.id, draft.kind, content);
    saved();
  } catch {
    // Whatever went wrong, what was typed still stands here, and nobody reads "saved".
    by("not-saved").hidden = false;
    by("not-saved").focus();
  }
  document.body.ariaBusy = null;
}

async function told() {
  const { id, kind, reason, district, code, language, bestTime, comesAlong } = draft;
  const card = { id, kind, reason, district, code, handed_off_at: new Date().toISOString() };
  if (kind === "card") return card;
  return {
    ...card,
    consent: { text_version: office.consentVersion, language },
    wish: { language, best_time: bestTime, comes_along: comesAlong },
    envelope: await sealed(office.publicKey, id),
  };
}

function saved() {
  isKept = true;
  by("undo").hidden = false;
  undoTimer = setTimeout(endUndo, UNDO_FOR);
  showInstead("saved");
  navigator.storage.persist?.();
  remember(draft.district);
}

function remember(district) {
  if (!district || district === known.district) return;
  const lately = [district, ...(known.lately ?? []).filter((name) => name !== district)];
  known = { ...known, lately: lately.slice(0, LAST_PLACES) };
  setDevice(known).catch(() => {});
}

function endUndo() {
  if (by("undo").hidden) return;
  clearTimeout(undoTimer);
  by("undo").hidden = true;
  release();
}

// From here on the sender may have it.
function release() {
  forgetPerson();
  letGo?.();
  send();
}

async function undo() {
  clearTimeout(undoTimer);
  by("undo").hidden = true;
  try {
    await takeBack(draft.id, draft);
  } catch {
    return release();
  }
  isKept = false;
  showInstead(draft.kind === "card" ? "card" : "when");
}

async function next() {
  endUndo();
  take(await anew(document.documentElement.lang));
  showInstead("why");
}

// A phone out of the pocket begins with the first question, not with the last answer.
function restart() {
  if (isShown("saved")) next();
}

function goBack(name) {
  if (isKept && !BESIDE.has(name)) next();
  else if (MAY_SHOW[name]?.()) showAgain(name);
  else showInstead(known ? "why" : "unknown");
}

start();
