import { watchIdle } from "./kiosk.js";
import { createLog } from "./log.js";
import { canLocate, createQuestion } from "./question.js";
import { newMessageId, postMessage } from "./send.js";
import { fetchLines, listen } from "./stream.js";
import { texts } from "./texts.js";

const catchUpMs = 3000;
const offlineNoticeMs = 4000;
const locationTimeoutMs = 15_000;

const byId = (id) => document.getElementById(id);
const typing = byId("typing");
const notice = byId("notice");
const log = createLog(byId("log"), byId("talk"));
const question = createQuestion(byId("options"), byId("share"), byId("log"));
let sending = Promise.resolve();
let offlineTimer;

function onLine(line) {
  if (!log.add(line)) return;
  if (line.from === "visitor") return question.clear();
  typing.hidden = true;
  // The server renders the page around the conversation, in the conversation's language.
  if ((line.message.language ?? "vi") !== document.documentElement.lang) return location.reload();
  if (line.message.type !== "text") question.show(line.message);
  log.scroll();
}

function onReset() {
  log.clear();
  question.clear();
  // A reset means that another page of this visitor has started again.
  setTimeout(() => log.isEmpty && location.reload(), catchUpMs);
}

function onConnection(isUp) {
  clearTimeout(offlineTimer);
  if (isUp) {
    if (notice.textContent === texts.offline) tell("");
    return;
  }
  offlineTimer = setTimeout(() => tell(texts.offline), offlineNoticeMs);
}

function tell(words) {
  notice.textContent = words;
  if (words !== "") notice.scrollIntoView({ block: "nearest" });
}

/** Shows the visitor's line at once, and sends messages one after another to keep their order. */
function send(content, words) {
  tell("");
  question.clear();
  const message = { id: newMessageId(), ...content };
  const pending = log.addPending(words);
  sending = sending.then(() => deliver(message, pending));
}

async function deliver(message, pending) {
  pending.classList.remove("failed");
  typing.hidden = false;
  log.scroll();
  const { sent, reason } = await postMessage(message);
  if (sent) return setTimeout(catchUp, catchUpMs);
  typing.hidden = true;
  if (!pending.isConnected) return;
  offerAgain(message, pending, reason);
}

function offerAgain(message, pending, reason) {
  const again = document.createElement("button");
  again.type = "button";
  again.className = "button again";
  again.textContent = texts.again;
  again.addEventListener("click", () => {
    again.remove();
    tell("");
    sending = sending.then(() => deliver(message, pending));
  });
  pending.classList.add("failed");
  pending.append(again);
  tell(reason ?? texts.notSent);
}

async function catchUp() {
  if (typing.hidden) return;
  const { continues, entries } = await fetchLines(log.lastId);
  if (!continues) onReset();
  for (const line of entries) onLine(line);
  typing.hidden = true;
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
  const field = byId("text");
  const text = field.value.trim();
  field.value = "";
  if (text !== "") send({ text }, text);
});
byId("quick").addEventListener("submit", (event) => {
  event.preventDefault();
  send({ text: event.submitter.value }, event.submitter.textContent.trim());
});
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
// A page that the browser restores from its memory may show another person's conversation.
addEventListener("pageshow", (event) => event.persisted && location.reload());
if (byId("leaving") !== null) watchIdle(document.body, byId("leaving"), byId("log"));
// A link starts at its help point or procedure only once: loading the page again must not start it again.
else if (location.search !== "") history.replaceState(null, "", "/");
log.scroll();
listen(() => log.lastId, { onLine, onReset, onConnection });
