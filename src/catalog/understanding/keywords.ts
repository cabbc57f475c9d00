import type { Word } from "../text/fold.ts";
import { wordsMeant } from "../text/normalizer.ts";
import { type PhraseMatch, PhraseMatcher } from "../text/phrase-matcher.ts";
import { acute, cries, type EmergencyService, past } from "../vocabulary-schema.ts";
import { headedQuestions } from "./headed-questions.ts";
import { objects } from "./vocabulary/objects.ts";
import { questionWords } from "./vocabulary/questions.ts";
import { wishes } from "./vocabulary/wishes.ts";

export type QuestionKind = keyof typeof questionWords;
type Kind = QuestionKind | keyof typeof objects | keyof typeof wishes | "cry" | "past";

/** What of the vocabulary stands in a sentence. */
export interface Cues {
  readonly words: readonly Word[];
  /** The questions in their order; where two overlap, the longer. */
  readonly questions: readonly PhraseMatch<QuestionKind>[];
  /** Whom to call for what happens. */
  readonly services: ReadonlySet<EmergencyService>;
  has(kind: Kind): boolean;
  all(kind: Kind): readonly PhraseMatch<Kind>[];
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
  "bị phạt nguội",
  "thời hạn sử dụng",
];

const questionBook = new PhraseMatcher<QuestionKind | null>(
  [...listed(questionWords), ...names.map((phrase) => [phrase, null] as const)],
  wordsMeant,
);
const kindBook = new PhraseMatcher<Kind>(
  [
    ...listed(objects),
    ...listed(wishes),
    ...cries.map((phrase) => [phrase, "cry"] as const),
    ...past.map((phrase) => [phrase, "past"] as const),
  ],
  wordsMeant,
);
/** Look like an emergency and are the name of a matter. */
const calm = [
  ...["phòng cháy chữa cháy", "phòng cháy", "chữa cháy"],
  // It is over, or was none.
  ...["hết cháy rồi", "hết cháy", "không cháy", "không có cháy", "không phải cháy", "khỏi cháy"],
  ...["hết xỉu", "tỉnh rồi", "không bị cướp", "không có trộm", "không phải cấp cứu"],
];
const emergencyBook = new PhraseMatcher<EmergencyService | null>(
  [...listed(acute), ...calm.map((phrase) => [phrase, null] as const)],
  wordsMeant,
);

/** Every word of the vocabulary, so that none of them is taken for a slip of another. */
export const cueVocabulary: readonly string[] = [questionWords, objects, wishes, acute]
  .flatMap((group) => Object.values<readonly string[]>(group).flat())
  .concat(cries, past);

export function findCues(words: readonly Word[]): Cues {
  const kinds = Map.groupBy(kindBook.findAll(words), ({ value }) => value);
  return {
    words,
    questions: longestOf([...questionBook.findAll(words), ...headedQuestions(words)]).filter(
      (found) => !isDenied(found, words),
    ),
    services: new Set(longestOf(emergencyBook.findAll(words)).map(({ value }) => value)),
    has: (kind) => kinds.has(kind),
    all: (kind) => kinds.get(kind) ?? [],
  };
}

/** "Không có giấy tờ gì" asks for none. */
function isDenied({ value, start }: PhraseMatch<QuestionKind>, words: readonly Word[]): boolean {
  const before = [words[start - 2]?.folded, words[start - 1]?.folded].join(" ");
  return value === "documents" && /^(khong|chua|chang) (co|con)$/.test(before);
}

function longestOf<T>(found: readonly PhraseMatch<T | null>[]): PhraseMatch<T>[] {
  const kept: PhraseMatch<T | null>[] = [];
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
