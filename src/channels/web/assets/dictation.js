import { texts } from "./texts.js";

const recognizers = { vi: "vi-VN", en: "en-US" };

/**
 * Writes down what the visitor says. It says first who listens. What was heard stands in the field, to be read before it is
 * sent.
 */
export function createDictation(Recognition, { button, field, tell }) {
  let hasAgreed = false;
  let listening = null;
  return {
    press: () => {
      if (listening !== null) return listening.stop();
      if (!hasAgreed) {
        hasAgreed = true;
        return tell(texts.whoListens);
      }
      listen();
    },
  };

  function listen() {
    const before = field.value.trim();
    listening = new Recognition();
    listening.lang = recognizers[document.documentElement.lang] ?? recognizers.vi;
    listening.interimResults = true;
    listening.addEventListener("result", ({ results }) => {
      const heard = Array.from(results, ([best]) => best.transcript.trim()).join(" ");
      field.value = [before, heard].filter(Boolean).join(" ").slice(0, field.maxLength);
    });
    listening.addEventListener("error", ({ error }) => {
      if (error !== "aborted")
        tell(error === "no-speech" ? texts.heardNothing : texts.cannotListen);
    });
    listening.addEventListener("end", () => {
      listening = null;
      button.ariaPressed = "false";
      if (field.value !== before) tell(texts.checkHeard);
    });
    button.ariaPressed = "true";
    tell(texts.listening);
    listening.start();
  }
}
