// What few visitors use is loaded when they do: on a slow network every file is felt.
import { texts } from "./texts.js";

const loaded = new Map();
let failures = 0;

/** Loads a script of this folder once. */
export async function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  // Browsers may remember that a script could not be loaded, but not under another address.
  const address = failures === 0 ? `./${name}` : `./${name}?try=${failures}`;
  try {
    const module = await import(address);
    loaded.set(name, module);
    return module;
  } catch (error) {
    failures += 1;
    throw error;
  }
}

/** Lets the visitor speak instead of typing, where the browser can write down what it hears. */
export function offerDictation(button, field, { tell }) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  if (Recognition === undefined || !window.isSecureContext) return;
  let dictation = null;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      const { createDictation } = await load("dictation.js");
      dictation ??= createDictation(Recognition, { button, field, tell });
    } catch {
      return tell(texts.offline);
    }
    dictation.press();
  });
}

/** Lets the visitor hear messages, once the browser has a voice for the page's language. `add` is told of each new line. */
export function offerReading(log, toggle, { isShared }) {
  const speech = window.speechSynthesis;
  let reader = null;
  let isLoading = false;
  if (speech !== undefined) {
    // Browsers load their voices later.
    speech.addEventListener?.("voiceschanged", begin);
    if (document.readyState === "complete") begin();
    else addEventListener("load", begin);
  }
  return {
    add: (line) => {
      if (reader === null) begin();
      else reader.add(line);
    },
  };

  async function begin() {
    const { lang } = document.documentElement;
    const hasVoice = speech?.getVoices().some((voice) => voice.lang.toLowerCase().startsWith(lang));
    if (!hasVoice || reader !== null || isLoading) return;
    isLoading = true;
    try {
      const { createReader } = await load("speech.js");
      reader = createReader(log, toggle, { isShared });
    } catch {
      // The next message asks again.
    }
    isLoading = false;
  }
}
