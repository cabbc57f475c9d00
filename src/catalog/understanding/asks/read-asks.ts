import type { Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import type { QuestionKind } from "../../vocabulary-schema.ts";
import { type Intent, isAboutProcedure } from "../intent.ts";
import type { FindKeywords, Keywords } from "../keywords.ts";
import type { FindYesNoQuestion } from "../yes-no-question.ts";
import { type Asked, hasOwnAnswer, intentOfKind, isStrong } from "./ask-kind.ts";
import type { FindFinerQuestions, FinerQuestion } from "./finer-questions.ts";
import { toTokens } from "./loose-forms.ts";
import type { DropNoQuestions } from "./no-question.ts";

/** So many things are answered at once. */
const maxAsked = 4;

/** A sentence is read clause by clause: each asks with its own words. */
const clauseEnd = /[,;.?!\n]+|\s(?:và|va|rồi|roi|với lại|voi lai|xong)\s/u;

const intentOfQuestion: Readonly<Record<QuestionKind, Intent>> = {
  documents: "documents",
  where: "where",
  fee: "fee",
  time: "time",
  online: "online",
  steps: "steps",
  entitlement: "eligibility",
  eligibility: "eligibility",
};
const questionWords: ReadonlySet<QuestionKind> = new Set([
  ...(["documents", "where", "fee", "time"] as const),
]);

interface AskReaders {
  readonly dropNoQuestions: DropNoQuestions;
  readonly readPhrase: ReadWords;
  readonly findKeywords: FindKeywords;
  readonly findYesNoQuestion: FindYesNoQuestion;
  readonly findFinerQuestions: FindFinerQuestions;
}

/** What is known of the whole sentence. */
interface WholeSentence {
  readonly text: string;
  readonly keywords: Keywords;
  readonly finer: readonly FinerQuestion[];
  readonly intent: Intent;
}

/** Returns everything that a sentence asks, in its order; the intent of the whole sentence is the first. */
export type ReadAsks = (sentence: WholeSentence) => readonly Asked[];

export function buildReadAsks({
  dropNoQuestions,
  readPhrase,
  findKeywords,
  findYesNoQuestion,
  findFinerQuestions,
}: AskReaders): ReadAsks {
  return ({ text, keywords, finer, intent }) => {
    const own = finer.find(({ kind }) => hasOwnAnswer(kind) && intentOfKind[kind] === intent);
    if (own !== undefined) return [{ intent, kind: own.kind }];
    if (!isAboutProcedure(intent)) return [{ intent, kind: null }];
    const clauses = text.split(clauseEnd).filter((clause) => clause.trim() !== "");
    const inClauses =
      clauses.length < 2 ? [] : clauses.flatMap((clause) => readClause(readPhrase(clause)));
    const isOwn = ({ kind }: Asked) => hasOwnAnswer(kind) && !finer.some((it) => it.kind === kind);
    const asked = [
      ...inClauses.map((each) => (isOwn(each) ? { ...each, kind: null } : each)),
      ...asksOf(keywords, finer, findYesNoQuestion),
    ];
    const same = asked.filter((each) => each.intent === intent);
    const first = same.find(({ kind }) => kind !== null) ?? same[0] ?? { intent, kind: null };
    return withoutRepeats([first, ...asked]).slice(0, maxAsked);
  };

  function readClause(read: readonly Word[]): Asked[] {
    const words = dropNoQuestions(read);
    const keywords = findKeywords(words);
    return asksOf(keywords, findFinerQuestions(toTokens(words)), findYesNoQuestion);
  }
}

/** The question words and strong finer questions in their order; without them the yes/no question, or what is weaker. */
function asksOf(
  keywords: Keywords,
  finer: readonly FinerQuestion[],
  findYesNoQuestion: FindYesNoQuestion,
): Asked[] {
  const strong = [
    ...keywords.questions
      .filter(({ value }) => questionWords.has(value))
      .map(({ value, start }) => ({ intent: intentOfQuestion[value], kind: null, at: start })),
    ...finer
      .filter(({ kind }) => isStrong(kind))
      .map(({ kind, at }) => ({ intent: intentOfKind[kind], kind, at })),
  ].sort((a, b) => a.at - b.at);
  if (strong.length > 0) return strong.map(({ intent, kind }) => ({ intent, kind }));
  const yesNo = findYesNoQuestion(keywords);
  const weak = finer[0]?.kind ?? null;
  if (yesNo === "entitlement") return [{ intent: "eligibility", kind: weak }];
  if (yesNo !== null) return [{ intent: yesNo, kind: null }];
  if (weak !== null) return [{ intent: intentOfKind[weak], kind: weak }];
  return keywords.questions.map(({ value }) => ({ intent: intentOfQuestion[value], kind: null }));
}

/** Drops what is asked twice; a finer kind is more than its intent alone. */
function withoutRepeats(asked: readonly Asked[]): Asked[] {
  return asked.filter(({ intent, kind }, at) => {
    const same = asked.filter((other) => other.intent === intent);
    const finer = same.find((other) => other.kind !== null);
    const kept =
      kind === null && finer !== undefined ? null : same.find((other) => other.kind === kind);
    return kept !== null && kept !== undefined && asked.indexOf(kept) === at;
  });
}
