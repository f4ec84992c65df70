// Drops on the glass tap like nobody does: then nothing counts for a while, and a sign says why.
const recentTaps = [];
let rainUntil = -Infinity;

function beginRain() {
  addEventListener("pointerdown", watchTaps, true);
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, letGo, true);
  for (const kind of ["pointerdown", "pointerup", "click"]) {
    addEventListener(kind, (event) => { if (isRaining()) swallow(event); }, true);
  }
  everySecond(endRain);
}

function isRaining() {
  return rainUntil !== -Infinity;
}

function watchTaps(event) {
  const at = performance.now();
  feel(event);
  recentTaps.push(at);
  while (at - recentTaps[0] > RAIN_WITHIN) recentTaps.shift();
  if (contactsNow() > MOST_CONTACTS || recentTaps.length >= RAIN_TAPS) {
    rainUntil = at + RAIN_PAUSE;
    cover("rain");
  }
}

function endRain() {
  if (!isRaining() || performance.now() < rainUntil) return;
  rainUntil = -Infinity;
  recentTaps.length = 0;
  uncover("rain");
}
