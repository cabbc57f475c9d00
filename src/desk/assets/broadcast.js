// Shows the progress of a broadcast live. Without scripts the page shows the progress at the time it was loaded.
const shown = document.querySelector("[data-progress]");
const numbers = new Intl.NumberFormat("vi-VN");

function show(progress) {
  // Somebody changed the broadcast, so the page needs other buttons.
  if (progress.state !== shown.dataset.now) return location.reload();
  for (const field of shown.querySelectorAll("[data-count]")) {
    field.textContent = numbers.format(progress[field.dataset.count]);
  }
  const meter = shown.querySelector("progress");
  meter.max = Math.max(1, progress.recipients);
  meter.value = progress.recipients - progress.waiting;
  document.querySelector("[data-state]").textContent = progress.stateName;
  const rows = [...progress.routes, ...progress.reasons].map(({ name, count }) => {
    const row = document.createElement("li");
    row.textContent = `${name}: ${numbers.format(count)}`;
    return row;
  });
  shown.querySelector("[data-detail]").replaceChildren(...rows);
}

if (shown !== null) {
  const stream = new EventSource(shown.dataset.progress);
  stream.addEventListener("progress", ({ data }) => show(JSON.parse(data)));
  stream.addEventListener("over", () => stream.close());
}
