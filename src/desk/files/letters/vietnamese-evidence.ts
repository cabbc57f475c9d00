/** More words than these would not change the judgement. */
const maxWords = 2_000;
/** "nghiêng" with its marks apart. */
const maxSyllableLength = 12;

/** What is between two words; every letter beyond ASCII belongs to one, because in a wrong encoding it may be any sign. */
const between = /[^A-Za-z\P{ASCII}]+/u;
const beyondAscii = /\P{ASCII}/u;
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

const onsets = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x|";
const nuclei = [
  ...[
    "a|ai|ao|au|ay|ă|â|âu|ây|e|eo|ê|êu|i|ia|iê|iêu|iu|o|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ô|ôi|ơ|ơi",
  ],
  ...["u|ua|uâ|uây|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ư|ưa|ưi|ươ|ươi|ươu|ưu|y|yê|yêu"],
].join("|");
const codas = "ch|c|m|ng|nh|n|p|t|";
const syllable = new RegExp(`^(?:${onsets})(?:${nuclei})(?:${codas})$`);

/** How many words with letters beyond ASCII there are, and how many of them are Vietnamese syllables. */
export interface SpellingEvidence {
  readonly words: number;
  readonly syllables: number;
}

/** Counts the words that tell whether a text was decoded as it was meant: with the wrong letters few are syllables. */
export function findEvidence(text: string): SpellingEvidence {
  let [words, syllables] = [0, 0];
  for (const word of text.split(between)) {
    if (!beyondAscii.test(word)) continue;
    words += 1;
    if (isSyllable(word)) syllables += 1;
    if (words >= maxWords) break;
  }
  return { words, syllables };
}

/** Returns the share of syllables; 0 if no word tells anything. */
export function shareOf({ words, syllables }: SpellingEvidence): number {
  return words === 0 ? 0 : syllables / words;
}

function isSyllable(word: string): boolean {
  if (word.length > maxSyllableLength) return false;
  const apart = word.toLowerCase().normalize("NFD");
  const toneCount = apart.match(tones)?.length ?? 0;
  return toneCount <= 1 && syllable.test(apart.replace(tones, "").normalize("NFC"));
}
