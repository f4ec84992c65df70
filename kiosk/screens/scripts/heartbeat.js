// Once a minute the screen tells that it is well; the answer says the time, what is new, and what
// the desk wishes. A hotel's sign-in page also answers: what is not ours was not heard.
const home = /^\/screen\/[^/]+\//.exec(location.pathname)?.[0];
let nextBeat = 0;

// The desk's preview is no screen and tells nothing.
function beginHeartbeat() {
  if (home) beat();
}

async function beat() {
  beatIn(BEAT);
  const told = evidence();
  const answer = await tell(told);
  if (!answer) {
    beatIn(RECHECK);
    return;
  }
  forgetTold(told);
  hearServer(answer.server);
  askWorker({ does: "check", ...answer, isForced: answer.wish === "refresh" });
  if (answer.wish === "refresh") renewWorker();
  if (answer.wish === "restart") whenNobodyIsHere(leave, WISH_WAITS);
}

function beatIn(wait) {
  clearTimeout(nextBeat);
  nextBeat = setTimeout(beat, wait);
}

// The server's answer; null if nothing or something else answered.
async function tell(told) {
  try {
    const response = await fetch(`${home}heartbeat`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(told),
      redirect: "error",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    if (response.status === 410) askWorker({ does: "check", isForced: true });
    return response.ok ? understood(await response.json()) : null;
  } catch {
    return null;
  }
}

function understood({ now: moment, documents, wish }) {
  const server = Date.parse(moment);
  return server && documents ? { server, documents, wish } : null;
}
