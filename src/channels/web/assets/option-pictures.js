// Shared by the server, which renders the question that waits, and the page, which shows the next ones.

/** The menu's question for what one comes about: its values are life events. */
const menuQuestion = /^menu\/topic\//;

/** Returns the address of the picture that stands on an option; null if it has none. `addresses` are by life event. */
export function optionPicture(question, value, addresses) {
  if (!menuQuestion.test(question) || !Object.hasOwn(addresses, value)) return null;
  return addresses[value];
}

/** Puts the pictures on the buttons of the form, whose `data-pictures` has the addresses as JSON. */
export function addOptionPictures(form) {
  const addresses = JSON.parse(form.dataset.pictures);
  for (const button of form.querySelectorAll('[name="value"]')) {
    const address = optionPicture(form.elements.question.value, button.value, addresses);
    if (address === null) continue;
    const image = document.createElement("img");
    image.src = address;
    image.alt = "";
    image.width = image.height = 44;
    image.loading = "lazy";
    button.lastElementChild.before(image);
  }
}
