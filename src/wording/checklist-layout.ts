import type { NumberToCall } from "../catalog/points/phone-book.ts";
import type { ProcedureDocument } from "../catalog/procedure-schema.ts";
import type { Checklist, ListedDocument } from "../catalog/procedures/checklist.ts";
import type { OnlineUse } from "../catalog/procedures/online-use.ts";
import { createFactLines, type FactPhrases } from "./fact-lines.ts";
import { isAlwaysNeeded, type PaperConditions } from "./paper-condition.ts";
import { createSummary, type SummaryPhrases } from "./summary-layout.ts";
import {
  capitalize,
  decapitalize,
  formatSection,
  joinLines,
  joinParagraphs,
  toSentence,
  withLabel,
} from "./text.ts";

/** The words of a procedure's facts in one language. */
export interface ChecklistPhrases extends PaperConditions {
  readonly facts: FactPhrases;
  readonly unknownFee: string;
  readonly unknownTime: string;
  /** The figure depends on questions that are still open. */
  readonly dependsOnCase: string;
  readonly unknownAgency: string;
  /** How the ways on the web begin, by what they are good for. */
  readonly onlineAt: Readonly<
    Record<Exclude<OnlineUse["use"], "nothing">, (ways: string) => string>
  >;
  readonly unknownOnline: string;
  readonly legalTitle: (procedure: string) => string;
  readonly unknownLegal: (procedure: string) => string;
  readonly unknownPapersInBrief: string;

  readonly title: (procedure: string) => string;
  readonly inYourCase: string;
  readonly unknownPapers: string;
  readonly alwaysNeeded: string;
  readonly sometimesNeeded: string;
  readonly form: string;
  /** `by` says who issues the paper, or that residents write it themselves. */
  readonly issuer: (by: string) => string;
  readonly note: string;
  readonly onlyIf: (condition: string) => string;
  readonly appliesTo: (condition: string) => string;
  /** What in an answered condition shows that it holds a further one. */
  readonly furtherCondition: RegExp;

  readonly who: string;
  readonly unknownWho: string;
  readonly feeLabel: string;
  readonly duration: string;
  readonly agency: string;
  readonly result: string;
  readonly commonMistakes: string;
  readonly glossary: string;
  readonly neverChecked: (call: NumberToCall | null) => string;
  /** `date` is the day, month or year, with as many parts as are known, the day first. */
  readonly checked: (
    date: readonly number[],
    isStale: boolean,
    call: NumberToCall | null,
  ) => string;
  readonly amounts: string;
  readonly steps: string;
  readonly clerkSays: string;
  /** What to do with the original of a paper. */
  readonly originals: Readonly<Record<"show" | "submit" | "copy", string>>;
  /** The last day of a paper's form, and the form that follows; "" if no record gives one. */
  readonly formUntil: (day: string, nextForm: string) => string;
}

