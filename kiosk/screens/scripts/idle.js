// Whoever was here has gone: after a while somebody is asked, and then nothing of theirs is left.
let stirredAt = performance.now();

function beginIdle() {
  for (const kind of ["pointerdown", "pointerup", "keydown"]) addEventListener(kind, stir, true);
  addEventListener("click", stay, true);
  everySecond(watchIdle);
}

function stir() {
  stirredAt = performance.now();
}

function isNobodyHere() {
  return root.dataset.view === "attract";
}

// A tap anywhere stays; it falls on what covers the view, and so does nothing else.
function stay() {
  if (coveredBy() !== "warning") return;
  stir();
  uncover("warning");
}

function watchIdle() {
  if (isHeld() || isSpeaking()) stir();
  const left = readingTime() + WARNING - (performance.now() - stirredAt);
  if (isNobodyHere()) {
    // A browser that was restarted may have opened what somebody left, in their language.
    if (left <= 0 && contents.language !== usualLanguage()) reset();
  } else if (left > WARNING) {
    uncover("warning");
  } else if (left > 0) {
    warn(left);
  } else {
    uncover("warning");
    reset();
  }
}

function warn(left) {
  if (!coveredBy()) cover("warning");
  document.getElementById("countdown").textContent = Math.ceil(left / SECOND);
}

function readingTime() {
  const { size, time } = root.dataset;
  const isSlow = size === "large" || contents.language === "ls";
  return READING * (isSlow ? SLOW_READING : 1) * (time === "more" ? MORE_TIME : 1);
}

function isSpeaking() {
  return [...document.querySelectorAll("audio")].some((audio) => !audio.paused && !audio.ended);
}
