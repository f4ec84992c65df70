// In the hours the house has named the screen is dark while nobody touches it.
const HOUR_AND_MINUTE = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function beginQuiet() {
  everySecond(dim);
  document.addEventListener("shown", dim);
  dim();
}

function isQuiet() {
  if (!contents.quiet) return false;
  const [from, until] = contents.quiet;
  const time = HOUR_AND_MINUTE.format(now());
  return from < until ? from <= time && time < until : from <= time || time < until;
}

function dim() {
  root.toggleAttribute("data-quiet", isQuiet() && isNobodyHere());
}
