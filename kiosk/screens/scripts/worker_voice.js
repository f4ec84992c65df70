// Keeps the sounds of today and tomorrow as far as they can be had: a screen without them is mute,
// but never blank. Sounds never change, so what is kept is right for as long as it is named.
const SOUNDS = `${NAME}said`;
const AT_ONCE = 4;

addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && isSound(event.request.url)) {
    event.respondWith(sound(event.request));
  }
});

// Brings the sounds in step with the documents of this generation; one of several at a time.
function keepVoices(label) {
  return navigator.locks.request(SOUNDS, { ifAvailable: true }, async (lock) => {
    if (!lock || label.isSwitchedOff) return;
    const wanted = await named(label);
    const cache = await caches.open(SOUNDS);
    const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
    await Promise.all([...there].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)));
    await fetchAll(cache, [...wanted].filter((path) => !there.has(path)));
  }).catch(() => {});
}

// The addresses of the sounds that the kept documents name.
async function named({ number, documents }) {
  const cache = await caches.open(NAME + number);
  const names = await Promise.all(Object.keys(documents).map(async (language) => {
    const html = await (await cache.match(SCREEN.home + language))?.text();
    const json = /<script type="application\/json" id="contents">(.*?)<\/script>/s.exec(html)?.[1];
    return json ? JSON.parse(json).said?.kept ?? [] : [];
  }));
  return new Set(names.flat().map((name) => `${SCREEN.home}said/${name}.opus`));
}

// A few at a time, and none more once one cannot be had: the rest is for the next time.
async function fetchAll(cache, missing) {
  for (let n = 0; n < missing.length; n += AT_ONCE) {
    await Promise.all(missing.slice(n, n + AT_ONCE).map((path) => fetchSound(cache, path)));
  }
}

async function fetchSound(cache, path) {
  const response = await fetch(path, { redirect: "error", signal: AbortSignal.timeout(ANSWER_WITHIN) });
  const isSound = response.status === 200 && response.headers.get("Content-Type") === "audio/ogg";
  if (!isSound) throw new Error(`${path}: no sound of ours`);
  await cache.put(path, response);
}

function isSound(url) {
  return new URL(url).pathname.startsWith(`${SCREEN.home}said/`);
}

// The player asks for a range; it takes the whole as well.
async function sound(request) {
  const found = await (await caches.open(SOUNDS)).match(new URL(request.url).pathname);
  return found ?? fetch(request);
}
