// What the screen says of itself: proof that something is drawn, counts, and nothing about anybody.
const troubles = [];
const MOST_TROUBLES = 5;
const LONGEST_TROUBLE = 120;
const counted = { touches: 0, visits: 0 };
let frames = 0;

function beginEvidence() {
  addEventListener("error", (event) => noteTrouble(event.error ?? event.message));
  addEventListener("unhandledrejection", (event) => noteTrouble(event.reason));
  addEventListener("pointerdown", () => { counted.touches += 1; }, true);
  // One frame a second proves as much as sixty, and leaves a small computer cool.
  everySecond(() => requestAnimationFrame(() => { frames += 1; }));
}

function countVisit() {
  counted.visits += 1;
}

function noteTrouble(trouble) {
  troubles.push(String(trouble).slice(0, LONGEST_TROUBLE));
  troubles.splice(0, troubles.length - MOST_TROUBLES);
}

function evidence() {
  return {
    build: root.dataset.build,
    document: root.dataset.document,
    as_of: new Date(asOf).toISOString(),
    language: contents.language,
    state: coveredBy() ?? root.dataset.view,
    frames,
    picture: picture(),
    heap: performance.memory?.usedJSHeapSize ?? 0,
    errors: [...troubles],
    clock_off_seconds: Math.round(clockOff() / SECOND),
    ...counted,
  };
}

// The server has it; what came in the meantime stays for the next time.
function forgetTold(told) {
  counted.touches -= told.touches;
  counted.visits -= told.visits;
  troubles.splice(0, told.errors.length);
}

// A mark of what is drawn: the words that can be seen and where they stand (FNV-1a, 32 bits).
function picture() {
  let mark = 0x811c9dc5;
  for (const element of document.body.querySelectorAll("*")) {
    if (element.childElementCount || !element.checkVisibility()) continue;
    const { x, y, width, height } = element.getBoundingClientRect();
    for (const letter of [x, y, width, height].map(Math.round).join() + element.textContent) {
      mark = Math.imul(mark ^ letter.codePointAt(0), 0x01000193);
    }
  }
  return (mark >>> 0).toString(16).padStart(8, "0");
}
