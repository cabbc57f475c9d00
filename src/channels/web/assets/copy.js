// Copies the code: by its button, and again when Zalo is opened, where it is pasted.
const code = document.querySelector("#code")?.textContent ?? "";
const button = document.querySelector("#copy");
const status = document.querySelector("#copied");

async function copy() {
  await navigator.clipboard.writeText(code);
  button.textContent = `✓ ${button.dataset.done}`;
  status.textContent = button.dataset.done;
}

if (button !== null && navigator.clipboard !== undefined) {
  button.hidden = false;
  // If the browser refuses, the code is still there to be read and typed.
  button.addEventListener("click", () =>
    copy().catch(() => getSelection().selectAllChildren(document.querySelector("#code"))),
  );
  document
    .querySelector("#open-zalo")
    ?.addEventListener("click", () => copy().catch(() => undefined));
}
