import { type Found, PhraseBook } from "../typing/phrase-book.ts";
import { wordsMeant } from "../typing/read-words.ts";
import type { Word } from "../vietnamese.ts";
import { acute, cries, type EmergencyService, past } from "./vocabulary/emergencies.ts";
import { objects } from "./vocabulary/objects.ts";
import { questionWords } from "./vocabulary/questions.ts";
import { wishes } from "./vocabulary/wishes.ts";

export type Question = keyof typeof questionWords;
type Kind = Question | keyof typeof objects | keyof typeof wishes | "cry" | "past";

/** What of the vocabulary stands in a sentence. */
export interface Cues {
  readonly words: readonly Word[];
  /** The questions in their order; where two overlap, the longer. */
  readonly questions: readonly Found<Question>[];
  /** Whom to call for what happens. */
  readonly services: ReadonlySet<EmergencyService>;
  has(kind: Kind): boolean;
  all(kind: Kind): readonly Found<Kind>[];
}

/** Look like a question and are part of a name. */
const names = [
  "lệ phí trước bạ",
  "phí trước bạ",
  "mở cửa hàng",
  "mai táng phí",
  "kinh phí",
  "phi nông nghiệp",
  "án phí",
];

const questionBook = new PhraseBook<Question | null>(
  [...listed(questionWords), ...names.map((phrase) => [phrase, null] as const)],
  wordsMeant,
);
const kindBook = new PhraseBook<Kind>(
  [
    ...listed(objects),
    ...listed(wishes),
    ...cries.map((phrase) => [phrase, "cry"] as const),
    ...past.map((phrase) => [phrase, "past"] as const),
  ],
  wordsMeant,
);
const emergencyBook = new PhraseBook<EmergencyService>(listed(acute), wordsMeant);

/** Every word of the vocabulary, so that none of them is taken for a slip of another. */
export const cueVocabulary: readonly string[] = [questionWords, objects, wishes, acute]
  .flatMap((group) => Object.values<readonly string[]>(group).flat())
  .concat(cries, past);

export function findCues(words: readonly Word[]): Cues {
  const kinds = Map.groupBy(kindBook.findAll(words), ({ value }) => value);
  return {
    words,
    questions: longestOf(questionBook.findAll(words)),
    services: new Set(emergencyBook.findAll(words).map(({ value }) => value)),
    has: (kind) => kinds.has(kind),
    all: (kind) => kinds.get(kind) ?? [],
  };
}

function longestOf(found: readonly Found<Question | null>[]): Found<Question>[] {
  const kept: Found<Question | null>[] = [];
  const byLength = found.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  for (const each of byLength) {
    if (kept.every(({ start, end }) => each.end <= start || each.start >= end)) kept.push(each);
  }
  return kept
    .flatMap(({ value, start, end }) => (value === null ? [] : [{ value, start, end }]))
    .toSorted((a, b) => a.start - b.start);
}

function listed<Key extends string>(
  groups: Readonly<Record<Key, readonly string[]>>,
): (readonly [string, Key])[] {
  const keys = Object.keys(groups) as Key[];
  return keys.flatMap((key) => groups[key].map((phrase) => [phrase, key] as const));
}
