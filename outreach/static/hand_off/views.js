// One step at a time on the screen. The phone's own "back" goes one step back.
const views = new Map(
  [...document.querySelectorAll("[data-view]")].map((view) => [view.dataset.view, view]),
);
const place = document.title.split(" · ").at(-1);
let shown = "";

export const isShown = (name) => shown === name;

export function show(name) {
  if (shown === name) return;
  reveal(name);
  history.pushState({ view: name }, "");
}

// Instead of the step before, which nobody should come back to.
export function showInstead(name) {
  reveal(name);
  history.replaceState({ view: name }, "");
}

// What the history says is shown already.
export const showAgain = (name) => reveal(name);

export function onBack(listener) {
  addEventListener("popstate", ({ state }) => listener(state?.view));
}

function reveal(name) {
  for (const [other, view] of views) view.hidden = other !== name;
  document.body.dataset.shown = shown = name;
  const heading = views.get(name).querySelector("h2");
  document.title = `${heading.textContent} · ${place}`;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}
