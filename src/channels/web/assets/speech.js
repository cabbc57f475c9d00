import { spokenPieces } from "./spoken.js";
import { texts } from "./texts.js";

const rate = 0.95;
/** The lines of a message, and what its cards say. */
const readable = ".words > span:not(.sign), .point > p:not(.point-actions)";
const settingKey = "huong-dan-read-new";

/**
 * Adds a button to each of the service's messages that reads it aloud, once the browser has a voice for its language.
 * Nothing is read unless somebody asked for it.
 */
export function createReader(log, toggle, { isShared }) {
  const speech = window.speechSynthesis;
  /** The button whose message is being read. */
  let speaking = null;
  addButtons();
  // Browsers load their voices later.
  speech.addEventListener?.("voiceschanged", addButtons);
  addEventListener("pagehide", () => speech.cancel());
  toggle.addEventListener("click", () => setReadNew(toggle.ariaPressed !== "true"));

  return {
    /** What was said just now is read if the visitor wants to hear every answer. */
    add: (line) => {
      const button = addButton(line);
      if (button !== null && toggle.ariaPressed === "true") {
        // An answer often has several messages: what is being read is read to its end.
        read(button, line, { isQueued: speaking !== null });
      }
    },
  };

  function addButtons() {
    for (const line of log.querySelectorAll(".line.service")) addButton(line);
    const hasVoice = voiceFor(document.documentElement.lang) !== null;
    toggle.hidden = !hasVoice;
    if (hasVoice) toggle.ariaPressed = String(isReadNew());
    toggle.dispatchEvent(new Event("offered", { bubbles: true }));
  }

  function addButton(line) {
    const words = line.querySelector(".words");
    const existing = line.querySelector(".speak");
    if (existing !== null || words === null) return existing;
    if (voiceFor(languageOf(line)) === null) return null;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "speak";
    button.title = texts.listen;
    button.ariaLabel = texts.listen;
    button.ariaPressed = "false";
    // Nobody who has the page read out already wants to hear of the button with every message.
    button.ariaLive = "off";
    button.append(Object.assign(document.createElement("span"), { className: "sign listen" }));
    button.addEventListener("click", () => {
      if (speaking === button) stop();
      else read(button, line, { isQueued: false });
    });
    words.prepend(button);
    return button;
  }

  function read(button, line, { isQueued }) {
    if (!isQueued) stop();
    const language = languageOf(line);
    const voice = voiceFor(language);
    const written = Array.from(line.querySelectorAll(readable), (part) => part.textContent);
    const utterances = spokenPieces(written.join("\n"), language).map((piece) => {
      const utterance = new SpeechSynthesisUtterance(piece);
      return Object.assign(utterance, { voice, lang: voice.lang, rate });
    });
    utterances[0]?.addEventListener("start", () => mark(button));
    for (const type of ["end", "error"]) {
      utterances.at(-1)?.addEventListener(type, () => speaking === button && mark(null));
    }
    if (!isQueued) mark(button);
    for (const utterance of utterances) speech.speak(utterance);
  }

  function stop() {
    mark(null);
    speech.cancel();
  }

  function mark(button) {
    if (speaking !== null)
      Object.assign(speaking, { ariaPressed: "false", ...named(texts.listen) });
    speaking = button;
    if (speaking !== null) Object.assign(speaking, { ariaPressed: "true", ...named(texts.stop) });
  }

  function voiceFor(language) {
    const voices = speech.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(language));
    return voices.find(({ localService }) => localService) ?? voices[0] ?? null;
  }

  function isReadNew() {
    return !isShared && stored(() => localStorage.getItem(settingKey)) === "1";
  }

  function setReadNew(isOn) {
    toggle.ariaPressed = String(isOn);
    if (!isOn) stop();
    if (!isShared) stored(() => localStorage.setItem(settingKey, isOn ? "1" : "0"));
  }
}

function named(name) {
  return { title: name, ariaLabel: name };
}

function languageOf(line) {
  return (line.lang || document.documentElement.lang).slice(0, 2);
}

/** A browser may refuse to store anything: the setting then lasts as long as the page. */
function stored(access) {
  try {
    return access();
  } catch {
    return null;
  }
}
