// A button next to a field copies its text. Without scripts the user can select the field.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  if (field === null || navigator.clipboard === undefined) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value).catch(() => field.select());
    button.textContent = "✓ Đã chép";
  });
}
