import { fingerprint } from "../text/fingerprint.ts";

/** A key is stored in an index of the database, and programs send it. */
const maxLength = 180;

/** Returns the key of a Vietnamese text among its translations: the text itself, if it is short. */
export function keyOfText(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}…${fingerprint(text)}`;
}
