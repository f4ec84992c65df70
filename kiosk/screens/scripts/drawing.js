// How each view is drawn from the state; those not named here never change.
const drawing = {
  attract(section) {
    const coming = entries("week").filter(({ date }) => !date.isOff).slice(0, 3);
    section.querySelector(".timetable").replaceChildren(
      ...coming.map(({ offer, date }) => line(date, offer)),
    );
  },

  start(section) {
    const tiles = sample(section);
    tiles.forEach((piece) => {
      const count = piece.querySelector("[data-count]");
      if (count) count.textContent = entries(count.dataset.count).length;
    });
    page(section.querySelector(".choices"), tiles);
  },

  languages(section) {
    page(section.querySelector(".choices"), sample(section));
  },

  topics(section) {
    page(section.querySelector(".choices"), choices(state.topic), tile);
  },

  list(section) {
    const found = entries(state.topic);
    const [from, next] = page(section.querySelector(".choices"), found, card);
    section.querySelector(".told").textContent = say("nothing", { number: contents.phone });
    section.querySelector(".told").hidden = found.length > 0;
    const range = say("range", { first: from + 1, last: next, total: found.length });
    document.querySelector(".range").textContent = range;
  },

  offer(section) {
    page(section.querySelector(".told"), partsOf(offers.get(state.offer)));
  },

  about(section) {
    const here = entries("here");
    section.querySelector(".sits").hidden = !here.length;
    section.querySelector(".nobody").hidden = here.length > 0;
    page(section.querySelector(".choices"), here, card);
  },

  "take-away"(section) {
    paint(section.querySelector("svg.symbol"), symbolOf(state));
    spell(section.querySelector(".address"), addressOf(state).split("://")[1]);
    page(section.querySelector(".ways-there"), partsOfGoal(goal(state)));
  },

  crisis(section) {
    page(section.querySelector(".numbers"), sample(section, ".numbers"));
  },
};

// An address may go on in the next line after each of its parts, not within one.
function spell(place, address) {
  const parts = address.split("/").map((part, n) => (n ? `/${part}` : part));
  place.replaceChildren(...parts.flatMap((part) => [document.createElement("wbr"), part]));
}

// What is taken away: an offer, a list, or the way through one of the doors.
function goal({ offer, topic }) {
  const phoning = { steps: contents.steps, phone: contents.phone };
  if (offer) {
    const { title, lang, phone } = offers.get(offer);
    return { ...phoning, words: title, lang, phone: phone ?? contents.phone };
  }
  const door = doorOf(topic);
  return door ? { ...phoning, words: door.lead, steps: door.steps } : { ...phoning, ...nameOf(topic) };
}

function partsOfGoal({ words, lang, steps, phone }) {
  const [subject, number] = [stamp("subject"), stamp("number")];
  subject.textContent = words;
  speak(subject, lang);
  write(number, ".phone", phone);
  return [subject, ...steps.map(step), number];
}

function step(words, n) {
  const piece = stamp("step");
  write(piece, "b", String(n + 1));
  write(piece, ".words", words);
  return piece;
}

// The pieces that stand in a section from the beginning, also those a page left out.
const samples = new Map();

function sample(section, box = ".choices") {
  if (!samples.has(section)) samples.set(section, [...section.querySelector(box).children]);
  return samples.get(section);
}

// Fills a box from where the reader is; what is left comes with "more".
function page(box, parts, make = (part) => part) {
  const from = Math.min(state.from, Math.max(0, parts.length - 1));
  const next = fill(box, parts, from, make);
  rest = next < parts.length ? next : 0;
  return [from, next];
}
