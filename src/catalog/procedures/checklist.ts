import { type Applicable, findApplicable, isRuledOut, isSatisfied } from "../facts/applicable.ts";
import { isStale } from "../facts/doubt.ts";
import { isNear, isValidOn, selectValid } from "../facts/window.ts";
import { addDays, toLocalDay } from "../local-time.ts";
import type { NumberToCall } from "../points/phone-book.ts";
import type {
  Amount,
  FactSource,
  Fee,
  Law,
  Procedure,
  ProcedureDocument,
  ProcessingTime,
} from "../procedure-schema.ts";
import type { GlossaryEntry, Guide } from "../schema.ts";
import { foldOnce } from "../text/fold-once.ts";
import { nameAgency } from "./agency.ts";
import {
  type BranchAnswers,
  findDecidingQuestions,
  findEffectiveAnswers,
  findNextQuestion,
} from "./branches.ts";
import { findLaws, findResult } from "./dated-view.ts";
import { findOnlineUse, type OnlineUse } from "./online-use.ts";

/** What of a procedure's record applies to one resident on one day, given their answers. */
export interface Checklist {
  readonly procedure: Procedure;
  /** The name that people say. */
  readonly name: string;
  /** The local day for which everything holds. */
  readonly day: string;
  readonly documents: readonly ListedDocument[];
  /** The consequences of the answers, in kind words. */
  readonly notes: readonly string[];
  readonly fees: readonly FactOfCase<Fee>[];
  readonly times: readonly FactOfCase<ProcessingTime>[];
  readonly amounts: readonly FactOfCase<Amount>[];
  /** Who decides, in the resident's province if that is known. */
  readonly agency: string | null;
  readonly result: string | null;
  readonly laws: readonly Law[];
  /** What the web is good for in this case. */
  readonly onlineUse: OnlineUse;
  /** What a clerk would add. */
  readonly remarks: readonly string[];
  /** Whom to ask before going; null if no number is known. */
  readonly call: NumberToCall | null;
  /** The source was checked more than a year ago. */
  readonly isStale: boolean;
  /** Every question that can change the list has been answered. */
  readonly isComplete: boolean;
  readonly terms: readonly GlossaryEntry[];
}

/** A fact with the answers that it needs, in words, if their questions are open. */
export interface FactOfCase<Fact extends Fee | ProcessingTime | Amount> extends Applicable<Fact> {
  readonly needs: readonly string[];
}

export interface ListedDocument {
  readonly document: ProcedureDocument;
  readonly issuer: string | null;
  /** The last day on which the document is asked for in this form, if it is near. */
  readonly ends: string | null;
  /** What replaces it afterwards. */
  readonly next: ProcedureDocument | null;
}

/** What the checklist depends on besides procedure and answers. */
export interface ChecklistContext {
  readonly glossary: readonly GlossaryEntry[];
  readonly sources: ReadonlyMap<string, FactSource>;
  readonly now: Date;
  /** The code and short name of the resident's province; null if not known. */
  readonly province: { readonly code: string; readonly short: string } | null;
  readonly call?: NumberToCall | null;
}

/** Readers skip a longer list of explanations. */
const maxTerms = 6;
export function buildChecklist(
  procedure: Procedure,
  guide: Guide,
  given: BranchAnswers,
  { glossary, sources, now, province, call = null }: ChecklistContext,
): Checklist {
  const day = toLocalDay(now);
  const questions = findDecidingQuestions(procedure, guide);
  const effective = findEffectiveAnswers(questions, given);
  const answers = new Map(effective.map(({ question, value }) => [question.id, value]));
  const situation = {
    sources,
    checked: procedure.checked,
    day,
    answers,
    province: province?.short ?? null,
  };
  const apply = <Fact extends Fee | ProcessingTime | Amount>(facts: readonly Fact[]) =>
    findApplicable(facts, situation).map((found) => ({
      ...found,
      needs: found.undecided.map(([question, values]) => nameAnswers(guide, question, values)),
    }));
  const notes = effective.map(({ option }) => option.note).filter((note) => note !== "");
  const documents = listDocuments(procedure, guide, answers, day);
  const remarks = selectValid(procedure.clerk_says, day)
    .filter(({ when }) => isSatisfied(when, answers))
    .map(({ say }) => say);
  const agency = nameAgency(procedure, province?.code ?? null, day);
  const { name, who, online_only_note: onlineOnly } = procedure;
  const shownTexts = [
    ...[name, who, agency, onlineOnly].filter((text) => text !== null),
    ...[...notes, ...documents.flatMap(listTexts)],
  ];
  return {
    procedure,
    name: guide.short,
    day,
    documents,
    notes,
    fees: apply(procedure.fees),
    times: apply(procedure.processing_times),
    amounts: apply(procedure.amounts),
    agency,
    result: findResult(procedure, day),
    laws: findLaws(procedure, day),
    onlineUse: findOnlineUse(procedure, guide, answers),
    remarks,
    call,
    isStale: isStale(procedure.checked, day),
    isComplete: findNextQuestion(questions, given) === null,
    terms: findTerms(shownTexts, glossary),
  };
}

