// Turns the pages of the screen by itself. A page that cannot be fetched is tried again, and the last one stays, without
// what has grown old of it. The device's clock is not trusted: a screen on a wall is often months behind.
const secondsPerPage = Number(document.body.dataset.seconds);
const retryMs = 5_000;
const timeoutMs = 10_000;
const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Viet Nam has no summer time. */
const offsetMs = 7 * 3_600_000;
/** Whoever stopped the screen is gone by then. */
const pauseMs = 5 * minuteMs;
const agingMs = 30_000;
/** From then on "open now" may no longer be true. */
const staleMs = 2 * minuteMs;

let shownAtMs = performance.now();
let isPaused = false;
let timer = 0;

const wall = () => document.querySelector("#wall");

async function fetchNext() {
  const answer = await fetch(wall().dataset.next, {
    cache: "no-store",
    headers: { accept: "text/html" },
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function styleOf(page) {
  return page.querySelector('link[rel="stylesheet"]')?.getAttribute("href");
}

async function turn() {
  isPaused = false;
  try {
    const next = await fetchNext();
    const found = next.querySelector("#wall");
    if (found === null) throw new Error("no page of the screen");
    // The service was updated: its files go with the page.
    if (styleOf(next) !== styleOf(document)) return location.replace(wall().dataset.next);
    const hadFocus = document.activeElement?.id === "pause";
    wall().replaceWith(document.adoptNode(found));
    document.title = next.title;
    shownAtMs = performance.now();
    prepare(hadFocus);
    plan(secondsPerPage * 1_000);
  } catch {
    // Whatever went wrong, passers-by want to see the last page, and the next try may succeed.
    const notice = document.querySelector("#offline");
    if (age()) notice.textContent = notice.dataset.text;
    plan(retryMs);
  }
}

/** Hides what may no longer be true. Returns whether anything is. */
function age() {
  const elapsed = performance.now() - shownAtMs;
  const renderedMs = Number(wall().dataset.at) + offsetMs;
  const isOtherDay = Math.floor(renderedMs / dayMs) !== Math.floor((renderedMs + elapsed) / dayMs);
  const hide = (kind, isOld) => {
    for (const each of document.querySelectorAll(`[data-ages="${kind}"]`)) each.hidden = isOld;
  };
  hide("minutes", elapsed > staleMs);
  hide("day", isOtherDay);
  return elapsed > staleMs;
}

function plan(ms) {
  clearTimeout(timer);
  timer = setTimeout(turn, ms);
}

function prepare(focus) {
  const button = document.querySelector("#pause");
  button.hidden = false;
  const label = () => {
    button.textContent = isPaused ? button.dataset.resume : button.dataset.pause;
  };
  label();
  button.addEventListener("click", () => {
    isPaused = !isPaused;
    label();
    plan(isPaused ? pauseMs : secondsPerPage * 1_000);
  });
  if (focus) button.focus();
}

prepare(false);
plan(secondsPerPage * 1_000);
setInterval(age, agingMs);
addEventListener("online", () => plan(0));
