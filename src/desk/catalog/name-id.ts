import { fold } from "../../catalog/text/fold.ts";

const maxLength = 70;

/** Makes an id of words, such as a name, and numbers it if there is such an id already. */
export function nameId(
  words: string,
  isTaken: (id: string) => boolean,
  separator: "-" | "_" = "-",
): string {
  const parts = fold(words)
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== "");
  while (parts.length > 1 && parts.join(separator).length > maxLength) parts.pop();
  const id = parts.join(separator).slice(0, maxLength) || "moi";
  let count = 1;
  while (isTaken(count === 1 ? id : `${id}${separator}${count}`)) count += 1;
  return count === 1 ? id : `${id}${separator}${count}`;
}
