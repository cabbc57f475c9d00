import { toLocalDay } from "../local-time.ts";
import type { DatedLine, GlossaryEntry, Guide, Procedure, ProcedureDocument } from "../schema.ts";
import { fold } from "../text/fold.ts";
import { type BranchAnswers, findDecidingQuestions, findEffectiveAnswers } from "./branches.ts";

/** The part of a procedure's record that applies to one resident, given their answers. */
export interface Checklist {
  readonly procedure: Procedure;
  readonly documents: readonly ListedDocument[];
  /** The consequences of the answers, in kind words. */
  readonly notes: readonly string[];
  /** null: show the record's own figures. */
  readonly feeLines: readonly string[] | null;
  readonly timeLines: readonly string[] | null;
  /** The source was checked more than a year ago. */
  readonly isStale: boolean;
  readonly terms: readonly GlossaryEntry[];
}

export interface ListedDocument {
  readonly document: ProcedureDocument;
  readonly issuer: string | null;
}

/** Readers skip a longer list of explanations. */
const maxTerms = 6;

export function buildChecklist(
  procedure: Procedure,
  guide: Guide,
  answers: BranchAnswers,
  { glossary, now }: { readonly glossary: readonly GlossaryEntry[]; readonly now: Date },
): Checklist {
  const effective = findEffectiveAnswers(findDecidingQuestions(procedure, guide), answers);
  const chosen = new Map(effective.map(({ question, value }) => [question.id, value]));
  const notes = effective.map(({ option }) => option.note).filter((note) => note !== "");
  const documents = procedure.documents
    .filter((document) => isNeeded(document, chosen))
    .map((document) => ({ document, issuer: guide.issuers?.[document.name]?.by ?? null }));
  const today = toLocalDay(now);
  const feeLines = selectValidLines(guide.fee_lines, today);
  const timeLines = selectValidLines(guide.time_lines, today);
  const { name, who, agency, online_only_note: onlineOnly } = procedure;
  const shownTexts = [name, who, agency, onlineOnly, ...notes, ...documents.flatMap(listTexts)];
  return {
    procedure,
    documents,
    notes,
    feeLines,
    timeLines,
    isStale: isStale(procedure.checked, today),
    terms: findTerms(shownTexts.filter(Boolean).join("\n"), glossary),
  };
}

/** `when` decides; a document without it is always listed, with its `condition` in words. */
function isNeeded(document: ProcedureDocument, answers: BranchAnswers): boolean {
  return Object.entries(document.when ?? {}).every(([question, values]) => {
    const value = answers.get(question);
    return value !== undefined && [values].flat().includes(value);
  });
}

/** A listed document is needed for certain unless it has a condition in words that no question resolves. */
export function isAlwaysNeeded({ when, condition }: ProcedureDocument): boolean {
  return when !== undefined || condition === null;
}

function selectValidLines(lines: readonly DatedLine[] | undefined, today: string): string[] | null {
  if (lines === undefined) return null;
  return lines
    .filter(({ from, until }) => (from ?? today) <= today && today <= (until ?? today))
    .map(({ text }) => text);
}

/** A date without day or month counts from its end, so that no record is stale too early. */
function isStale(checked: string | null, today: string): boolean {
  if (checked === null) return false;
  const lastDay = `${checked}${["-12-31", "-31", ""][checked.split("-").length - 1] ?? ""}`;
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return lastDay < yearAgo;
}

function listTexts({ document }: ListedDocument): string[] {
  return [document.name, document.form ?? "", document.note ?? "", document.condition ?? ""];
}

function findTerms(text: string, glossary: readonly GlossaryEntry[]): GlossaryEntry[] {
  const words = ` ${fold(text)} `;
  const isMentioned = (term: string) => words.includes(` ${fold(term)} `);
  return glossary
    .filter(({ term, also }) => [term, ...(also ?? [])].some(isMentioned))
    .slice(0, maxTerms);
}
