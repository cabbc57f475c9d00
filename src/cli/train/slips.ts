import { removeDiacritics } from "../../catalog/text/fold.ts";
import { pick, type Random } from "./random.ts";

/** Keys that a finger hits instead, on the letters of a telephone's keyboard. */
const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const neighbours = new Map(
  rows.flatMap((row) =>
    [...row].map((key, at) => [key, [row[at - 1], row[at + 1]].filter((k) => k !== undefined)]),
  ),
);
/** A slip in a shorter word leaves nothing to recognise it by. */
const minWordLength = 3;
const letter = /\p{L}/u;

/** Types a text with so many slips, each in another word if there are enough of them. */
export function withSlips(text: string, count: number, random: Random): string {
  const words = text.split(" ");
  const left = words.flatMap((word, at) => (isLong(word) ? [at] : []));
  for (let slip = 0; slip < count && left.length > 0; slip += 1) {
    const [at = 0] = left.splice(Math.floor(random() * left.length), 1);
    words[at] = slipIn(words[at] ?? "", random);
  }
  return words.join(" ");
}

function isLong(word: string): boolean {
  return [...word].filter((each) => letter.test(each)).length >= minWordLength;
}

/** Swaps, leaves out, doubles or misses one letter. */
function slipIn(word: string, random: Random): string {
  const letters = [...word];
  const places = letters.flatMap((each, at) => (letter.test(each) ? [at] : []));
  const at = pick(places, random);
  const kind = pick(["swap", "omit", "double", "miss"] as const, random);
  const typed = letters[at] ?? "";
  const next = letters[at + 1];
  if (kind === "swap" && next !== undefined && letter.test(next)) {
    letters.splice(at, 2, next, typed);
  } else if (kind === "omit") letters.splice(at, 1);
  else if (kind === "double") letters.splice(at, 0, typed);
  else letters[at] = pick(neighbours.get(plainLetter(typed)) ?? [typed], random);
  return letters.join("");
}

function plainLetter(typed: string): string {
  return removeDiacritics(typed).toLowerCase();
}
