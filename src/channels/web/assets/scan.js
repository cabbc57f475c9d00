import { readCode } from "./qr-content.js";
import { texts } from "./texts.js";

/** Photos are made smaller, in steps: a code that fills the picture is found in little, a small one only in full. */
const widths = [800, 1600];

/**
 * Reads the QR code of a photo, in this browser: the photo goes nowhere. An address of this service is opened; a dossier
 * code, or the digits that the question asks for, are put into the field.
 */
export async function readPhoto(file, { tell }) {
  tell(texts.reading);
  const text = await decode(file).catch(() => null);
  if (text === null) return tell(texts.unreadable);
  const { asks, origin } = document.getElementById("log").dataset;
  const origins = [location.origin, origin];
  const found = readCode(text, { origins, asksIdentity: asks === "identity" });
  if (found.kind === "open") return location.assign(found.path);
  if (found.kind === "text") {
    const field = document.getElementById("text");
    field.value = found.text;
    field.focus();
  }
  tell(texts[found.says]);
}

async function decode(file) {
  const [picture, jsQR] = await Promise.all([createImageBitmap(file), loadDecoder()]);
  for (const width of widths) {
    const { data, ...size } = pixelsOf(picture, width);
    const code = jsQR(data, size.width, size.height);
    if (code !== null && code.data !== "") return code.data;
  }
  return null;
}

function pixelsOf(picture, maxWidth) {
  const scale = Math.min(1, maxWidth / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { data, width, height };
}

/** The decoder is large: it is loaded for the first photo. */
function loadDecoder() {
  if (window.jsQR !== undefined) return Promise.resolve(window.jsQR);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL("jsqr.js", import.meta.url).href;
    script.addEventListener("load", () => resolve(window.jsQR));
    script.addEventListener("error", () => reject(new Error("the decoder was not loaded")));
    document.head.append(script);
  });
}
