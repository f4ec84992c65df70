// What touches the glass just now: a contact that lasts too long is dirt or a bag, nobody's finger.
const contacts = new Map();

function feel({ pointerId }) {
  contacts.set(pointerId, performance.now());
}

// Whether this contact was known.
function letGo({ pointerId }) {
  return contacts.delete(pointerId);
}

function contactsNow() {
  const since = performance.now() - LONGEST_PRESS;
  return [...contacts.values()].filter((at) => at > since).length;
}

function isHeld() {
  return contactsNow() > 0;
}
