import type { Catalog } from "../../src/catalog/catalog.ts";
import { type Intent, intents } from "../../src/catalog/understanding/intent.ts";
import type { Understanding } from "../../src/catalog/understanding/understand.ts";
import type { AskedQuestion } from "./questions.ts";

/** A resident's working morning: what a time means must not hang on when it is measured. */
const now = new Date("2026-11-26T09:30:00+07:00");

export interface Shares {
  readonly questions: number;
  /** Share of right intents. */
  readonly intent: number;
  /** Of the questions that mean a procedure: how many, and how often it is first, and among three. */
  readonly asked: number;
  readonly first: number;
  readonly amongThree: number;
  /** Of what was called out of scope, how much is; and how much of what is was called so. */
  readonly precision: number;
  readonly recall: number;
}

interface Judged {
  readonly question: AskedQuestion;
  readonly understood: Understanding;
}

export function judge(
  catalog: Catalog,
  questions: readonly AskedQuestion[],
  written: (text: string) => string = (text) => text,
): Shares {
  return sharesOf(understandAll(catalog, questions, written));
}

/** The same for the questions of each intent that has any. */
export function judgeByIntent(
  catalog: Catalog,
  questions: readonly AskedQuestion[],
  written: (text: string) => string,
): (Shares & { readonly of: Intent })[] {
  const all = understandAll(catalog, questions, written);
  return intents.flatMap((of) => {
    const judged = all.filter(({ question }) => question.intent === of);
    return judged.length === 0 ? [] : [{ of, ...sharesOf(judged) }];
  });
}

/** As typed on a keyboard without Vietnamese marks. */
export function withoutDiacritics(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D");
}

function understandAll(
  catalog: Catalog,
  questions: readonly AskedQuestion[],
  written: (text: string) => string,
): Judged[] {
  return questions.map((question) => ({
    question,
    understood: catalog.understand(written(question.text), { now }),
  }));
}

function sharesOf(judged: readonly Judged[]): Shares {
  const asked = judged.filter(({ question }) => question.procedures.length > 0);
  const outside = judged.filter(({ question }) => question.intent === "out_of_scope");
  const called = judged.filter(({ understood }) => understood.intent === "out_of_scope");
  return {
    questions: judged.length,
    intent: share(judged, ({ question, understood }) => understood.intent === question.intent),
    asked: asked.length,
    first: share(asked, (each) => isAmong(each, 1)),
    amongThree: share(asked, (each) => isAmong(each, 3)),
    precision: share(called, ({ question }) => question.intent === "out_of_scope"),
    recall: share(outside, ({ understood }) => understood.intent === "out_of_scope"),
  };
}

function isAmong({ question, understood }: Judged, count: number): boolean {
  return understood.results.slice(0, count).some(({ id }) => question.procedures.includes(id));
}

/** NaN where there is nothing to share. */
function share<T>(all: readonly T[], holds: (each: T) => boolean): number {
  return all.filter(holds).length / all.length;
}
