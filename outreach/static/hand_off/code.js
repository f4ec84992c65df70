// Whether the code on a card was typed right; store/codes.py says how a code adds up.
const ALPHABET = "0123456789BCDFGHJKMNPQRSTVWXZ";
const WEIGHTS = [5, 4, 3, 2, 1];
const MEANT = { O: "0", I: "1", L: "1", Y: "Z" };

const normalise = (typed) =>
  typed.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase().replace(/[OILY]/g, (symbol) => MEANT[symbol]);

export function addsUp(typed) {
  const values = [...normalise(typed)].map((symbol) => ALPHABET.indexOf(symbol));
  if (values.length !== WEIGHTS.length || values.includes(-1)) return false;
  return values.reduce((sum, value, at) => sum + value * WEIGHTS[at], 0) % ALPHABET.length === 0;
}
