// The switches: what they turn on stands at the document's root, where style and other parts see
// it. Nothing is stored: on the way to another language it goes along in the address for a moment.
const MODES = Object.freeze({ size: "large", contrast: "high", reach: "low", time: "more" });

function modes() {
  const on = Object.keys(MODES).filter((mode) => root.dataset[mode]);
  return Object.fromEntries(on.map((mode) => [mode, root.dataset[mode]]));
}

function choose(chosen) {
  for (const mode of Object.keys(MODES)) {
    if (chosen[mode] === MODES[mode]) root.dataset[mode] = MODES[mode];
    else delete root.dataset[mode];
  }
  document.querySelectorAll("[data-mode]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.mode in modes()));
  });
}

function turn(mode) {
  const { [mode]: isOn, ...others } = modes();
  choose(isOn ? others : { ...others, [mode]: MODES[mode] });
  refresh();
}

// The document in another language, if it can be had; this one stays where it can not.
async function speakIn(prefix, carried) {
  const answer = await fetch(prefix).catch(() => null);
  if (!answer?.ok) return;
  const along = carried ? `#${encodeURIComponent(JSON.stringify(carried))}` : "";
  location.replace(prefix + along);
}

// What came along in the address, which is wiped from there at once.
function carried() {
  const along = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  try {
    return JSON.parse(decodeURIComponent(along));
  } catch {
    return null;
  }
}
