// A tick shows what is typed in a password field. It is hidden again before it is sent, so that browsers offer to keep it.
for (const line of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(line.dataset.shows);
  const tick = line.querySelector("input");
  line.hidden = false;
  tick.addEventListener("change", () => {
    field.type = tick.checked ? "text" : "password";
  });
  field.form.addEventListener("submit", () => {
    field.type = "password";
  });
}
