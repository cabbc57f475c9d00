// A button beside a field copies it. Without scripts the field is there to be selected.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  if (field === null || navigator.clipboard === undefined) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value).catch(() => field.select());
    button.textContent = "✓ Đã chép";
  });
}