/** Builds what a procedure's facts say in one language. */
export function createChecklistWording(phrases: ChecklistPhrases, inBrief: SummaryPhrases) {
  const { summary, papersAtAGlance } = createSummary(inBrief);
  const lines = createFactLines(phrases.facts);
  /** In one line if there is one fact, else a line for each. */
  const joinFacts = (told: readonly string[], unknown: string) => {
    const [only = unknown, ...others] = told;
    return others.length === 0 ? only : told.map((line) => `\n• ${line}`).join("");
  };
  const decided = <T extends { readonly needs: readonly string[] }>(found: readonly T[]) =>
    found.filter(({ needs }) => needs.length === 0);
  const unknownOr = (checklist: Checklist, found: readonly unknown[], unknown: string) =>
    found.length > 0 && !checklist.isComplete ? phrases.dependsOnCase : unknown;

  /** What it costs in the cases that the answers leave open, each named. */
  const fee = ({ fees, isComplete }: Checklist) =>
    joinFacts(lines.fees(isComplete ? decided(fees) : fees), phrases.unknownFee);
  const time = ({ times, isComplete }: Checklist) =>
    joinFacts(lines.times(isComplete ? decided(times) : times), phrases.unknownTime);
  /** What is received, in the cases that the answers leave open. */
  const amounts = ({ amounts: found, isComplete }: Checklist) =>
    joinFacts(lines.amounts(isComplete ? decided(found) : found), phrases.dependsOnCase);
  const agency = ({ agency: name }: Checklist) =>
    name === null ? phrases.unknownAgency : toSentence(name);

  /** What must be done in person first, then the ways on the web. */
  const online = ({ procedure, onlineUse: { use, say } }: Checklist) => {
    const { submit_online: ways, online_only_note: note } = procedure;
    const listed = ways.join("; ");
    const unusable = say === null ? listed || phrases.unknownOnline : "";
    const where = use === "nothing" ? unusable : phrases.onlineAt[use](listed);
    return [say ?? "", where, note ?? ""]
      .filter((text) => text !== "")
      .map(toSentence)
      .join(" ");
  };

  const legal = ({ name, laws }: Checklist) =>
    laws.length === 0
      ? phrases.unknownLegal(name)
      : [phrases.legalTitle(name), ...laws.map((law) => `• ${law.name}`)].join("\n");

  /** "Giấy chứng sinh; Tờ khai …": the papers in one line, for a short answer. */
  const papersInBrief = ({ documents }: Checklist) =>
    documents.length === 0
      ? phrases.unknownPapersInBrief
      : toSentence(documents.map(({ document }) => document.name).join("; "));

  /** Who may do it, money, time and place with all that is known of them, and what the resident gets. */
  const facts = (checklist: Checklist) => {
    const { procedure, result, fees, times, amounts } = checklist;
    const { who } = procedure;
    const unknownFee = unknownOr(checklist, fees, phrases.unknownFee);
    const unknownTime = unknownOr(checklist, times, phrases.unknownTime);
    const received = lines.amounts(decided(amounts));
    return joinParagraphs(
      `${phrases.who}: ${who === null ? phrases.unknownWho : toSentence(decapitalize(who))}`,
      withLabel(phrases.feeLabel, joinFacts(lines.fees(decided(fees)), unknownFee)),
      received.length === 0 ? "" : withLabel(phrases.amounts, joinFacts(received, "")),
      withLabel(phrases.duration, joinFacts(lines.times(decided(times)), unknownTime)),
      `${phrases.agency}: ${agency(checklist)}`,
      online(checklist),
      result === null ? "" : `${phrases.result}: ${toSentence(decapitalize(result))}`,
    );
  };

  const papers = (checklist: Checklist) => layOutPapers(checklist, phrases);
  const checked = ({ procedure, isStale, call }: Checklist) =>
    procedure.checked === null
      ? phrases.neverChecked(call)
      : phrases.checked(procedure.checked.split("-").map(Number).reverse(), isStale, call);

  /** What a clerk says, and why dossiers come back; "" if no record says. */
  const cautions = ({ procedure, remarks }: Checklist) =>
    joinParagraphs(
      formatSection(
        phrases.clerkSays,
        remarks.map((remark) => `• ${toSentence(remark)}`),
      ),
      formatSection(
        phrases.commonMistakes,
        procedure.common_mistakes.map((mistake) => `• ${toSentence(mistake)}`),
      ),
    );

  /** The difficult words of the list; "" if there is none. */
  const words = ({ terms }: Checklist) =>
    formatSection(
      phrases.glossary,
      terms.map(({ term, everyday }) => `• ${capitalize(term)}: ${toSentence(everyday)}`),
    );

  const factsWithDate = (checklist: Checklist) =>
    joinParagraphs(facts(checklist), checked(checklist));

  /** Everything about the case in one text: the list, the steps, and the law behind it. */
  const complete = (checklist: Checklist) =>
    joinParagraphs(
      papers(checklist),
      facts(checklist),
      cautions(checklist),
      words(checklist),
      checked(checklist),
      formatSection(
        phrases.steps,
        checklist.procedure.steps.map((step, index) => `${index + 1}. ${toSentence(step)}`),
      ),
      legal(checklist),
    );

  return {
    summary,
    papersAtAGlance,
    papers,
    facts: factsWithDate,
    cautions,
    words,
    complete,
    fee,
    time,
    amounts,
    agency,
    online,
    legal,
    papersInBrief,
  };
}

function layOutPapers({ name, documents, notes }: Checklist, phrases: ChecklistPhrases): string {
  const isSure = ({ document }: ListedDocument) => isAlwaysNeeded(document, phrases);
  const always = documents.filter(isSure);
  const sometimes = documents.filter((listed) => !isSure(listed));
  const number = (listed: readonly ListedDocument[], from: number) =>
    listed.map((document, index) => layOutPaper(document, from + index, phrases));
  return joinParagraphs(
    phrases.title(name),
    formatSection(
      phrases.inYourCase,
      notes.map((note) => `• ${toSentence(note)}`),
    ),
    documents.length === 0 ? phrases.unknownPapers : "",
    formatSection(phrases.alwaysNeeded, number(always, 1)),
    formatSection(phrases.sometimesNeeded, number(sometimes, always.length + 1)),
  );
}

function layOutPaper(listed: ListedDocument, number: number, phrases: ChecklistPhrases): string {
  const { name, details } = describePaper(listed, phrases);
  return joinLines(`${number}. ${name}`, ...details.map((detail) => `   ${detail}`));
}

/** A paper's name, and a line for each thing that is to be known of it. */
export interface PaperLines {
  readonly name: string;
  readonly details: readonly string[];
}

/** Tells what is to be known of a paper; the condition that an answer has decided is left out. */
export function describePaper(
  { document, issuer, ends, next }: ListedDocument,
  phrases: ChecklistPhrases,
): PaperLines {
  const { name, form, note, originals } = document;
  const details = [
    describeCondition(document, phrases),
    form === null || namesItself(form, name) ? "" : withLabel(phrases.form, form),
    ends === null ? "" : phrases.formUntil(ends, next?.form ?? ""),
    // A form is always handed in.
    originals === null || form !== null ? "" : phrases.originals[originals],
    issuer === null ? "" : phrases.issuer(issuer),
    note === null ? "" : `${phrases.note}: ${decapitalize(note)}`,
  ];
  return { name, details: details.filter((detail) => detail !== "") };
}

/** A form that has no number and only repeats the name of the paper tells nothing. */
function namesItself(form: string, name: string): boolean {
  return !/\d/.test(form) && form.toLowerCase().includes(name.toLowerCase());
}

/** An answered `when` has decided the condition, unless the condition holds a further "khi" or "nếu". */
function describeCondition(
  { condition, when }: ProcedureDocument,
  { onlyIf, appliesTo, conditionOpening, onlyOpening, furtherCondition }: ChecklistPhrases,
): string {
  if (condition === null) return "";
  if (when === undefined || onlyOpening.test(condition))
    return onlyIf(decapitalize(condition.replace(conditionOpening, "")));
  return furtherCondition.test(condition) ? appliesTo(decapitalize(condition)) : "";
}
