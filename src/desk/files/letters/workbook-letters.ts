import { readLegacyLetters, tcvn3Letters, vniWindowsLetters } from "./legacy-letters.ts";
import { findEvidence, shareOf } from "./vietnamese-evidence.ts";

/** Text that may have been typed with a font of TCVN3 or VNI has a letter of Latin-1's upper half, and none beyond it. */
const upperLatin1 = /[\xA0-\xFF]/;
const beyondLatin1 = /[\u0100-\uFFFF]/;
/** So many letters are enough to judge by. */
const maxJudgedLetters = 100_000;
const minShare = 0.6;
/** Letters that only Unicode has: ă, đ, ĩ, ũ, ơ, ư, and those with two marks or a hook or dot. */
const unicodeLetter =
  /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01A0\u01A1\u01AF\u01B0\u1EA0-\u1EF9]/;

/**
 * Returns how the cells of a workbook are read: with a font such as .VnTime the letters of TCVN3 or VNI are stored as if they
 * were Western European ones. The whole workbook decides on the encoding. If it was pasted together, and holds Unicode too,
 * each cell decides by itself.
 */
export function chooseCellReader(texts: ReadonlySet<string>): (text: string) => string {
  const sample = sampleOf(texts);
  const asIs = shareOf(findEvidence(sample));
  const [best] = [tcvn3Letters, vniWindowsLetters]
    .map((letters) => ({
      letters,
      share: shareOf(findEvidence(readLegacyLetters(sample, letters))),
    }))
    .toSorted((one, other) => other.share - one.share);
  if (best === undefined || best.share < minShare || best.share <= asIs) return (text) => text;
  const { letters } = best;
  const isMixed = texts.values().some((text) => unicodeLetter.test(text));
  return (text) => {
    if (!isLegacy(text)) return text;
    const meant = readLegacyLetters(text, letters);
    return !isMixed || isMuchBetter(meant, text) ? meant : text;
  };
}

function sampleOf(texts: ReadonlySet<string>): string {
  let sample = "";
  for (const text of texts) {
    if (isLegacy(text)) sample += `${text}\n`;
    if (sample.length >= maxJudgedLetters) break;
  }
  return sample;
}

function isMuchBetter(meant: string, text: string): boolean {
  return shareOf(findEvidence(meant)) >= 0.8 && shareOf(findEvidence(text)) <= 0.5;
}

function isLegacy(text: string): boolean {
  return upperLatin1.test(text) && !beyondLatin1.test(text);
}
