// What lies over everything for a moment: below it nothing can be touched, and when it is gone all
// is as it was.
let covering = null;
let focusedBefore = null;

// The name of what covers the view just now, or null.
function coveredBy() {
  return covering;
}

function cover(name) {
  if (covering === name) return;
  if (covering) coverNamed(covering).hidden = true;
  else focusedBefore = document.activeElement;
  covering = name;
  makeInert(true);
  coverNamed(name).hidden = false;
  coverNamed(name).focus({ preventScroll: true });
}

function uncover(name) {
  if (covering !== name) return;
  coverNamed(name).hidden = true;
  covering = null;
  makeInert(false);
  focusedBefore?.focus({ preventScroll: true });
}

function makeInert(isInert) {
  for (const part of document.body.children) {
    part.inert = isInert && !part.classList.contains("cover");
  }
}

function coverNamed(name) {
  return document.getElementById(name);
}
