// Nothing scrolls: a box takes as many parts as it holds, the rest comes with "more".
const lastHeld = new WeakMap();

// Puts parts into an empty box from this one on; gives the number of the first that did not fit.
// One part is put in even if the box is too small for it, so that "more" always leads on. Each look
// at whether it fits costs a layout: it begins with as many as the box held the last time.
function fill(box, parts, from, make) {
  box.replaceChildren();
  const undoing = [];
  const held = () => from + undoing.length;
  const add = () => undoing.push(put(box, make(parts[held()])));
  while (held() < parts.length && undoing.length < (lastHeld.get(box) ?? 1)) add();
  while (held() < parts.length && !overflows(box)) add();
  while (undoing.length > 1 && overflows(box)) undoing.pop()();
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

// As large as its place allows, from the largest size on; below 1 it would be too small to read.
function fitHeading(heading, largest) {
  for (let size = largest; size >= 1; size -= 0.1) {
    heading.style.setProperty("--size", size.toFixed(1));
    const [inside, around] = [heading, heading.parentElement].map((one) => one.getBoundingClientRect());
    if (inside.bottom <= around.bottom + 1) return;
  }
}
