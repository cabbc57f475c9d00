import { fold } from "./fold.ts";

/** A syllable of Vietnamese, folded: an optional beginning, one to three vowels, an optional end. */
const syllable =
  /^(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|n|ph|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng|nh|n|p|t)?$/;

/**
 * Whether a name is a single everyday word, such as "bóp": it stands in too many sentences about something else. An
 * abbreviation ("GPLX", "cmnd") and a word of another language ("visa") is none.
 */
export function isEverydayWord(name: string): boolean {
  const typed = name.trim();
  const isAbbreviation = typed.length > 1 && typed === typed.toUpperCase();
  return !isAbbreviation && syllable.test(fold(typed));
}
