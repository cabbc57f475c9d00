// Shared by the server, which renders the conversation so far, and the page, which adds to it.

const width = 320;
const height = 150;
const margin = 32;
/** Nearer points than this are drawn as if they were this far apart. */
const minSpanKm = 0.2;
/** Two markers nearer than this would hide each other. */
const minMarkerGap = 24;
const kmPerDegree = 111.2;
/** Lengths of the scale bar in km. */
const steps = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50];
const maxBarLength = 90;
const maxRings = 6;

/** Draws where help points are to each other and to the resident, as a tree for `cards.js`; null if there is nothing to compare. */
export function sketchOf({ from, points, words }) {
  const spots = mergeSpots(points);
  const places = [...spots.map(({ position }) => position), ...(from === null ? [] : [from])];
  if (places.length < 2) return null;
  const { project, scale } = frameOf(places);
  const step = steps.filter((km) => km * scale <= maxBarLength).pop() ?? steps[0];
  return element(
    "svg",
    { class: "sketch", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    ...(from === null ? [] : rings(project(from), step * scale)),
    ...placeMarkers(spots, project, from).map(marker),
    ...(from === null ? [] : resident(project(from), words.you)),
    ...north(words.north),
    ...scaleBar(step, scale),
  );
}

/** Points that stand at the same spot share a marker. */
function mergeSpots(points) {
  const spots = new Map();
  points.forEach(({ position }, index) => {
    if (position === null) return;
    const key = `${position.lat.toFixed(4)},${position.lon.toFixed(4)}`;
    const letter = points.length > 1 ? letterOf(index) : "";
    const spot = spots.get(key);
    if (spot === undefined) spots.set(key, { position, letters: letter });
    else spot.letters = `${spot.letters}${letter}`;
  });
  return [...spots.values()];
}

/** The letter that a list and its sketch give a point. */
export function letterOf(index) {
  return String.fromCharCode(65 + index);
}

/** Maps degrees to the drawing's units, so that all places are inside its margin. */
function frameOf(places) {
  const lat = places.map((place) => place.lat);
  const lon = places.map((place) => place.lon);
  const middle = { lat: (min(lat) + max(lat)) / 2, lon: (min(lon) + max(lon)) / 2 };
  const kmPerLon = kmPerDegree * Math.cos((middle.lat * Math.PI) / 180);
  const wide = Math.max((max(lon) - min(lon)) * kmPerLon, minSpanKm);
  const high = Math.max((max(lat) - min(lat)) * kmPerDegree, minSpanKm);
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high);
  const project = (place) => ({
    x: round(width / 2 + (place.lon - middle.lon) * kmPerLon * scale),
    y: round(height / 2 - (place.lat - middle.lat) * kmPerDegree * scale),
  });
  return { project, scale };
}

/** Moves a marker aside that would hide another one or the resident. */
function placeMarkers(spots, project, from) {
  const taken = from === null ? [] : [project(from)];
  return spots.map(({ position, letters }) => {
    const at = project(position);
    const isHidden = ({ x, y }) => Math.hypot(x - at.x, y - at.y) < minMarkerGap;
    while (taken.some(isHidden)) at.x = round(at.x + minMarkerGap + 2);
    taken.push(at);
    return { ...at, letters, position };
  });
}

function marker({ x, y, letters, position }) {
  return element(
    "g",
    { class: position.isRough ? "spot rough" : "spot" },
    ...(position.isRough ? [circle(x, y, 17, "around")] : []),
    circle(x, y, 11, "dot"),
    text(x, round(y + 4.5), "letter", letters),
  );
}

function resident({ x, y }, you) {
  return [
    element("g", { class: "you" }, circle(x, y, 7, "halo"), circle(x, y, 3.5, "heart")),
    text(x, round(y + 21), "label", you),
  ];
}

/** Each ring is one length of the scale bar farther away. */
function rings({ x, y }, radius) {
  const count = Math.min(maxRings, Math.ceil(width / radius));
  return Array.from({ length: count }, (_, index) =>
    circle(x, y, round(radius * (index + 1)), "ring"),
  );
}

function north(word) {
  const x = width - 20;
  return [
    element("path", { class: "arrow", d: `M${x} 10l6 16-6-4-6 4z` }),
    text(x, 40, "label", word),
  ];
}

function scaleBar(km, scale) {
  const [x, y] = [14, height - 14];
  const end = round(x + km * scale);
  const name = km < 1 ? `${km * 1000} m` : `${km} km`;
  return [
    element("path", { class: "bar", d: `M${x} ${y - 5}v5H${end}v-5` }),
    text(round((x + end) / 2), y - 8, "label", name),
  ];
}

function circle(cx, cy, r, name) {
  return element("circle", { class: name, cx: `${cx}`, cy: `${cy}`, r: `${r}` });
}

function text(x, y, name, words) {
  return element("text", { class: name, x: `${x}`, y: `${y}` }, words);
}

function element(tag, attributes, ...children) {
  return { tag, attributes, children };
}

function min(values) {
  return Math.min(...values);
}

function max(values) {
  return Math.max(...values);
}

function round(value) {
  return Math.round(value * 10) / 10;
}
