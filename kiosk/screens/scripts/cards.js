// What somebody has to know beforehand even if the answer is no.
const KEEPS_AWAY = ["free", "no_sign_up", "step_free", "toilet"];

// Pieces of a view, stamped from the document's templates and filled with text, never with HTML.
function stamp(name) {
  return document.getElementById(`a-${name}`).content.firstElementChild.cloneNode(true);
}

// Writes into a place, which goes if there are no words. Words in another language say which.
function write(piece, place, words, lang) {
  const found = piece.querySelector(place);
  found.hidden = !words;
  found.textContent = words ?? "";
  speak(found, lang);
}

function speak(element, lang) {
  if (lang) {
    element.lang = lang;
    element.dir = "ltr";
  } else if (element.hasAttribute("lang")) {
    element.removeAttribute("lang");
    element.removeAttribute("dir");
  }
}

function card({ offer, date }) {
  const piece = stamp("card");
  piece.dataset.offer = offer.id;
  piece.classList.toggle("off", Boolean(date?.isOff));
  when(piece, date);
  write(piece, ".title", offer.title, offer.lang);
  write(piece, ".venue", offer.venue);
  write(piece, ".walk", contents.here.includes(offer.id) ? "" : offer.walk);
  piece.querySelector(".facts").append(
    ...["free", "step_free"].filter((name) => offer.facts?.[name] === "yes")
      .flatMap((name) => fact(offer, name)),
  );
  return piece;
}

// A timetable's first column: the day, the time, and what is different this time.
function when(piece, date) {
  write(piece, ".on", date && (isToday(date.day) ? contents.words.today : dayOf(date).short));
  write(piece, ".hour", date ? date.at ?? "" : "");
  write(piece, ".to", date?.at ? date.to : contents.words.ask);
  write(piece, ".note", date?.note);
  write(piece, ".reason", date?.reason, "de");
}

function dayOf(date) {
  return contents.days[date.day];
}

function fact(offer, name) {
  const value = offer.facts?.[name];
  if (!value) return [];
  const piece = stamp("fact");
  piece.querySelector("use").setAttribute("href", `#sign-${signOf(name, value)}`);
  const isPriced = name === "free" && offer.cost;
  write(piece, ".words", isPriced ? offer.cost : contents.facts[name][value]);
  return [piece];
}

function signOf(name, value) {
  if (value === "no") return "no";
  return { free: "free", no_sign_up: "door", step_free: "ramp" }[name] ?? "yes";
}

function tile({ topic, words, lang }) {
  const piece = stamp("tile");
  piece.dataset.topic = topic;
  write(piece, ".words", words, lang);
  write(piece, ".count", String(entries(topic).length));
  return piece;
}

// An offer told in parts, so that a page takes as many as it holds.
function partsOf(offer) {
  const coming = offer.dates.filter(isComing).slice(0, 3);
  return [
    ...(coming.length ? coming.map((date) => line(date)) : [note(contents.words.over)]),
    place(offer),
    ...(offer.phone ? [call(offer)] : []),
    ...(offer.facts ? [facts(offer)] : []),
    ...(offer.language ? [note(say("untranslated", offer))] : []),
    ...(coming.length ? [] : sentences(offer.times, "description", offer.lang)),
    ...sentences(offer.description, "description", offer.lang),
    ...sentences(offer.firstVisit, "first-visit", offer.lang),
    ...(offer.spoken ? [note(say("spoken", { languages: offer.spoken }))] : []),
  ];
}

function line(date, offer = {}) {
  const piece = stamp("line");
  piece.classList.toggle("off", Boolean(date.isOff));
  when(piece, date);
  write(piece, ".title", offer.title, offer.lang);
  return piece;
}

function place(offer) {
  const piece = stamp("place");
  write(piece, ".venue", offer.venue);
  write(piece, ".address", offer.address);
  write(piece, ".way", offer.way);
  write(piece, ".bus-stop", offer.stop);
  return piece;
}

function call(offer) {
  const piece = stamp("call");
  write(piece, ".words", say("call", { number: offer.phone }));
  return piece;
}

function facts(offer) {
  const piece = stamp("facts");
  const told = Object.keys(offer.facts).filter((name) => offer.facts[name] === "yes"
    || KEEPS_AWAY.includes(name));
  piece.append(...told.flatMap((name) => fact(offer, name)));
  return piece;
}

function note(words) {
  const piece = stamp("note");
  piece.textContent = words;
  return piece;
}

// Leichte Sprache has a line for each sentence; of other texts a page may end after any sentence.
function sentences(text, within, lang) {
  const cut = new Intl.Segmenter(lang ?? root.lang, { granularity: "sentence" });
  return (text ?? "").split("\n").flatMap((paragraph) => [...cut.segment(paragraph)])
    .map(({ segment }) => segment.trim()).filter(Boolean).map((sentence) => {
      const piece = document.createElement("span");
      piece.dataset.within = within;
      piece.textContent = sentence;
      speak(piece, lang);
      return piece;
    });
}
