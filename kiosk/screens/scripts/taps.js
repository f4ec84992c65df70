// Taps mean one thing each: no second tap of a double tap, no long press, no drag.
let shownAt = -Infinity;

function beginTaps() {
  document.addEventListener("shown", () => { shownAt = performance.now(); });
  addEventListener("click", ignoreSecondTap, true);
  for (const kind of ["contextmenu", "dragstart", "selectstart"]) {
    addEventListener(kind, (event) => event.preventDefault(), true);
  }
}

// The second tap of a double tap falls on a view that nobody has seen yet.
function ignoreSecondTap(event) {
  const isTouch = event.pointerType === "touch" || event.detail > 1;
  if (isTouch && performance.now() - shownAt < DOUBLE_TAP) swallow(event);
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
