// The plan under finger, mouse and wheel. What it shows always comes from the server; until that
// is there, the picture at hand is moved. Without this script the links around the plan do it all.
const METRES_A_DEGREE = 111320;
const PAUSE_MS = 220;
let [held, timer] = [null, 0];

const plan = () => document.getElementById("plan");
const drawn = () => document.querySelector("svg.plan");
const paper = () => drawn().viewBox.baseVal;
const size = () => drawn().getAttribute("viewBox").split(" ").map(Number);
let whole = size();

// The same numbers as the server's: how many degrees one unit of the paper is.
function degrees(data) {
  const high = data.wide / whole[2] / METRES_A_DEGREE;
  return [high, high / Math.cos((data.lat * Math.PI) / 180)];
}

function view() {
  const { lat, lon, wide } = plan().dataset;
  return { lat: Number(lat), lon: Number(lon), wide: Number(wide) };
}

function fetchSoon() {
  clearTimeout(timer);
  timer = setTimeout(fetchNow, PAUSE_MS);
}

function fetchNow() {
  const [data, box] = [view(), paper()];
  const [high, wide] = degrees(data);
  const right = box.x + box.width / 2 - whole[2] / 2;
  const down = box.y + box.height / 2 - whole[3] / 2;
  const address = new URL(plan().dataset.address, location.href);
  address.searchParams.set("lat", (data.lat - down * high).toFixed(5));
  address.searchParams.set("lon", (data.lon + right * wide).toFixed(5));
  address.searchParams.set("wide", Math.round((data.wide * box.width) / whole[2]));
  const path = address.pathname + address.search;
  htmx.ajax("GET", path, { target: "#plan", swap: "outerHTML" });
  history.replaceState(null, "", path);
}

function scale() {
  return paper().width / drawn().getBoundingClientRect().width;
}

document.addEventListener("wheel", (event) => {
  if (!event.target.closest?.("svg.plan")) return;
  event.preventDefault();
  const [box, edge, factor] = [paper(), drawn().getBoundingClientRect(), event.deltaY < 0 ? 0.8 : 1.25];
  const x = box.x + (event.clientX - edge.left) * scale();
  const y = box.y + (event.clientY - edge.top) * scale();
  [box.x, box.y] = [x - (x - box.x) * factor, y - (y - box.y) * factor];
  [box.width, box.height] = [box.width * factor, box.height * factor];
  fetchSoon();
}, { passive: false });

document.addEventListener("pointerdown", (event) => {
  if (event.target.closest?.("svg.plan") && event.isPrimary && event.pointerType === "mouse") {
    held = { x: event.clientX, y: event.clientY, isMoved: false };
  }
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const [right, down, box] = [event.clientX - held.x, event.clientY - held.y, paper()];
  if (!held.isMoved && Math.hypot(right, down) < 5) return;
  held = { x: event.clientX, y: event.clientY, isMoved: true };
  [box.x, box.y] = [box.x - right * scale(), box.y - down * scale()];
});

document.addEventListener("pointerup", () => {
  if (held?.isMoved) fetchSoon();
  held = held?.isMoved ? { ...held, isDone: true } : null;
});

// Whoever moved the plan did not mean the placement below the mouse.
document.addEventListener("click", (event) => {
  if (held?.isDone && event.target.closest?.("svg.plan")) event.preventDefault();
  held = null;
}, true);
document.addEventListener("dragstart", (event) => {
  if (event.target.closest?.("svg.plan")) event.preventDefault();
});
