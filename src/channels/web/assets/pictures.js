/** The pictures of a kiosk's first screen are sent as if their words were typed, and leave with the first message. */
export function beginWithPictures(form, composer, log) {
  form.addEventListener("submit", (event) => {
    // Without it the form is posted, as it is without scripts.
    if (composer.requestSubmit === undefined) return;
    event.preventDefault();
    composer.elements.text.value = event.submitter.value;
    composer.requestSubmit();
  });
  new MutationObserver((_changes, observer) => {
    if (log.querySelector(".line.visitor") === null) return;
    observer.disconnect();
    // The focused button leaves with its form.
    if (form.contains(document.activeElement)) log.focus({ preventScroll: true });
    document.body.classList.remove("first");
    form.remove();
  }).observe(log, { childList: true });
}
