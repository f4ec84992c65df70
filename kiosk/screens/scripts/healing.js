// The worker keeps what this screen shows (worker.js); here is what the page makes of it.
let waiting = null;

function beginHealing() {
  if (!home || !navigator.serviceWorker) return;
  navigator.serviceWorker.addEventListener("message", ({ data }) => hearWorker(data));
  navigator.serviceWorker.register(`${home}worker.js`, { scope: home, updateViaCache: "none" })
    .catch(noteTrouble);
  // A full disk must not be cleared here first.
  navigator.storage?.persist();
  askWorker({ does: "recall" });
  everySecond(actIfNobodyIsHere);
}

function askWorker(question) {
  navigator.serviceWorker?.ready.then(({ active }) => active.postMessage(question));
}

// What is kept, since when that is known to be all; or that something could not be had.
function hearWorker({ documents, server, isSwitchedOff, isFailed }) {
  if (isFailed) {
    beatIn(RECHECK);
  } else if (isSwitchedOff) {
    whenNobodyIsHere(leave, WISH_WAITS);
  } else {
    recallServer(server);
    if (documents[contents.language] === root.dataset.document) confirm(server);
    else whenNobodyIsHere(leave, Infinity);
  }
}

// Nothing changes in front of somebody, unless it has waited so long.
function whenNobodyIsHere(act, longest) {
  waiting ??= { act, until: performance.now() + longest };
}

function actIfNobodyIsHere() {
  if (!waiting || (!isNobodyHere() && performance.now() < waiting.until)) return;
  const { act } = waiting;
  waiting = null;
  act();
}

// What the desk changed about the screen itself, such as its languages, is in the worker.
function renewWorker() {
  navigator.serviceWorker?.ready.then((registered) => registered.update()).catch(noteTrouble);
}
