import { texts } from "./texts.js";

/** The visitor's lines that have not come back from the server, each under its message's id. */
export function createPendingLines(log, { onAgain }) {
  const lines = () => Array.from(log.querySelectorAll(".pending"));
  const find = (id) => lines().find((line) => line.dataset.sentAs === id) ?? null;

  return {
    /** Where the next line from the server belongs. */
    get first() {
      return log.querySelector(".pending");
    },
    get hasUnsent() {
      return lines().some(({ dataset }) => dataset.state !== "sent");
    },
    add: (line, id) => {
      line.classList.add("pending");
      line.dataset.sentAs = id;
      log.append(line);
    },
    /** The line has come back, and stands for itself. */
    take: (id) => {
      if (id !== undefined) find(id)?.remove();
    },
    mark: (message, state, canPress = true) => {
      const line = find(message.id);
      if (line === null) return;
      line.querySelector(".state")?.remove();
      line.classList.toggle("failed", state === "failed" || state === "refused");
      line.dataset.state = state;
      if (line.classList.contains("failed")) line.append(stateOf(message, state, canPress));
    },
    /** Everything else is shown anew: what was sent comes back with it. */
    keepOnly: () => {
      const kept = lines().filter(({ dataset }) => dataset.state !== "sent");
      log.replaceChildren(...kept);
    },
  };

  function stateOf(message, state, canPress) {
    const words = document.createElement("span");
    words.textContent = state === "failed" ? texts.waits : texts.notSent;
    const box = document.createElement("div");
    box.className = "state";
    box.append(words);
    if (!canPress) return box;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "button again";
    again.textContent = texts.again;
    again.addEventListener("click", () => onAgain(message, state));
    box.append(again);
    return box;
  }
}
