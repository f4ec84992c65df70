// What the document says: read once, never changed. An offer's fields: kiosk/screens/screen_offers.py.
const root = document.documentElement;
const contents = Object.freeze({
  ...JSON.parse(document.getElementById("contents").textContent),
  asOf: Number(root.dataset.asOf),
});
const offers = new Map(contents.offers.map((offer) => [offer.id, offer]));

// A sentence of ours with its gaps filled; what fills one keeps its own direction.
function say(key, gaps = {}) {
  return contents.words[key].replace(/\{(\w+)\}/g, (_, gap) => `\u2068${gaps[gap]}\u2069`);
}
