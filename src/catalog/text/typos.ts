import { isSyllable } from "./syllables.ts";

/**
 * What a folded word was to be where the keyboard left its own letters in it, or a key stuck: `giaays` and `gia6y1`
 * are `giay`, `ddang` and `d9ang` are `dang`, `sinhh` is `sinh`. The word itself where none of these gives a syllable.
 */
export function mendKeyboardSlip(folded: string): string {
  if (isSyllable(folded) || folded.length > longestWord) return folded;
  const read = [withoutVniDigits, withoutStuckKeys, withoutTelexKeys, withoutTelexTone];
  return read.map((mend) => mend(folded)).find(isSyllable) ?? folded;
}

/** "nghiêng" in Telex, with a stuck key or two. */
const longestWord = 14;

/** VNI types marks and tones as digits: behind a letter they are never a number of their own. */
function withoutVniDigits(word: string): string {
  return /^[a-z]+[0-9]/.test(word) ? withoutStuckKeys(word.replace(/[0-9]/g, "")) : word;
}

function withoutStuckKeys(word: string): string {
  return word.replace(/([a-z])\1+/g, "$1");
}

/** Telex types marks as doubled vowels and `w`, and `dd`; the tone may stand anywhere behind the vowel. */
function withoutTelexKeys(word: string): string {
  return withoutStuckKeys(word.replaceAll("w", word.startsWith("w") ? "u" : ""));
}

function withoutTelexTone(word: string): string {
  const bare = withoutTelexKeys(word);
  return bare.replace(/(?<=[aeiouy][a-z]*)[sfrxj](?=[a-z]*$)/, "");
}
