// Nothing scrolls: a box takes as many parts as it holds, the rest comes with "more".
const lastHeld = new WeakMap();
// What most boxes hold about: a good first guess, where a box has held nothing yet.
const HELD_AT_FIRST = 6;

// Puts parts into an empty box from this one on; gives the number of the first that did not fit.
// One part is put in even if the box is too small for it, so that "more" always leads on. Each look
// at whether it fits costs a layout: it begins with as many as the box held the last time.
function fill(box, parts, from, make) {
  box.replaceChildren();
  const undoing = [];
  const held = () => from + undoing.length;
  const add = () => undoing.push(put(box, make(parts[held()])));
  const isTooFull = () => undoing.length > 1 && overflows(box);
  while (held() < parts.length && undoing.length < (lastHeld.get(box) ?? HELD_AT_FIRST)) add();
  if (isTooFull()) {
    do undoing.pop()(); while (isTooFull());
  } else {
    while (held() < parts.length) {
      add();
      if (isTooFull()) {
        undoing.pop()();
        break;
      }
    }
  }
  lastHeld.set(box, undoing.length);
  return held();
}

// A part is a node; one with data-within goes on in the last paragraph of that name.
function put(box, part) {
  const within = part.dataset?.within;
  if (!within) {
    box.append(part);
    return () => part.remove();
  }
  const last = box.lastElementChild;
  if (last?.dataset.name === within) {
    last.lastElementChild.append(" ", part);
    return () => {
      part.previousSibling.remove();
      part.remove();
    };
  }
  const paragraph = stamp(within);
  // In a text that runs the other way even the order of its sentences would be turned around.
  speak(paragraph.lastElementChild, part.lang);
  paragraph.dataset.name = within;
  paragraph.lastElementChild.append(part);
  box.append(paragraph);
  return () => paragraph.remove();
}

// Letters may reach a little over their line, which is nothing that does not fit.
function overflows(box) {
  const slack = 0.2 * parseFloat(getComputedStyle(root).fontSize);
  const reach = box.matches(".choices") ? 0 : slack;
  return box.scrollHeight > box.clientHeight + reach || box.scrollWidth > box.clientWidth
    || [...box.children].some((one) => one.scrollHeight > one.clientHeight + slack
      || one.scrollWidth > one.clientWidth + 1);
}

// As large as its place allows, in tenths up to the largest; below 1 it would be too small to read.
// Each try costs a layout: most headings fit at once, for the others half of the sizes fall away.
function fitHeading(heading, largest) {
  let [fitting, tooLarge] = [10, Math.round(10 * largest)];
  if (fits(heading, tooLarge)) return;
  while (tooLarge - fitting > 1) {
    const tried = Math.floor((fitting + tooLarge) / 2);
    if (fits(heading, tried)) fitting = tried;
    else tooLarge = tried;
  }
  heading.style.setProperty("--size", fitting / 10);
}

function fits(heading, tenths) {
  heading.style.setProperty("--size", tenths / 10);
  const [inside, around] = [heading, heading.parentElement].map((one) => one.getBoundingClientRect());
  return inside.bottom <= around.bottom + 1;
}
