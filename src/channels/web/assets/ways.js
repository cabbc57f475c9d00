import { load } from "./on-demand.js";
import { texts } from "./texts.js";

/** The less common ways to ask, behind one button: a location, a QR code, and whether answers are read aloud. */
export function offerWays({ isKiosk, tell }) {
  const more = document.getElementById("more");
  const ways = document.getElementById("ways");
  const scan = document.getElementById("scan");
  const photo = document.getElementById("photo");

  // Choosing a file would show a kiosk's own files to everybody.
  scan.hidden = isKiosk;
  scan.addEventListener("click", () => photo.click());
  photo.addEventListener("change", async () => {
    const [file] = photo.files;
    photo.value = "";
    if (file === undefined) return;
    try {
      const { readPhoto } = await load("scan.js");
      await readPhoto(file, { tell });
    } catch {
      tell(texts.offline);
    }
  });

  more.addEventListener("click", () => {
    const isOpen = more.getAttribute("aria-expanded") === "true";
    more.setAttribute("aria-expanded", String(!isOpen));
    ways.hidden = isOpen;
  });
  ways.addEventListener("click", ({ target }) => {
    if (target.closest("#locate, #scan") === null) return;
    more.setAttribute("aria-expanded", "false");
    ways.hidden = true;
  });
  // A voice may be found later.
  ways.addEventListener("offered", offer);
  offer();

  function offer() {
    more.hidden = Array.from(ways.querySelectorAll("button")).every(({ hidden }) => hidden);
  }
}
