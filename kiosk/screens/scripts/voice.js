// Reads aloud what is shown, piece after piece: sounds the server made before, one language each.
// It stops when something else is shown, and starts at the usual volume and pace for each visitor.
const VOLUMES = [0.25, 0.5, 0.75, 1];
const PACES = [0.7, 0.85, 1, 1.2];
const USUAL = Object.freeze({ volume: 2, pace: 2 });
const ears = document.getElementById("voice");
let levels = USUAL;
let unsaid = [];

function beginVoice() {
  if (!contents.said) return;
  document.getElementById("aloud").hidden = false;
  ears.addEventListener("ended", sayNext);
  // Without a network only what was kept can be heard: silence is said, too.
  ears.addEventListener("error", () => { if (ears.hasAttribute("src")) hush(true); });
  document.addEventListener("shown", hear);
}

// Whatever is shown now is something else than what was being read.
function hear() {
  hush();
  if (isNobodyHere()) setLevels(USUAL);
  document.getElementById("aloud").setAttribute("aria-disabled", String(!spokenOf(state).length));
}

function toggleVoice() {
  if (root.dataset.voice === "on") hush();
  else if (spokenOf(state).length) speakUp();
}

function speakUp() {
  showVoice(true);
  // What is shown was drawn anew around the controls.
  unsaid = spokenOf(state);
  setLevels(levels);
  sayNext();
}

function sayNext() {
  const name = unsaid.shift();
  if (!name) {
    hush();
    return;
  }
  ears.src = `said/${name}.opus`;
  setLevels(levels);
  ears.play().catch(() => {});
}

function hush(isMute = false) {
  unsaid = [];
  ears.pause();
  ears.removeAttribute("src");
  document.getElementById("mute").hidden = !isMute;
  if (root.dataset.voice) showVoice(false);
}

function showVoice(isOn) {
  if (isOn) root.dataset.voice = "on";
  else delete root.dataset.voice;
  document.getElementById("aloud").setAttribute("aria-pressed", String(isOn));
  refresh();
}

function turnVoice({ level, by }) {
  const most = { volume: VOLUMES, pace: PACES }[level].length - 1;
  setLevels({ ...levels, [level]: Math.min(most, Math.max(0, levels[level] + Number(by))) });
}

function setLevels(wanted) {
  levels = wanted;
  ears.volume = VOLUMES[levels.volume];
  ears.defaultPlaybackRate = ears.playbackRate = PACES[levels.pace];
  document.querySelectorAll("[data-level]").forEach((button) => {
    const { level, by } = button.dataset;
    const end = by > 0 ? { volume: VOLUMES, pace: PACES }[level].length - 1 : 0;
    button.setAttribute("aria-disabled", String(levels[level] === end));
  });
}

// The names of the sounds of what is shown, or none if one of them is missing.
function spokenOf({ view, topic, offer, from }) {
  const pieces = {
    offer: () => spokenOffer(offers.get(offer)),
    list: () => [spokenView(topic), ...spokenList(entries(topic), from)],
    about: () => spokenAbout(),
    topics: () => [spokenView(topic), ...choicesShown()],
    "take-away": () => (doorOf(topic) ? [spokenView(topic), spokenView("call")] : spokenPaths(offer)),
  }[view]?.() ?? [spokenView(view)];
  return pieces.every((names) => names?.length) ? pieces.flat() : [];
}

function spokenView(name) {
  return contents.said?.views[name];
}

function spokenOffer(one) {
  const said = contents.said?.offers[one.id];
  const dates = one.dates.filter(isComing).slice(0, 3).map((date) => spokenDate(one, date));
  return [said?.before, ...(dates.length ? dates : [spokenView("over")]), said?.after];
}

// Which day is today is known only when it is said.
function spokenDate(one, date) {
  const pair = contents.said?.dates[contents.said.offers[one.id]?.dates[one.dates.indexOf(date)]];
  return pair?.length ? [pair[isToday(date.day) ? 0 : 1]] : [];
}

// A list's entries as far as they fit on its page.
function spokenList(found, from) {
  if (!found.length) return [spokenView("nothing")];
  const cards = document.querySelectorAll(`#${state.view} .card[data-offer]`).length;
  return found.slice(from, from + cards).flatMap(({ offer: one, date }) => [
    contents.said?.offers[one.id]?.before,
    date ? spokenDate(one, date) : spokenView("ask"),
  ]);
}

function spokenAbout() {
  const here = entries("here");
  const lead = spokenView(here.length ? "about:sits" : "about:nobody");
  return here.length ? [lead, ...spokenList(here, state.from)] : [lead];
}

function choicesShown() {
  return [...document.querySelectorAll("#topics .tile[data-topic]")]
    .map((choice) => spokenView(choice.dataset.topic));
}

// What is taken along has a number of its own where the offer has one; that is not said.
function spokenPaths(offer) {
  const hasOwn = offer && offers.get(offer).phone;
  return [spokenView("take-away"), ...(hasOwn ? [] : [spokenView("call")])];
}
