import { splitLines } from "./lines.js";
import { load } from "./on-demand.js";
import { createPendingLines } from "./pending.js";
import { texts } from "./texts.js";

const gapAbovePx = 12;

/** Shows the conversation on the page. Lines come from the server, in order, each at most once. */
export function createLog(log, scroller, { onAgain, onService }) {
  const shown = new Set(Array.from(log.children, (line) => line.dataset.id));
  let lastId = log.dataset.lastId;
  // The view starts at the visitor's last message, so that a long answer is read from its start.
  let anchor = Array.from(log.querySelectorAll(".line.visitor")).pop() ?? null;

  const scroll = () => {
    if (anchor !== null) scroller.scrollTop = anchor.offsetTop - gapAbovePx;
  };

  const pending = createPendingLines(log, { onAgain });

  return {
    scroll,
    /** Shows the end of what was asked, and as many of its buttons as there is room for. */
    showQuestion: () => {
      const asked = Array.from(log.querySelectorAll(".line.service")).pop();
      if (asked === undefined) return;
      const room = scroller.clientHeight / 2;
      const tail = Math.max(0, asked.offsetHeight - room);
      scroller.scrollTop = asked.offsetTop + tail - gapAbovePx;
    },
    mark: pending.mark,
    addPending: (id, text) => {
      const line = lineElement("visitor", text);
      pending.add(line, id);
      anchor = line;
      scroll();
    },
    get hasPending() {
      return pending.first !== null;
    },
    /** Whether a line waits that has not arrived; what has arrived comes back on its own. */
    get hasUnsent() {
      return pending.hasUnsent;
    },
    /** Whether the visitor's message of this id has come back. */
    has: (sentAs) => {
      const lines = Array.from(log.querySelectorAll(".line.visitor:not(.pending)"));
      return lines.some((line) => line.dataset.sentAs === sentAs);
    },
    get lastId() {
      return lastId;
    },
    get isEmpty() {
      return shown.size === 0;
    },
    /** Returns whether the line is new. */
    add: ({ id, from, sentAs, message }) => {
      if (shown.has(id)) return false;
      shown.add(id);
      lastId = id;
      // What the page only announced is stored by now, and comes as lines of its own.
      for (const announced of log.querySelectorAll('[data-id^="preview-"]')) announced.remove();
      const line = lineElement(from, message.cards?.head ?? message.text);
      line.dataset.id = id;
      if (sentAs !== undefined) line.dataset.sentAs = sentAs;
      if (message.language !== undefined) line.lang = message.language;
      if (from === "visitor") {
        pending.take(sentAs);
        anchor = line;
      }
      log.insertBefore(line, pending.first);
      if (message.cards || message.progress) drawLater(line, message);
      else if (from === "service") onService(line);
      scroll();
      return true;
    },
    clear: () => {
      pending.keepOnly();
      shown.clear();
      anchor = null;
    },
  };

  /** Cards show the rest of a text whose head stands there already; if they can't be loaded, its words say the same. */
  async function drawLater(line, message) {
    try {
      const { draw } = await load("drawn.js");
      draw(line, message);
    } catch {
      if (message.cards) line.querySelector(".words").replaceChildren(...nodesOf(message.text));
    }
    onService(line);
    scroll();
  }
}

/** Uses text nodes only, so that no message can become markup. */
function lineElement(from, text) {
  const who = document.createElement("span");
  who.className = "who";
  who.textContent = from === "visitor" ? texts.you : texts.service;
  const words = document.createElement("p");
  words.className = "words";
  words.append(...nodesOf(text));
  const line = document.createElement("div");
  line.className = `line ${from}`;
  line.append(who, words);
  return line;
}

function nodesOf(text) {
  return splitLines(text).map(lineNode);
}

function lineNode({ kind, label, pieces }) {
  const line = document.createElement("span");
  line.className = kind;
  if (label !== "") {
    const strong = document.createElement("strong");
    strong.textContent = label;
    line.append(strong);
  }
  line.append(...pieces.map(pieceNode));
  return line;
}

function pieceNode({ text, href }) {
  if (href === null) return document.createTextNode(text);
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}
