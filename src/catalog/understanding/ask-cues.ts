import type { QuestionKind } from "../vocabulary-schema.ts";
import type { FinerQuestion } from "./asks/finer-questions.ts";
import type { Keywords } from "./keywords.ts";
import type { YesNoQuestion } from "./yes-no-question.ts";

/** What the rules find in a sentence about what it asks. */
interface FoundQuestions {
  readonly keywords: Keywords;
  readonly yesNo: YesNoQuestion | null;
  readonly finer: readonly FinerQuestion[];
}

const questionWords: ReadonlySet<QuestionKind> = new Set([
  ...(["documents", "where", "fee", "time"] as const),
]);
const tellingKeywords = [
  ...(["acting", "paper", "account", "nearby", "hours", "status"] as const),
  ...(["submitted", "no_result", "place", "formality", "office"] as const),
] as const;
/** How far from its end a sentence asks, in words, and how long it is: below each of these. */
const distances = [2, 5, 10] as const;
const lengths = [6, 12, 25] as const;

/** Names what the rules found, for the classifier to learn what each is worth: "ở đâu" in a story is often no question. */
export function askCuesOf({ keywords, yesNo, finer }: FoundQuestions): string[] {
  const { words, questions } = keywords;
  const kinds = questions.map(({ value }) => value);
  const strong = kinds.find((kind) => questionWords.has(kind)) ?? "none";
  const first = kinds[0] ?? "none";
  const last = kinds.at(-1) ?? "none";
  return [
    `first ${first}`,
    `first ${first}, yes/no ${yesNo}`,
    `last ${last}`,
    `all ${kinds.join(" ")}`,
    `yes/no ${yesNo}`,
    `word ${strong}`,
    `word ${strong}, yes/no ${yesNo}`,
    `finer ${finer[0]?.kind ?? "none"}`,
    `length ${stepOf(words.length, lengths)}`,
    ...[...new Set(kinds)].flatMap((kind) => [`asks ${kind}`, `asks ${kind}, yes/no ${yesNo}`]),
    ...questions.flatMap(({ value, start, end }) => [
      `asks ${value} near ${stepOf(words.length - end, distances)}`,
      `asks ${value} by ${words
        .slice(start, end)
        .map(({ folded }) => folded)
        .join(" ")}`,
    ]),
    ...finer.map(({ kind }) => `has finer ${kind}`),
    ...tellingKeywords.filter((kind) => keywords.has(kind)).map((kind) => `says ${kind}`),
  ];
}

function stepOf(count: number, steps: readonly number[]): number {
  return steps.filter((step) => count >= step).length;
}
