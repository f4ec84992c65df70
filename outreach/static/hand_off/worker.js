// Keeps the tool on the phone, whole or not at all. The server writes KEPT above this line, each
// path with the SHA-256 of what must lie there, and DOCUMENT, the tool's page in one language.
// Answers to anything else are never kept.
const NAME = "hand-off ";
const CACHE = NAME + KEPT["/hand-off"];

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOld()));
addEventListener("fetch", (event) => {
  const { origin, pathname, search } = new URL(event.request.url);
  // Who chooses another language asks for an address that is not kept.
  const isKept = !search && /^\/hand-off(\/files\/.*)?$/.test(pathname);
  const isOurs = origin === location.origin && isKept;
  if (event.request.method === "GET" && isOurs) event.respondWith(kept(event.request));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.entries(KEPT).map(([path, digest]) => keep(cache, path, digest)));
  await skipWaiting();
}

// A hotel's sign-in page also says 200: what is kept must be what the server meant, to the byte.
async function keep(cache, path, digest) {
  const isDocument = path === "/hand-off";
  const answer = isDocument ? await fetch(DOCUMENT, { cache: "no-cache" }) : await fetch(path);
  const bytes = await answer.clone().arrayBuffer();
  if (!answer.ok || (await sha256(bytes)) !== digest) throw new Error(`${path} is not what it was`);
  await cache.put(path, answer);
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A page that was opened a moment ago may still ask for the files of the version before.
async function forgetOld() {
  const ours = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== CACHE);
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
}

async function kept(request) {
  const { pathname } = new URL(request.url);
  const found = await (await caches.open(CACHE)).match(pathname);
  return found ?? (await caches.match(pathname)) ?? fetch(request);
}
