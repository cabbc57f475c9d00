import { shorten } from "./shorten.ts";

/** Of an officer's note this much is quoted: word for word, as far as it goes. */
const maxNoteLength = 300;

/** An officer's own words on one line, in quotation marks. */
export function quoteNote(note: string): string {
  return `“${shorten(note.replaceAll(/\s+/g, " "), maxNoteLength)}”`;
}
