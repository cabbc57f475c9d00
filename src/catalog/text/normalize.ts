/** A letter whose marks are typed one by one has up to four UTF-16 units, and one when composed. */
export const maxUnitsPerLetter = 4;

/**
 * Composes the text (NFC) after cutting it to `maxLength` UTF-16 units. Reordering combining marks takes time in the
 * square of their number: 64,000 of them stop the process for seconds, so no text from outside is normalised uncut.
 */
export function normalizeBounded(text: string, maxLength: number): string {
  return text.slice(0, maxLength).normalize("NFC");
}
