// Shows how far checking or sending a file has come. Without scripts the page shows it at the time it was loaded.
const shown = document.querySelector("[data-import-progress]");
const numbers = new Intl.NumberFormat("vi-VN");

function show({ state, done, total, sent }) {
  // It is over, or something else has begun: the page shows what there is now.
  if (state !== shown.dataset.state) return location.reload();
  const meter = shown.querySelector("progress");
  meter.max = Math.max(1, total);
  meter.value = done;
  shown.querySelector("[data-share]").textContent =
    total === 0 ? "–" : `${Math.round((done / total) * 100)} %`;
  const sentField = shown.querySelector("[data-sent]");
  if (sentField !== null) sentField.textContent = numbers.format(sent);
}

if (shown !== null) {
  const stream = new EventSource(shown.dataset.importProgress);
  stream.addEventListener("progress", ({ data }) => show(JSON.parse(data)));
  stream.addEventListener("over", () => stream.close());
}
