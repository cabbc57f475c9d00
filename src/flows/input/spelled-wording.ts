import { splitWords, type Word } from "../../catalog/text/fold.ts";

/** All wordings of all options in the shipped catalogue are some 3,000. */
const maxKept = 10_000;
const kept = new Map<string, readonly Word[]>();

/**
 * The words of a wording of ours, as `spelledWords` gives them: the same few thousand are compared with every
 * message, and reading them anew each time cost a tenth of a turn. Not for what residents type.
 */
export function spelledWording(wording: string): readonly Word[] {
  const known = kept.get(wording);
  if (known !== undefined) return known;
  const words = splitWords(wording);
  if (kept.size < maxKept) kept.set(wording, words);
  return words;
}
