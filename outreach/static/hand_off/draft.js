// The form somebody is filling in: kept on each tap, but never a name or a contact.
import { all, change } from "./memory.js";
import { hold } from "./queue.js";

const STILL_MEANT = 30 * 60_000;
const EMPTY = { reason: "", district: null, kind: "", code: "", bestTime: "any", comesAlong: true };

let written = Promise.resolve();

// What was left half done on this phone a moment ago, unless another tab is at it; else a new form.
export async function begin(language) {
  for (const draft of await left()) {
    const letGo = await hold(draft.id);
    if (letGo && isFresh(draft)) return { draft, letGo };
    if (letGo) {
      await change(["drafts"], (drafts) => drafts.delete(draft.id));
      letGo();
    }
  }
  return anew(language);
}

export async function anew(language) {
  const id = crypto.randomUUID();
  return { draft: { ...EMPTY, id, language, at: Date.now() }, letGo: await hold(id) };
}

export function keepDraft(draft) {
  const copy = { ...draft, at: Date.now() };
  written = written.then(() => change(["drafts"], (drafts) => drafts.put(copy))).catch(() => {});
}

// A draft written after its entry would come back as a second one.
export const allWritten = () => written;

async function left() {
  const [drafts, entries, done] = await Promise.all(["drafts", "entries", "done"].map(all));
  const known = new Set([...entries, ...done].map(({ id }) => id));
  return drafts.filter(({ id }) => !known.has(id)).sort((one, other) => other.at - one.at);
}

// Also a phone whose clock was set in between finds nothing it did not mean.
const isFresh = ({ at }) => Math.abs(Date.now() - at) < STILL_MEANT;
