/**
 * Offers to print, and shows under each line that leads to a kept list the code that takes it along. The server renders
 * both for the lines of the page; `template` holds what it renders.
 */
export function offerToTakeAway(log, printButton, template) {
  const offer = () => {
    printButton.hidden = log.querySelector(".line.visitor") === null;
    if (template === null) return;
    for (const line of log.querySelectorAll(".line.service")) {
      const link = line.querySelector(`a[href^="${template.dataset.lists}"]`);
      if (link === null) continue;
      const figure = line.querySelector(".take-away") ?? addFigure(line, link, template);
      preparePrint(figure.querySelector(".print"), link);
    }
  };
  printButton.addEventListener("click", () => print());
  new MutationObserver(offer).observe(log, { childList: true });
  offer();
}

function addFigure(line, link, template) {
  const figure = template.content.firstElementChild.cloneNode(true);
  figure.querySelector("img").src = `/web/qr?path=${encodeURIComponent(pathOf(link))}`;
  line.append(figure);
  return figure;
}

function preparePrint(button, link) {
  if (!button.hidden) return;
  button.hidden = false;
  button.addEventListener("click", () => printPage(pathOf(link)));
}

/** Prints the list's own page, whose styles are for paper, and comes back to the conversation. */
function printPage(path) {
  const page = open(path);
  if (page === null) return print();
  page.addEventListener("afterprint", () => page.close());
  page.addEventListener("load", () => page.print());
}

function pathOf(link) {
  return new URL(link.href).pathname;
}
