// Keeps this screen's documents, those of all its languages or none: a new generation takes the
// place of the old one when all of it is there and each document is what it says it is. Without a
// label a generation is not finished. The server writes SCREEN above this line: its home in our
// addresses and its languages, the usual one first.
const NAME = `screen ${SCREEN.home} `;
const LABEL = `${SCREEN.home}label`;
const SWITCHED_OFF = `${SCREEN.home}switched-off`;
const ANSWER_WITHIN = 20_000;
// After a start without a network the last time heard may be so old; flash memory is worn by less.
const NOTED_EVERY = 10 * 60_000;

class SwitchedOff extends Error {
  constructor(answer) {
    super("switched off");
    this.answer = answer;
  }
}

addEventListener("install", (event) => event.waitUntil(renew({}).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(answer(event.data, event.source)));
addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && isDocument(event.request)) {
    event.respondWith(kept(event.request));
  }
});

async function answer(question, page) {
  try {
    const isCheck = question.does === "check";
    const label = isCheck ? await renew(question) : await newest();
    page.postMessage(label ?? { isFailed: true });
    if (isCheck) await keepVoices(label);
  } catch (trouble) {
    page.postMessage({ isFailed: true, why: String(trouble) });
  }
}

// Brings all up to what the server announced, one at a time: an older worker may still be at it.
function renew(announced) {
  return navigator.locks.request(NAME, async () => {
    const before = await newest();
    if (before && !isComplete(announced)) throw new Error("the server is busy");
    try {
      const got = await getAll(before, announced);
      return got.some(({ response }) => response)
        ? await keep(before, got, announced.server)
        : await note(before, announced.server);
    } catch (trouble) {
      if (trouble instanceof SwitchedOff) return keepNothingBut(trouble.answer, before);
      throw trouble;
    }
  });
}

// Many screens may want to know: of what would have to be made first, the server says nothing yet.
function isComplete({ documents, isForced }) {
  return isForced || !documents || SCREEN.languages.every((language) => language in documents);
}

// One after another: many screens want to know, and where one cannot be had, none is kept.
async function getAll(before, { documents = {}, isForced = false }) {
  const got = [];
  for (const language of SCREEN.languages) {
    const known = isForced ? undefined : before?.documents[language];
    const isStill = known && known === documents[language];
    got.push(isStill ? { language, hash: known } : await get(language, known, documents[language]));
  }
  return got;
}

async function get(language, known, announced) {
  const response = await fetch(SCREEN.home + language, {
    headers: known ? { "If-None-Match": `"${known}"` } : {},
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  if (response.status === 304 && known) return { language, hash: known };
  const hash = await genuine(response.clone(), announced);
  if (response.status === 410 && hash) throw new SwitchedOff(response);
  if (response.status !== 200 || !hash) throw new Error(`${language}: no document of ours`);
  return { language, hash, response };
}

// The hash a document of ours names, if its bytes and the server say the same; else "". A sign-in
// page also says 200, and half a document as well.
async function genuine(response, announced) {
  const html = await response.text();
  const named = /data-document="([0-9a-f]{64})"/.exec(html.slice(0, 1_000))?.[1];
  if (!named || (await sha256(html.replace(named, ""))) !== named) return "";
  const isSaid = announced === named || response.headers.get("ETag")?.includes(named);
  return isSaid ? named : "";
}

async function sha256(text) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function keep(before, got, server = 0) {
  const number = (before?.number ?? 0) + 1;
  await caches.delete(NAME + number);
  const cache = await caches.open(NAME + number);
  const old = before && (await caches.open(NAME + before.number));
  await Promise.all(got.map(async ({ language, response }) => {
    const path = SCREEN.home + language;
    await cache.put(path, response ?? (await old.match(path)));
  }));
  const documents = Object.fromEntries(got.map(({ language, hash }) => [language, hash]));
  const label = await stick(cache, { number, documents, server });
  const over = (await numbers()).filter((each) => each < number - 1);
  await Promise.all(over.map((each) => caches.delete(NAME + each)));
  return label;
}

// All kept is all there is: from now on that is known.
async function note(before, server = 0) {
  const label = { ...before, server: Math.max(before.server, server) };
  if (server - before.server < NOTED_EVERY) return label;
  return stick(await caches.open(NAME + before.number), label);
}

async function keepNothingBut(page, before) {
  const number = (before?.number ?? 0) + 1;
  const cache = await caches.open(NAME + number);
  await cache.put(SWITCHED_OFF, page);
  const label = await stick(cache, { number, documents: {}, server: 0, isSwitchedOff: true });
  const others = (await ours()).filter((name) => name !== NAME + number);
  await Promise.all(others.map((name) => caches.delete(name)));
  return label;
}

async function stick(cache, label) {
  await cache.put(LABEL, Response.json(label));
  return label;
}

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith(NAME));
}

// The generations that are there, whole or not, the last first.
async function numbers() {
  const found = (await ours()).map((name) => Number(name.slice(NAME.length)));
  return found.filter(Number.isInteger).sort((one, other) => other - one);
}

// The label of the last generation that is whole; null where there is none.
async function newest() {
  for (const number of await numbers()) {
    const label = await (await caches.open(NAME + number)).match(LABEL);
    if (label) return label.json();
  }
  return null;
}

function isDocument(request) {
  return request.mode === "navigate" || SCREEN.languages.includes(languageIn(request));
}

function languageIn(request) {
  return new URL(request.url).pathname.slice(SCREEN.home.length);
}

// Whatever happens outside, what is kept is shown: no page of a browser's own ever.
async function kept(request) {
  const language = languageIn(request);
  const label = await newest();
  if (label?.isSwitchedOff) return caches.match(SWITCHED_OFF);
  if (!SCREEN.languages.includes(language)) return Response.redirect(SCREEN.home + SCREEN.languages[0]);
  for (const number of await numbers()) {
    const cache = await caches.open(NAME + number);
    const found = (await cache.match(LABEL)) && (await cache.match(SCREEN.home + language));
    if (found && (await genuine(found.clone()))) return found;
  }
  return fetch(request);
}
