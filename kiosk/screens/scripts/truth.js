// What is true by now. Two clocks are known: the device's own, which may be wrong, and the server's
// as far as it was heard; between two answers it is carried on by a clock nobody can set.
let heardServer = null;
let asOf = contents.asOf;
let truthShown = "";

// As our other words: Arabic months as most readers know them here, British days, the same figures
// everywhere, and no abbreviation in Leichte Sprache.
const LOCALE = `${{ ar: "ar-SY", en: "en-GB" }[root.lang] ?? root.lang}-u-nu-latn`;
const IS_PLAIN = root.lang === "de-simple";
const CLOCK = inTown({ hour: IS_PLAIN ? "numeric" : "2-digit", minute: "2-digit" });
const WIDTH = IS_PLAIN ? "long" : "short";
const DATE = inTown({ weekday: WIDTH, day: "numeric", month: WIDTH });

// The later of both clocks: what is past by either of them is never shown as coming.
function now() {
  return Math.max(Date.now(), serverTime() ?? -Infinity);
}

function isComing(date) {
  return date.until > now() && truth() !== "evergreen";
}

// Which of the document's days it is, counted from its first; -1 before that.
function today() {
  return contents.days.findLastIndex((day) => day.starts <= now());
}

// With a clock that is not believed, no day is called today.
function isToday(day) {
  return day === today() && !isClockUnsure();
}

// "fresh"; "unsure" if the clock is not believed; "old" or "evergreen" by the age of the contents.
function truth() {
  const age = (heardServer?.isLive ? serverTime() : now()) - asOf;
  if (age > TOO_OLD_AFTER) return "evergreen";
  if (isClockUnsure()) return "unsure";
  return age > OLD_AFTER ? "old" : "fresh";
}

function isClockUnsure() {
  return Math.abs(clockOff()) > CLOCK_OFF;
}

// How far the device's clock is ahead of the server's. Of a time heard before the last start only
// this is known: it has not become earlier since.
function clockOff() {
  if (!heardServer) return 0;
  const ahead = Date.now() - serverTime();
  return heardServer.isLive ? ahead : Math.min(0, ahead);
}

function serverTime() {
  if (!heardServer) return null;
  return heardServer.at + (heardServer.isLive ? performance.now() - heardServer.since : 0);
}

// The server said what time it is just now.
function hearServer(at) {
  heardServer = { at, since: performance.now(), isLive: true };
}

// What the server said before this page was opened.
function recallServer(at) {
  if (!heardServer && at) heardServer = { at, since: 0, isLive: false };
}

// The server said at this moment that what is shown is all it has.
function confirm(at) {
  asOf = Math.max(asOf, at);
  tellTruth();
}

function beginTruth() {
  tellTruth();
  everySecond(tellTruth);
}

// Says how old all this is, and draws the view anew when something on it has become untrue: under
// a finger nothing moves, that waits until it is lifted.
function tellTruth() {
  root.dataset.truth = truth();
  document.getElementById("as-of").textContent = wordsOfAge();
  tellStale();
  const told = [truth(), today(), isClockUnsure(), datesOver()].join();
  if (told === truthShown || isHeld()) return;
  if (truthShown) refresh();
  truthShown = told;
}

function tellStale() {
  const words = { old: "stale_day", unsure: "stale_clock", evergreen: "stale_week" }[truth()];
  const stale = document.getElementById("stale");
  stale.hidden = !words;
  stale.textContent = words ? contents.words[words] : "";
}

function datesOver() {
  const moment = now();
  return contents.offers.reduce(
    (sum, { dates }) => sum + dates.filter((date) => date.until <= moment).length, 0,
  );
}

// "As of today, 14:05", in the town's time wherever the device believes to be.
function wordsOfAge() {
  const time = contents.words.clock.replace("{time}", CLOCK.format(asOf));
  const isOfToday = DATE.format(asOf) === DATE.format(now());
  return isOfToday && !isClockUnsure()
    ? say("as_of_today", { time })
    : say("as_of_day", { day: DATE.format(asOf), time });
}

function inTown(parts) {
  const fixed = { timeZone: "Europe/Berlin", hourCycle: "h23" };
  return new Intl.DateTimeFormat(LOCALE, { ...fixed, ...parts });
}
