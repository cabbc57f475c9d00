import type { Catalog } from "../../src/catalog/catalog.ts";
import { removeDiacritics } from "../../src/catalog/text/fold.ts";
import { type Intent, intents } from "../../src/catalog/understanding/intent.ts";
import type { Understanding } from "../../src/catalog/understanding/understand.ts";
import { seededRandom } from "../../src/cli/train/random.ts";
import { withSlips } from "../../src/cli/train/slips.ts";
import type { LabelledQuestion } from "./questions.ts";

/** A resident's working morning: what a time means must not depend on when it is measured. */
const now = new Date("2026-11-26T09:30:00+07:00");

export interface Scores {
  readonly questionCount: number;
  /** The share of right intents. */
  readonly intent: number;
  /** How many questions mean a procedure, and how often that is the first result, or among the first three. */
  readonly procedureCount: number;
  readonly first: number;
  readonly amongThree: number;
  /** The share of what was called out of scope that is, and the share of what is out of scope that was called so. */
  readonly precision: number;
  readonly recall: number;
  /** The share of the questions that mean a procedure and were called out of scope. */
  readonly refused: number;
  /** How often one procedure was begun of those that mean one, and the share of these that is right. */
  readonly begun: number;
  readonly rightlyBegun: number;
}

/** How the questions are typed. */
export type Spelling = (text: string) => string;

export const asTyped: Spelling = (text) => text;

interface Outcome {
  readonly question: LabelledQuestion;
  readonly understood: Understanding;
}

export function evaluate(
  catalog: Catalog,
  questions: readonly LabelledQuestion[],
  spelling: Spelling = asTyped,
): Scores {
  return scoresOf(understandAll(catalog, questions, spelling));
}

/** Evaluates the questions of each intent that has any. */
export function evaluateByIntent(
  catalog: Catalog,
  questions: readonly LabelledQuestion[],
  spelling: Spelling,
): { readonly intent: Intent; readonly scores: Scores }[] {
  const all = understandAll(catalog, questions, spelling);
  return intents.flatMap((intent) => {
    const outcomes = all.filter(({ question }) => question.intent === intent);
    return outcomes.length === 0 ? [] : [{ intent, scores: scoresOf(outcomes) }];
  });
}

/** As typed on a keyboard without Vietnamese marks. */
export const withoutDiacritics: Spelling = removeDiacritics;

/** As typed in haste: with so many slips of the finger, the same on every run. */
export function withTypingSlips(count: number): Spelling {
  return (text) => withSlips(text, count, seededRandom(text.length + count));
}

function understandAll(
  catalog: Catalog,
  questions: readonly LabelledQuestion[],
  spelling: Spelling,
): Outcome[] {
  return questions.map((question) => ({
    question,
    understood: catalog.understand(spelling(question.text), { now }),
  }));
}

function scoresOf(outcomes: readonly Outcome[]): Scores {
  const aboutProcedure = outcomes.filter(({ question }) => question.procedures.length > 0);
  const outOfScope = outcomes.filter(({ question }) => question.intent === "out_of_scope");
  const begun = aboutProcedure.filter(({ understood }) => understood.decision.type === "winner");
  const calledSo = outcomes.filter(({ understood }) => understood.intent === "out_of_scope");
  return {
    questionCount: outcomes.length,
    intent: share(outcomes, ({ question: { intent, intentsAccepted = [] }, understood }) =>
      [intent, ...intentsAccepted].includes(understood.intent),
    ),
    procedureCount: aboutProcedure.length,
    first: share(aboutProcedure, (outcome) => isAmongFirst(outcome, 1)),
    amongThree: share(aboutProcedure, (outcome) => isAmongFirst(outcome, 3)),
    precision: share(calledSo, ({ question }) => question.intent === "out_of_scope"),
    recall: share(outOfScope, ({ understood }) => understood.intent === "out_of_scope"),
    refused: share(aboutProcedure, ({ understood }) => understood.intent === "out_of_scope"),
    begun: begun.length / aboutProcedure.length,
    rightlyBegun: share(begun, ({ question, understood: { decision } }) =>
      decision.type === "winner" ? question.procedures.includes(decision.id) : false,
    ),
  };
}

function isAmongFirst({ question, understood }: Outcome, count: number): boolean {
  return understood.results.slice(0, count).some(({ id }) => question.procedures.includes(id));
}

/** Returns NaN if there is nothing to take a share of. */
function share<T>(all: readonly T[], holds: (each: T) => boolean): number {
  return all.filter(holds).length / all.length;
}