/** A document that the open questions decide on. */
export interface OpenDocument extends ListedDocument {
  /** The answers that it needs, in words. */
  readonly needs: readonly string[];
}

/** Returns the documents that answers to the questions still open would add to the list. */
export function listOpenDocuments(
  { procedure, day }: Pick<Checklist, "procedure" | "day">,
  guide: Guide,
  given: BranchAnswers,
): OpenDocument[] {
  const questions = findDecidingQuestions(procedure, guide);
  const effective = findEffectiveAnswers(questions, given);
  const answers = new Map(effective.map(({ question, value }) => [question.id, value]));
  const open = procedure.documents.filter(
    ({ when }) => !isSatisfied(when, answers) && !isRuledOut(when, answers),
  );
  return describeDocuments(open, guide, day).map((listed) => ({
    ...listed,
    needs: Object.entries(listed.document.when ?? {})
      .filter(([question]) => !answers.has(question))
      .map(([question, values]) => nameAnswers(guide, question, [values].flat())),
  }));
}

/** `when` decides; a document without it is always listed, with its `condition` in words. */
function listDocuments(
  { documents }: Procedure,
  guide: Guide,
  answers: BranchAnswers,
  day: string,
): ListedDocument[] {
  const needed = documents.filter(({ when }) => isSatisfied(when, answers));
  return describeDocuments(needed, guide, day);
}

function describeDocuments(
  needed: readonly ProcedureDocument[],
  guide: Guide,
  day: string,
): ListedDocument[] {
  return selectValid(needed, day).map((document) => {
    const { valid_to: last, name } = document;
    const ends = last !== null && isNear(last, day) ? last : null;
    const next =
      ends === null
        ? undefined
        : needed.find((other) => other.name === name && isValidOn(other, addDays(ends, 1)));
    return { document, issuer: guide.issuers?.[name]?.by ?? null, ends, next: next ?? null };
  });
}

/** Words the answers to one question as they could have been given: "Bị mất / Bị hỏng", "Đã kết hôn chưa? Rồi". */
function nameAnswers(guide: Guide, id: string, values: readonly string[]): string {
  const question = guide.questions.find((each) => each.id === id);
  const labels = values.map((value) => {
    const option = question?.options[value];
    return option?.full ?? option?.label ?? value;
  });
  const named = labels.join(" / ");
  const isBare = labels.every((label) => !label.includes(" "));
  return question === undefined || !isBare
    ? named
    : `${question.ask.replace(/ ạ\?$/, "?")} ${named}`;
}

function listTexts({ document }: ListedDocument): string[] {
  return [document.name, document.form ?? "", document.note ?? "", document.condition ?? ""];
}

function findTerms(texts: readonly string[], glossary: readonly GlossaryEntry[]): GlossaryEntry[] {
  const folded = texts.map((text) => ` ${foldOnce(text)} `);
  const isMentioned = (term: string) => folded.some((text) => text.includes(` ${foldOnce(term)} `));
  return glossary
    .filter(({ term, also }) => [term, ...(also ?? [])].some(isMentioned))
    .slice(0, maxTerms);
}
