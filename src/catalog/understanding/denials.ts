import { splitWords } from "../text/fold.ts";
import { normalizeIAndY, PhraseMatcher } from "../text/phrase-matcher.ts";
import type { DenialPhrases } from "../vocabulary-schema.ts";

/** "weak": it may as well answer a question. */
export type Denial = keyof DenialPhrases;

export type FindDenial = (sentence: string) => Denial | null;

/** A denial begins within so many words: "ủa không phải …", "dạ thưa cháu nhầm rồi". */
const maxWordsBefore = 3;
/** Longer beginnings are not looked at. */
const maxLength = 120;

/** Compiles how a sentence says that the one before was taken for something else. */
export function buildDenials({ outright, weak }: DenialPhrases): FindDenial {
  const matcher = new PhraseMatcher<Denial>([
    ...outright.phrases.map((phrase) => [phrase, "outright"] as const),
    ...weak.phrases.map((phrase) => [phrase, "weak"] as const),
  ]);
  return (sentence) => {
    const words = normalizeIAndY(splitWords(sentence.slice(0, maxLength)));
    const found = matcher.findAll(words).filter(({ start }) => start <= maxWordsBefore);
    if (found.some(({ value }) => value === "outright")) return "outright";
    return found.some(({ value, start }) => value === "weak" && start <= 1) ? "weak" : null;
  };
}
