import type { Word } from "../../catalog/text/fold.ts";
import { splitOnce } from "../../catalog/text/fold-once.ts";
import type { Option, ParsedAnswer, Question } from "../engine/flow.ts";
import type { LocalizedContext } from "../engine/turn.ts";
import { matchMeasure } from "./match-measure.ts";
import { looksLikeQuestion, matchOption } from "./match-option.ts";
import { Said } from "./said.ts";

type ReadingContext = Pick<LocalizedContext, "catalog" | "now">;

/** Reads a sentence as an answer to the question: as it was typed, and if that is none, as it was meant. */
export function readAnswer(
  question: Question | null,
  said: Said,
  context: ReadingContext,
): ParsedAnswer {
  if (question !== null && question.kind !== "text") {
    const option = findOption(question, said, context);
    if (option !== null) return { ok: true, value: option.value };
  }
  return question?.parse?.(said.text) ?? { ok: false, say: null };
}

function findOption(
  question: Exclude<Question, { kind: "text" }>,
  said: Said,
  { catalog, now }: ReadingContext,
): Option | null {
  const match = (each: Said) =>
    matchMeasure(question, each, now) ?? matchOption(question.options, each, askedOf(question));
  const literal = match(said);
  // A consent is never guessed at, and a question of the resident's own is no answer with slips.
  if (literal !== null || needsClearAnswer(question) || looksLikeQuestion(said)) return literal;
  const meant = catalog.readAnswer(said.words, phrasesOf(question));
  return isSame(meant, said.words) ? null : match(toSaid(meant));
}

function askedOf(question: Exclude<Question, { kind: "text" }>) {
  return question.kind === "choice" ? question : { ask: question.ask };
}

function needsClearAnswer(question: Question): boolean {
  return question.kind === "choice" && question.needsClearAnswer === true;
}

/** What the words of an answer are corrected to. */
function phrasesOf({ options }: { readonly options: readonly Option[] }): (readonly Word[])[] {
  return options
    .flatMap(({ label, full = "", words = [] }) => [label, full, ...words])
    .map(splitOnce);
}

function toSaid(words: readonly Word[]): Said {
  return new Said(words.map(({ folded }) => folded).join(" "), words);
}

function isSame(words: readonly Word[], others: readonly Word[]): boolean {
  return words.length === others.length && words.every((word, at) => word === others[at]);
}
