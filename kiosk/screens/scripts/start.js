// Everything that can be touched says what it does in data-does.
const doing = {
  show: ({ view, topic, offer }) => show({ view, topic: topic ?? "", offer: Number(offer ?? 0) }),
  back,
  more,
  crisis: () => show({ view: "crisis" }),
  done: reset,
  languages: () => show({ view: "languages" }),
  speak: ({ language }) => speakIn(language, { ...(trail.at(-1) ?? START), trail: [], modes: modes() }),
  turn: ({ mode }) => turn(mode),
  "take-away": () => show({ view: "take-away", topic: state.topic, offer: state.offer }),
  print: printSlip,
  aloud: toggleVoice,
  voice: turnVoice,
};

function act(event) {
  const button = event.target.closest("[data-does]");
  if (button) doing[button.dataset.does]?.(button.dataset);
}

function begin() {
  root.dataset.on = "yes";
  document.addEventListener("click", act);
  const along = carried();
  const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
  if (isReload) reset();
  else if (along && document.getElementById(along.view)) restore(along);
  else attract();
  beginTruth();
  beginRain();
  beginTaps();
  beginIdle();
  beginAttract();
  beginQuiet();
  beginEvidence();
  beginHealing();
  beginHeartbeat();
  beginTraces();
  beginVoice();
}

begin();
