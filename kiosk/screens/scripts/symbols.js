// QR symbols: those of pages are in the document, those of offers are put together from a few.

// The address of a page on somebody's own phone, without anything about who stands here.
function addressOf({ offer, topic }) {
  const page = offer ? `/offers/${offer}` : contents.links.pages[topic][0];
  return contents.links.start + page;
}

function symbolOf({ offer, topic }) {
  return offer ? symbolOfNumber(String(offer)) : modules(contents.links.pages[topic][1]);
}

// Each digit adds the parts its bits name to the symbol of zeros (kiosk/screens/symbols.py).
function symbolOfNumber(digits) {
  const [zeros, ...single] = contents.links.offers[digits.length].map(modules);
  const sum = zeros.slice();
  [...digits].forEach((digit, at) => [1, 2, 4, 8].forEach((bit, n) => {
    if (Number(digit) & bit) single[4 * at + n].forEach((m, i) => { sum[i] ^= m ^ zeros[i]; });
  }));
  return sum;
}

function modules(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const side = Math.floor(Math.sqrt(8 * bytes.length));
  return Uint8Array.from({ length: side * side }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
}

// The symbol as one path with four modules of white around it; never inverted.
function paint(svg, symbol) {
  const side = Math.sqrt(symbol.length);
  let path = "";
  symbol.forEach((dark, i) => {
    if (dark) path += `M${4 + (i % side)} ${4 + Math.floor(i / side)}h1v1h-1z`;
  });
  svg.setAttribute("viewBox", `0 0 ${side + 8} ${side + 8}`);
  svg.querySelector("path").setAttribute("d", path);
}
