// One view at a time. The state says all that is shown: {view, topic, offer, from}; where somebody
// came from lies in `trail`, in memory alone, and the browser's own history stays as short as it is.
const START = Object.freeze({ view: "start", topic: "", offer: 0, from: 0 });
let state = START;
let trail = [];
let rest = 0;

// Opens a view; what it is about is named in `wanted`, all else is as at the start.
function show(wanted) {
  if (state.view !== "attract") trail.push(state);
  open({ ...START, ...wanted });
}

function back() {
  open(trail.pop() ?? START);
}

function more() {
  show({ ...state, from: rest });
}

// The same again, by what the clock and the switches say now.
function refresh() {
  draw();
}

// A plain copy of what is shown, from which `restore` makes the very same.
function shown() {
  return { ...state, trail: [...trail], modes: modes() };
}

function restore({ trail: before, modes: chosen, ...kept }) {
  trail = [...before];
  choose(chosen);
  open({ ...START, ...kept });
}

// Nobody is there: the attract view, in the usual size, contrast and height.
function attract() {
  restore({ view: "attract", trail: [], modes: {} });
}

// Nothing of whoever was here stays, not even the language.
function reset() {
  attract();
  const usual = document.querySelector("[data-language]").dataset.language;
  if (usual !== contents.language) speakIn(usual);
}

function open(wanted) {
  state = wanted;
  draw();
  document.getElementById("heading").focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("shown", { detail: shown() }));
}

function draw() {
  root.dataset.view = state.view;
  document.querySelectorAll("main > section").forEach((section) => {
    section.hidden = section.id !== state.view;
  });
  writeHeading();
  rest = 0;
  document.querySelector(".range").textContent = "";
  // What there may be stands there while a view is measured, or it would not fit in the end.
  hide("more", false);
  hide("back", state.view === "start" && !state.from);
  hide("crisis", state.view === "crisis");
  hide("take-away", !["list", "offer"].includes(state.view));
  drawing[state.view]?.(document.getElementById(state.view));
  hide("more", !rest);
}

function hide(does, isHidden) {
  document.querySelector(`.ways [data-does=${does}]`).hidden = isHidden;
}

function writeHeading() {
  const heading = document.getElementById("heading");
  const { words, lang } = headingOf(state);
  heading.textContent = words;
  speak(heading, lang);
  fitHeading(heading, state.view === "attract" ? 3.6 : 1.9);
}

function headingOf({ view, topic, offer }) {
  if (view === "offer") return { words: offers.get(offer).title, lang: offers.get(offer).lang };
  if (view === "take-away" && doorOf(topic)) return { words: doorOf(topic).title };
  if (view === "list" || view === "topics") return nameOf(topic);
  return { words: document.getElementById(view).dataset.heading };
}
