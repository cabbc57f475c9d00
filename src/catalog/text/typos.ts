/** Corrects typing errors in one folded word. */

/** The beginnings of a Vietnamese syllable, without marks. */
const onsets = "b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x";

/** The vowels and endings that can follow. */
const rhymes = [
  "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu",
  "i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu",
  "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot",
  "u|ua|uan|uang|uat|uay|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu",
  "uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yeng|yet|yeu",
].join("|");

const syllable = new RegExp(`^(?:${onsets})?(?:${rhymes})$`);

/** The length of "nghiêng" in Telex, with a stuck key or two. */
const maxSyllableKeys = 14;

/** Shorter words have too many neighbours one letter away. */
const minCorrectableLength = 4;

/**
 * Removes the letters and digits that a Vietnamese keyboard or a stuck key left in a word: `giaays` and `gia6y1` give
 * `giay`, `ddang` and `d9ang` give `dang`, `sinhh` gives `sinh`. Returns the word itself if none of these gives a
 * syllable.
 */
export function fixKeyboardTypo(word: string): string {
  if (isSyllable(word) || word.length > maxSyllableKeys) return word;
  const fixes = [removeVniDigits, releaseStuckKeys, removeTelexKeys, removeTelexTone];
  return fixes.map((fix) => fix(word)).find(isSyllable) ?? word;
}

/** Whether the folded word can be a Vietnamese syllable. */
export function isSyllable(folded: string): boolean {
  return syllable.test(folded);
}

/** VNI types marks and tones as digits: behind a letter they are never a number of their own. */
function removeVniDigits(word: string): string {
  return /^[a-z]+[0-9]/.test(word) ? releaseStuckKeys(word.replace(/[0-9]/g, "")) : word;
}

function releaseStuckKeys(word: string): string {
  return word.replace(/([a-z])\1+/g, "$1");
}

/** Telex types marks as doubled vowels, `w` and `dd`. */
function removeTelexKeys(word: string): string {
  return releaseStuckKeys(word.replaceAll("w", word.startsWith("w") ? "u" : ""));
}

/** Telex types the tone as one letter anywhere behind the vowel. */
function removeTelexTone(word: string): string {
  const rest = removeTelexKeys(word);
  const letters = /[^a-z]/.test(rest) ? "" : rest;
  const vowel = letters.search(/[aeiouy]/);
  const tone = vowel === -1 ? -1 : letters.slice(vowel).search(/[sfrxj]/);
  return tone === -1 ? rest : rest.slice(0, vowel + tone) + rest.slice(vowel + tone + 1);
}

/**
 * Builds a function that corrects one typing error in an unknown word: a letter too many, one too few, one wrong, or
 * two swapped (`sinhh`, `khia`). It returns the only known word with the same first letter that fits, and null if none
 * or several do.
 */
export function buildSpellingCorrection(
  known: ReadonlySet<string>,
  minLength = minCorrectableLength,
): (word: string) => string | null {
  const targets = [...known].filter((word) => word.length >= minLength);
  const byInitial = Map.groupBy(targets, (word) => word.slice(0, 1));
  return (word) => {
    if (known.has(word)) return word;
    if (word.length < minLength) return null;
    const sameInitial = byInitial.get(word.slice(0, 1)) ?? [];
    const candidates = sameInitial.filter((other) => isOneErrorApart(word, other));
    return candidates.length === 1 ? (candidates[0] ?? null) : null;
  };
}

function isOneErrorApart(typed: string, word: string): boolean {
  if (Math.abs(typed.length - word.length) > 1) return false;
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  const restTyped = typed.slice(at);
  const rest = word.slice(at);
  return (
    restTyped.slice(1) === rest ||
    restTyped === rest.slice(1) ||
    restTyped.slice(1) === rest.slice(1) ||
    (restTyped[0] === rest[1] && restTyped[1] === rest[0] && restTyped.slice(2) === rest.slice(2))
  );
}
