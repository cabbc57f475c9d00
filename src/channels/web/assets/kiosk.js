import { createIdle } from "./idle.js";
import { texts } from "./texts.js";

const tickMs = 1000;
const retryMs = 5000;
/** What a mouse on a shaking table moves by is nobody. */
const minMovePx = 3;

/** Erases the conversation of a visitor who left: warns in the last seconds, and any touch or reading stops it. */
export function watchIdle(body, dialog, log) {
  const idle = createIdle({
    idleSeconds: Number(body.dataset.idleSeconds),
    warningSeconds: Number(body.dataset.warningSeconds),
    // A kiosk that was not touched since it started has nothing to erase.
    presentAt: log.querySelector(".line.visitor") === null ? null : Date.now(),
  });
  const touch = () => {
    idle.touch(Date.now());
    if (dialog.open) dialog.close();
  };
  const read = () => {
    idle.read(Date.now());
    if (dialog.open) dialog.close();
  };
  for (const type of ["pointerdown", "keydown"]) addEventListener(type, touch, { passive: true });
  // What scrolls is a part of the page, whose event does not rise.
  for (const type of ["wheel", "touchmove", "scroll"]) {
    addEventListener(type, read, { passive: true, capture: true });
  }
  addEventListener("pointermove", ({ movementX, movementY }) => {
    if (Math.abs(movementX) + Math.abs(movementY) >= minMovePx) read();
  });

  const ticking = setInterval(() => {
    const { secondsLeft } = idle.check(Date.now(), answerLength(log));
    if (secondsLeft === null) return;
    if (secondsLeft === 0) {
      clearInterval(ticking);
      forget(log, dialog);
    } else {
      dialog.querySelector("#leaving-seconds").textContent = String(secondsLeft);
      if (!dialog.open) dialog.showModal();
    }
  }, tickMs);
}

/** The characters that the visitor was told since they spoke last. */
function answerLength(log) {
  let length = 0;
  for (let line = log.lastElementChild; line !== null; line = line.previousElementSibling) {
    if (line.classList.contains("visitor")) break;
    length += line.querySelector(".words")?.textContent.length ?? 0;
  }
  return length;
}

async function forget(log, dialog) {
  log.replaceChildren();
  dialog.textContent = texts.reopening;
  for (;;) {
    try {
      const response = await fetch("/web/reset", { method: "POST" });
      if (response.ok) return location.reload();
    } catch {
      // Without a network the conversation is off the screen at least, and the request is repeated.
    }
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
}
