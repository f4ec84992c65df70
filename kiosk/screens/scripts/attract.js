// While nobody is there: pictures that change calmly or not at all, and a first touch that wakes.
let stillAt = 0;
let stillSince = performance.now();
let isStill = false;

function beginAttract() {
  addEventListener("click", wake, true);
  addEventListener("keydown", wake, true);
  document.addEventListener("shown", () => { if (isNobodyHere()) beginStills(); });
  beginStills();
  everySecond(changeStill);
}

// The first touch opens the start and nothing else, wherever it falls; only the pause is for itself.
function wake(event) {
  if (!isNobodyHere()) return;
  if (event.target.closest?.("#pause")) {
    if (event.type === "click") holdStill(!isStill);
    return;
  }
  countVisit();
  show({ view: "start" });
}

function beginStills() {
  holdStill(false);
  stillSince = performance.now();
  showStill(0);
}

function holdStill(wanted) {
  isStill = wanted;
  document.getElementById("pause").setAttribute("aria-pressed", String(wanted));
}

function changeStill() {
  const isDue = performance.now() - stillSince >= STILL;
  const mayMove = !isStill && !isQuiet() && !wantsNoMovement();
  if (isNobodyHere()) showStill(isDue && mayMove ? stillAt + 1 : stillAt);
}

function showStill(wanted) {
  const all = [...document.querySelectorAll("#attract .still")];
  // Where nothing is known to be on, only the last one is true: whom to call.
  const hasDates = document.querySelector("#attract .timetable").childElementCount > 0;
  const fit = hasDates ? all : all.slice(-1);
  const chosen = fit[wanted % fit.length];
  if (chosen.hidden) stillSince = performance.now();
  stillAt = fit.indexOf(chosen);
  all.forEach((still) => { still.hidden = still !== chosen; });
}

function wantsNoMovement() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
