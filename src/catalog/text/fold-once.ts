import { fold, splitWords, type Word } from "./fold.ts";

/** The shipped catalogue has about 9,000 texts that are compared with what is typed or shown. */
const maxRemembered = 20_000;
const foldedTexts = new Map<string, string>();
const wordsOfTexts = new Map<string, readonly Word[]>();

/**
 * Folds a text of ours (an option, a term, a line of a checklist) and remembers it: the same few thousand are compared in
 * every turn, and folding them each time took a third of it. Not for what residents type.
 */
export function foldOnce(text: string): string {
  return remember(foldedTexts, text, fold);
}

/** Splits a text of ours into words and remembers them. Not for what residents type. */
export function splitOnce(text: string): readonly Word[] {
  return remember(wordsOfTexts, text, splitWords);
}

function remember<T>(known: Map<string, T>, text: string, make: (text: string) => T): T {
  const before = known.get(text);
  if (before !== undefined) return before;
  const made = make(text);
  if (known.size < maxRemembered) known.set(text, made);
  return made;
}
