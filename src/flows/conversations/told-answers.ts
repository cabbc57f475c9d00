import type { Interval } from "../../catalog/measures/measure.ts";
import type { GuideQuestion } from "../../catalog/schema.ts";
import {
  optionFor,
  type Told,
  type ToldFacts,
} from "../../catalog/understanding/told/find-told.ts";
import type { Answers, FlowContext, StoredAnswer } from "../engine/flow.ts";
import type { ToldEntries } from "../engine/told-memory.ts";
import { listMark } from "../engine/transcript.ts";

/** Before the id of a question: its answer was told in a sentence, not given to the question. */
const toldPrefix = "@told:";
/** A shorter line is an answer, or a button. */
const minWords = 4;
/** So many of the latest lines are read again. */
const maxLines = 6;
/** Older than anybody. */
const oldest = 200;

/** The name under which a frame stores what was told instead of asked. */
export function toldStep(questionId: string): string {
  return `${toldPrefix}${questionId}`;
}

/** The key of a fact that a sentence told about a procedure. */
export function toldKey(procedureId: string, questionId: string): string {
  return `${procedureId}.${questionId}`;
}

/** The key of an answer to a procedure's question. */
export function answeredKey(procedureId: string, questionId: string): string {
  return `${procedureId}!${questionId}`;
}

/** The entries for the ages that a message tells. */
export function ageEntries({ ages }: Told): readonly StoredAnswer[] {
  return ages.map(({ person, from, to }) => [`#${person ?? "somebody"}`, `${from}-${to}`]);
}

/** Returns the answers with those that were told in place of the questions that are not answered. */
export function withTold(questions: readonly GuideQuestion[], answers: Answers): Answers {
  const told = questions.flatMap(({ id, options }): StoredAnswer[] => {
    const value = answers.get(toldStep(id));
    const isPossible = value !== undefined && Object.hasOwn(options, value);
    return isPossible && !answers.has(id) ? [[id, value]] : [];
  });
  return told.length === 0 ? answers : new Map([...answers, ...told]);
}

/** Returns the answers to these questions as a frame of another flow stores what was told. */
export function asTold(
  questions: readonly GuideQuestion[],
  answers: Answers,
): readonly StoredAnswer[] {
  return questions.flatMap(({ id }): StoredAnswer[] => {
    const value = answers.get(id);
    return value === undefined ? [] : [[toldStep(id), value]];
  });
}

/** Whether the answer to a question was told, and not given to it. */
export function isTold(questionId: string, answers: Answers): boolean {
  return !answers.has(questionId) && answers.has(toldStep(questionId));
}

/**
 * Returns what a frame of the procedure stores of the facts that are known when it begins: what was said since the last list,
 * whatever it was taken for; what sentences told about the procedure; the answers to the same question in another one; and ages.
 */
export function recallTold(
  procedureId: string,
  questions: readonly GuideQuestion[],
  context: FlowContext,
): readonly StoredAnswer[] {
  if (questions.length === 0) return [];
  const { told: entries, catalog } = context;
  const said = findSaid(procedureId, context);
  if (entries.size === 0 && said.size === 0) return [];
  const others = [...entries].flatMap(([key, value]) => {
    const [, procedure, question] = /^([^.!]+)[.!](.+)$/.exec(key) ?? [];
    if (procedure === undefined || question === undefined || procedure === procedureId) return [];
    const asked = catalog.guides.get(procedure)?.questions.find(({ id }) => id === question);
    return asked === undefined ? [] : [{ asked, value }];
  });
  return questions.flatMap((question): StoredAnswer[] => {
    // Asked and answered once, its answer may have been corrected since.
    const isAnswered = entries.has(answeredKey(procedureId, question.id));
    const value =
      (isAnswered ? undefined : said.get(question.id)) ??
      entries.get(toldKey(procedureId, question.id)) ??
      others.findLast(({ asked }) => asked.id === question.id && asked.ask === question.ask)
        ?.value ??
      recallAge(question, entries, others);
    const isPossible = value !== null && Object.hasOwn(question.options, value);
    return isPossible ? [[toldStep(question.id), value]] : [];
  });
}

/** Reads again what was said since the last list, for this procedure; what was said later holds. */
function findSaid(procedureId: string, { catalog, now, transcript }: FlowContext): ToldFacts {
  const entries = transcript();
  const list = entries.findLastIndex(([from, words]) => from === "s" && endsList(words));
  const lines = entries
    .slice(list + 1)
    .flatMap(([from, words]) => (from === "r" && isSentence(words) ? [words] : []));
  return new Map(
    lines
      .slice(-maxLines)
      .flatMap((line) => [...catalog.findTold(line, now).answersFor(procedureId)]),
  );
}

/** Also as version 0.2 stored it. */
function endsList(words: string): boolean {
  return words.startsWith(listMark) || /^procedure:\S+\/next$/.test(words);
}

function isSentence(line: string): boolean {
  return line.split(/\s+/).length >= minWords;
}

/** The option that every age fits that is known of the person whom the question is about. */
function recallAge(
  question: GuideQuestion,
  entries: ToldEntries,
  others: readonly { readonly asked: GuideQuestion; readonly value: string }[],
): string | null {
  if (question.measure !== "age") return null;
  const ages = [...entries].flatMap(([key, value]) => {
    if (!key.startsWith("#") || (question.about === "child" && key !== "#child")) return [];
    const [from = Number.NaN, to = Number.NaN] = value.split("-").map(Number);
    return [{ from, to }];
  });
  const answered = others.flatMap(({ asked, value }): Interval[] => {
    const range = asked.options[value]?.range;
    const isSame = asked.measure === "age" && asked.about === question.about;
    return isSame && range !== undefined
      ? [{ from: range.from ?? 0, to: (range.below ?? oldest) - 1 }]
      : [];
  });
  const known = ages.length > 0 ? ages : answered;
  const values = new Set(known.map((age) => optionFor(question, age)));
  return values.size === 1 ? ([...values][0] ?? null) : null;
}
