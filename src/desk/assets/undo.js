// Counts the seconds in which something can be taken back. Without scripts the page shows those at the time it was loaded.
const shown = document.querySelector("[data-undo]");

if (shown !== null) {
  // By the device's monotonic clock: its time of day may be wrong.
  const endsAt = performance.now() + Number(shown.dataset.undo) * 1000;
  const left = shown.querySelector("[data-left]");
  const timer = setInterval(() => {
    const seconds = Math.ceil((endsAt - performance.now()) / 1000);
    left.textContent = String(Math.max(0, seconds));
    if (seconds > 0) return;
    clearInterval(timer);
    shown.querySelector("form").hidden = true;
    shown.querySelector("[data-over]").hidden = false;
  }, 500);
}
