/** A letter whose marks are typed one by one has up to four UTF-16 units, and one when composed. */
export const maxUnitsPerLetter = 4;

/**
 * Composes the text (NFC) after cutting it to `maxLength` UTF-16 units. Reordering combining marks takes time in the
 * square of their number: 64,000 of them stop the process for seconds, so no text from outside is normalised uncut.
 */
export function normalizeBounded(text: string, maxLength: number): string {
  return text.slice(0, maxLength).normalize("NFC");
}

/** So many units are composed at once. */
const pieceLength = 4_000;
/** No letter has more marks. */
const maxMarks = 8;
const mark = /^\p{M}/u;

/**
 * Composes a longer text, such as a whole section of a page, piece by piece after cutting it to `maxLength` units. A piece
 * ends before a letter, so that no letter loses its marks.
 */
export function normalizeInPieces(text: string, maxLength: number): string {
  const end = Math.min(text.length, maxLength);
  let composed = "";
  for (let from = 0, to = 0; from < end; from = to) {
    to = Math.min(from + pieceLength, end);
    for (let marks = 0; to < end && marks < maxMarks && mark.test(text.charAt(to)); marks += 1) {
      to += 1;
    }
    composed += text.slice(from, to).normalize("NFC");
  }
  return composed;
}
