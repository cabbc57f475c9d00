import { toLocalDay } from "../local-time.ts";
import type { DatedLine, GlossaryEntry, Guide, Procedure, ProcedureDocument } from "../schema.ts";
import { fold } from "../text/fold.ts";
import { type BranchAnswers, findDecidingQuestions, findEffectiveAnswers } from "./branches.ts";

/** One resident's own list: what their answers leave of the procedure's record. */
export interface Checklist {
  readonly procedure: Procedure;
  readonly documents: readonly ListedDocument[];
  /** What the answers mean, in kind words. */
  readonly notes: readonly string[];
  /** null where the record's own figures are to be told. */
  readonly feeLines: readonly string[] | null;
  readonly timeLines: readonly string[] | null;
  /** The source's date lies more than a year back. */
  readonly isStale: boolean;
  readonly terms: readonly GlossaryEntry[];
}

export interface ListedDocument {
  readonly document: ProcedureDocument;
  readonly issuer: string | null;
}

/** More explanations than this and nobody reads them. */
const maxTerms = 6;

export function buildChecklist(
  procedure: Procedure,
  guide: Guide,
  answers: BranchAnswers,
  { glossary, now }: { readonly glossary: readonly GlossaryEntry[]; readonly now: Date },
): Checklist {
  const counting = findEffectiveAnswers(findDecidingQuestions(procedure, guide), answers);
  const chosen = new Map(counting.map(({ question, value }) => [question.id, value]));
  const notes = counting.map(({ option }) => option.note).filter((note) => note !== "");
  const documents = procedure.documents
    .filter((document) => isNeeded(document, chosen))
    .map((document) => ({ document, issuer: guide.issuers?.[document.name]?.by ?? null }));
  const today = toLocalDay(now);
  const feeLines = linesOf(guide.fee_lines, today);
  const timeLines = linesOf(guide.time_lines, today);
  const { name, who, agency, online_only_note: onlineOnly } = procedure;
  const spoken = [name, who, agency, onlineOnly, ...notes, ...documents.flatMap(wordsOf)];
  return {
    procedure,
    documents,
    notes,
    feeLines,
    timeLines,
    isStale: isStale(procedure.checked, today),
    terms: termsIn(spoken.filter(Boolean).join("\n"), glossary),
  };
}

/** `when` decides; a document without it is listed, its `condition` told in words. */
function isNeeded(document: ProcedureDocument, answers: BranchAnswers): boolean {
  return Object.entries(document.when ?? {}).every(([question, values]) => {
    const value = answers.get(question);
    return value !== undefined && [values].flat().includes(value);
  });
}

/** A paper whose `when` was answered is needed for certain; one with a bare condition is not. */
export function isAlwaysNeeded({ when, condition }: ProcedureDocument): boolean {
  return when !== undefined || condition === null;
}

function linesOf(lines: readonly DatedLine[] | undefined, today: string): string[] | null {
  if (lines === undefined) return null;
  return lines
    .filter(({ from, until }) => (from ?? today) <= today && today <= (until ?? today))
    .map(({ text }) => text);
}

/** A month or a year counts from its end: nobody is called stale too early. */
function isStale(checked: string | null, today: string): boolean {
  if (checked === null) return false;
  const lastDay = `${checked}${["-12-31", "-31", ""][checked.split("-").length - 1] ?? ""}`;
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return lastDay < yearAgo;
}

function wordsOf({ document }: ListedDocument): string[] {
  return [document.name, document.form ?? "", document.note ?? "", document.condition ?? ""];
}

function termsIn(text: string, glossary: readonly GlossaryEntry[]): GlossaryEntry[] {
  const words = ` ${fold(text)} `;
  const spoken = (term: string) => words.includes(` ${fold(term)} `);
  return glossary
    .filter(({ term, also }) => [term, ...(also ?? [])].some(spoken))
    .slice(0, maxTerms);
}
