const sizes = ["1", "2", "3"];

/** Changes the size of the text, and remembers it in a cookie, by which the server makes the next page as large at once. */
export function watchTextSize(form, { isShared, onChange }) {
  const labels = form.dataset.labels.split("|");
  const button = form.elements.size;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const size = button.value;
    const next = sizes[sizes.indexOf(size) + 1] ?? sizes[0];
    const root = document.documentElement;
    root.classList.remove(...sizes.map((one) => `text-${one}`));
    root.classList.add(`text-${size}`);
    button.value = next;
    button.title = labels[sizes.indexOf(next)];
    button.querySelector(".who").textContent = button.title;
    // The next person at a kiosk begins with the usual size.
    if (!isShared) remember(size);
    onChange();
  });
}

async function remember(size) {
  try {
    await fetch("/web/text-size", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ size }),
    });
  } catch {
    // Without a network the size lasts as long as this page.
  }
}
