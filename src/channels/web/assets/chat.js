import { watchKeyboard } from "./keyboard.js";
import { createLog } from "./log.js";
import { offerDictation, offerReading } from "./on-demand.js";
import { createOutgoing } from "./outgoing.js";
import { canLocate, createQuestion } from "./question.js";
import { newMessageId, postMessage } from "./send.js";
import { fetchLines, listen } from "./stream.js";
import { watchTextSize } from "./text-size.js";
import { texts } from "./texts.js";
import { keepUnsent, readUnsent } from "./unsent.js";
import { offerWays } from "./ways.js";

const catchUpMs = 3000;
const offlineNoticeMs = 4000;
const locationTimeoutMs = 15_000;

const byId = (id) => document.getElementById(id);
const typing = byId("typing");
const notice = byId("notice");
const field = byId("text");
const isKiosk = byId("leaving") !== null;
const reader = offerReading(byId("log"), byId("read-new"), { isShared: isKiosk });
const log = createLog(byId("log"), byId("talk"), {
  onAgain: sendAgain,
  onService: reader.add,
});
const question = createQuestion(byId("options"), byId("share"), byId("rest"));
const keyboard = watchKeyboard(field, { onOpen: log.showQuestion });
const outgoing = createOutgoing({
  post: postMessage,
  show: showState,
  keep: isKiosk ? () => {} : keepUnsent,
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  isOnline: () => navigator.onLine,
});
let mustReload = false;
let offlineTimer;

function onLine(line) {
  if (!log.add(line)) return;
  byId("log").dataset.asks = line.message.asks ?? "";
  if (line.from === "visitor") {
    outgoing.settle(line.sentAs);
    return question.clear();
  }
  typing.hidden = true;
  // The server renders the page around the conversation, in the conversation's language.
  if ((line.message.language ?? "vi") !== document.documentElement.lang) return reload();
  // What waits to be sent was the answer to an earlier question; it comes before this one's.
  if (line.message.type !== "text" && !log.hasUnsent) ask(line.message);
  else log.scroll();
}

function ask(message) {
  question.show(message);
  keyboard.close();
  log.scroll();
}

/** What waits to be sent at a kiosk would be lost with the page. */
function reload() {
  mustReload = true;
  if (outgoing.isEmpty || !isKiosk) location.reload();
}

function onReset() {
  log.clear();
  question.clear();
  // A reset means that another page of this visitor has started again.
  setTimeout(() => log.isEmpty && !log.hasPending && location.reload(), catchUpMs);
}

function onConnection(isUp) {
  clearTimeout(offlineTimer);
  if (isUp) {
    if (notice.textContent === texts.offline) tell("");
    return outgoing.wake();
  }
  offlineTimer = setTimeout(() => tell(texts.offline), offlineNoticeMs);
}

function tell(words) {
  notice.textContent = words;
}

/** Shows the visitor's line at once; it is sent in its turn. */
function send(content, words) {
  tell("");
  question.clear();
  const message = { id: newMessageId(), content, words };
  log.addPending(message.id, words);
  outgoing.add(message);
}

function sendAgain(message, state) {
  tell("");
  if (state === "refused") outgoing.add(message);
  else outgoing.wake();
}

function showState(message, state, { reason = null, retryAfterMs = null }) {
  const isLimited = retryAfterMs !== null;
  log.mark(message, state, !isLimited);
  if (state === "sending") {
    typing.hidden = false;
    return log.scroll();
  }
  if (state !== "sent") {
    typing.hidden = true;
    const seconds = Math.ceil(retryAfterMs / 1000);
    const words = [reason, isLimited ? texts.sendsAgainIn(seconds) : null];
    tell(words.filter(Boolean).join(" ") || (navigator.onLine ? "" : texts.offline));
    // The notice takes room of the talk.
    return requestAnimationFrame(log.scroll);
  }
  if (notice.textContent !== "") tell("");
  if (mustReload && outgoing.isEmpty) return location.reload();
  setTimeout(catchUp, catchUpMs);
}

async function catchUp() {
  if (typing.hidden && !log.hasPending) return;
  const { continues, entries } = await fetchLines(log.lastId);
  if (!continues) onReset();
  for (const line of entries) onLine(line);
  if (outgoing.isEmpty) typing.hidden = true;
}

/** What was written before the page was loaded again, and has not arrived. */
function restoreUnsent() {
  if (isKiosk) return keepUnsent([]);
  const unsent = readUnsent().filter(({ id }) => !log.has(id));
  if (unsent.length > 0) question.clear();
  for (const message of unsent) {
    log.addPending(message.id, message.words);
    outgoing.add(message);
  }
}

function shareLocation() {
  tell(texts.locating);
  navigator.geolocation.getCurrentPosition(
    ({ coords }) =>
      send({ location: { lat: coords.latitude, lon: coords.longitude } }, texts.myLocation),
    () => tell(texts.locationRefused),
    { timeout: locationTimeoutMs, maximumAge: 60_000 },
  );
}

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  field.value = "";
  if (text !== "") send({ text }, text);
});
for (const form of [byId("quick"), byId("language"), byId("offer")]) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send({ text: event.submitter.value }, event.submitter.textContent.trim());
    if (form.id === "offer") form.remove();
  });
}
byId("options").addEventListener("submit", (event) => {
  event.preventDefault();
  const { value, lastElementChild } = event.submitter;
  const asked = event.currentTarget.elements.question.value;
  send({ choice: { question: asked, value } }, lastElementChild.textContent);
});
for (const button of [byId("share"), byId("locate")]) {
  button.addEventListener("click", shareLocation);
}

byId("locate").hidden = !canLocate();
byId("share").hidden = !canLocate() || byId("options").dataset.asksLocation !== "true";
watchTextSize(byId("text-size"), { isShared: isKiosk, onChange: log.scroll });
offerDictation(byId("dictate"), field, { tell });
offerWays({ isKiosk, tell });
// A page that the browser restores from its memory may show another person's conversation.
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("online", outgoing.wake);
// A link starts at its help point or procedure only once: loading the page again must not start it again.
if (!isKiosk && location.search !== "") history.replaceState(null, "", "/");
log.scroll();
restoreUnsent();
listen(() => log.lastId, { onLine, onReset, onConnection });
