import { createRequire } from "node:module";
import type jsQR from "jsqr";

// The package is CommonJS, although its types say otherwise.
const { default: read }: { default: typeof jsQR.default } = createRequire(import.meta.url)("jsqr");

/** Pixels per module. */
const scale = 4;

/** Reads a QR code that was drawn as rows of a path, as a camera would; null if it cannot. */
export function readQr(svg: string): string | null {
  const [, size] = /viewBox="0 0 (\d+) \d+"/.exec(svg) ?? [];
  const [, path = ""] = /stroke="#000000" d="([^"]+)"/.exec(svg) ?? [];
  const width = Number(size) * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, command, a, b] of path.matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    if (command === "M") [x, y] = [Number(a), Math.floor(Number(b))];
    else if (command === "m") [x, y] = [x + Number(a), y + Number(b)];
    else {
      blacken(pixels, width, { x, y, length: Number(a) });
      x += Number(a);
    }
  }
  return decode(pixels, width, width);
}

export function decode(pixels: Uint8ClampedArray, width: number, height: number): string | null {
  return read(pixels, width, height)?.data ?? null;
}

function blacken(
  pixels: Uint8ClampedArray,
  width: number,
  { x, y, length }: { x: number; y: number; length: number },
): void {
  for (let row = y * scale; row < (y + 1) * scale; row += 1) {
    for (let column = x * scale; column < (x + length) * scale; column += 1) {
      pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
}
