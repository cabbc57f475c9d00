import { maxMessageTextLength } from "./message.ts";

/** Where a long text may be cut, kindest first. */
const seams = ["\n\n", "\n", ". ", "; ", ", ", " "];

/**
 * Divides a text into parts of at most `max` characters (UTF-16 units, as the platforms count),
 * at a paragraph where there is one, else a line, a sentence, a word. Never inside an emoji.
 */
export function splitText(text: string, max = maxMessageTextLength): string[] {
  const parts: string[] = [];
  let rest = text.normalize("NFC").trim();
  while (rest.length > max) {
    const cut = cutAt(rest, max);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

function cutAt(text: string, max: number): number {
  for (const seam of seams) {
    const at = text.lastIndexOf(seam, max - seam.length);
    // A seam very near the start would leave a crumb: the next kind is better then.
    if (at >= max / 4) return at + seam.length;
  }
  const last = text.charCodeAt(max - 1);
  const splitsPair = last >= 0xd800 && last <= 0xdbff;
  return splitsPair ? max - 1 : max;
}
