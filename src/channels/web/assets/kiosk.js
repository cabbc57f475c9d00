import { texts } from "./texts.js";

const tickMs = 1000;
const retryMs = 5000;

/** Erases the conversation of a visitor who left: warns in the last seconds, and any touch stops it. */
export function watchIdle(body, dialog, log) {
  const idleMs = Number(body.dataset.idleSeconds) * 1000;
  const warningMs = Number(body.dataset.warningSeconds) * 1000;
  // A kiosk that was not touched since it started has nothing to erase.
  let touchedAt = log.querySelector(".line.visitor") === null ? null : Date.now();
  const touch = () => {
    touchedAt = Date.now();
    if (dialog.open) dialog.close();
  };
  for (const type of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    addEventListener(type, touch, { passive: true });
  }

  const ticking = setInterval(() => {
    if (touchedAt === null) return;
    const leftMs = touchedAt + idleMs - Date.now();
    if (leftMs <= 0) {
      clearInterval(ticking);
      forget(log, dialog);
    } else if (leftMs <= warningMs) {
      dialog.querySelector("#leaving-seconds").textContent = String(Math.ceil(leftMs / 1000));
      if (!dialog.open) dialog.showModal();
    }
  }, tickMs);
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
