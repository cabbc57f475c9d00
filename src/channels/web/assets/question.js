import { addOptionPictures } from "./option-pictures.js";

/** The buttons of the question that waits for an answer; older questions have none. */
export function createQuestion(form, share, rest) {
  return {
    show: ({ question, type, options }) => {
      clear();
      form.elements.question.value = question;
      form.append(...options.map(optionButton));
      addOptionPictures(form);
      share.hidden = type !== "location-request" || !canLocate();
      form.hidden = options.length === 0 && share.hidden;
    },
    clear,
  };

  function clear() {
    // The focused button disappears. Behind its place the next answer is one Tab away, whatever the log holds.
    if (form.contains(document.activeElement)) rest.focus({ preventScroll: true });
    for (const button of form.querySelectorAll('[name="value"]')) button.remove();
    share.hidden = true;
    form.hidden = true;
  }
}

/** Browsers share a position only with pages that came over https or from this machine. A kiosk's is its own, and known. */
export function canLocate() {
  if (document.body.classList.contains("kiosk")) return false;
  return window.isSecureContext && "geolocation" in navigator;
}

function optionButton({ value, number, full }) {
  const button = document.createElement("button");
  button.type = "submit";
  button.className = "button option";
  button.name = "value";
  button.value = value;
  const wording = document.createElement("span");
  wording.textContent = full;
  if (number !== null) {
    const figure = document.createElement("span");
    figure.className = "number";
    figure.textContent = String(number);
    button.append(figure, " ");
  }
  button.append(wording);
  return button;
}
