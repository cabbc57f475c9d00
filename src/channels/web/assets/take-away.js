/** Offers to print what was answered, and shows the code that takes the kept list of the last answer along. */
export function offerToTakeAway(log, button, figure) {
  let path = null;
  const offer = () => {
    const lines = Array.from(log.children);
    const asked = lines.findLastIndex((line) => line.classList.contains("visitor"));
    button.hidden = asked === -1;
    path = findList(lines.slice(asked + 1), figure?.dataset.lists);
    if (figure === null) return;
    if (path !== null) figure.querySelector("img").src = `/web/qr?path=${encodeURIComponent(path)}`;
    figure.hidden = path === null;
  };
  button.addEventListener("click", () => (path === null ? print() : printPage(path)));
  new MutationObserver(offer).observe(log, { childList: true });
  offer();
}

/** Returns the path of the last list that the lines link to; null if there is none. */
function findList(lines, lists) {
  if (lists === undefined) return null;
  const links = lines.flatMap((line) => Array.from(line.querySelectorAll("a[href]")));
  const found = links.findLast(({ href }) => href.startsWith(lists));
  return found === undefined ? null : new URL(found.href).pathname;
}

/** Prints the list's own page, whose styles are for paper, and comes back to the conversation. */
function printPage(path) {
  const page = open(path);
  if (page === null) return print();
  page.addEventListener("afterprint", () => page.close());
  page.addEventListener("load", () => page.print());
}
