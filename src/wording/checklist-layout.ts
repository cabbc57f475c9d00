import {
  type Checklist,
  isAlwaysNeeded,
  type ListedDocument,
} from "../catalog/procedures/checklist.ts";
import { canSubmitOnline } from "../catalog/procedures/procedure.ts";
import type { Procedure, ProcedureDocument } from "../catalog/schema.ts";
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
export interface ChecklistPhrases {
  readonly fee: FeePhrases;
  readonly time: TimePhrases;
  readonly unknownAgency: string;
  readonly submitOnlineAt: (ways: string) => string;
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
  readonly issuer: string;
  readonly note: string;
  readonly onlyIf: (condition: string) => string;
  readonly appliesTo: (condition: string) => string;
  /** The words that open a condition of a record: "Chỉ khi …", "Khi …". */
  readonly conditionOpening: RegExp;
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
  readonly neverChecked: string;
  /** `date` is the day, month or year, with as many parts as are known, the day first. */
  readonly checked: (date: readonly number[], isStale: boolean) => string;
}

interface FeePhrases {
  readonly unknown: string;
  readonly unknownAmount: string;
  readonly free: string;
  readonly inPersonAndOnline: (inPerson: string, online: string) => string;
  /** "8.000 đ" */
  readonly money: (vnd: number) => string;
  /** One of two amounts that is not known, or is nothing. */
  readonly noInformation: string;
  readonly nothing: string;
}

interface TimePhrases {
  readonly unknown: string;
  readonly sameDay: string;
  readonly days: string;
}

/** Builds what a procedure's facts say in one language. */
export function createChecklistWording(phrases: ChecklistPhrases) {
  const fee = ({ procedure, feeLines }: Checklist) =>
    (feeLines ?? describeFee(procedure.fee, phrases.fee)).join(" ");
  const time = ({ procedure, timeLines }: Checklist) =>
    (timeLines ?? describeTime(procedure.processing_time, phrases.time)).join(" ");
  const agency = (procedure: Procedure) =>
    procedure.agency === null ? phrases.unknownAgency : toSentence(procedure.agency);

  const online = (procedure: Procedure) => {
    const { submit_online: ways, online_only_note: note } = procedure;
    const listed = ways.join("; ");
    const where = canSubmitOnline(procedure)
      ? phrases.submitOnlineAt(listed)
      : listed || phrases.unknownOnline;
    return note ? `${toSentence(where)} ${toSentence(note)}` : toSentence(where);
  };

  const legal = ({ name, legal_basis: laws }: Procedure) =>
    laws.length === 0
      ? phrases.unknownLegal(name)
      : [phrases.legalTitle(name), ...laws.map((law) => `• ${law}`)].join("\n");

  /** "Giấy chứng sinh; Tờ khai …": the papers in one line, for a short answer. */
  const papersInBrief = ({ documents }: Checklist) =>
    documents.length === 0
      ? phrases.unknownPapersInBrief
      : toSentence(documents.map(({ document }) => document.name).join("; "));

  const practicalFacts = (checklist: Checklist) => {
    const { procedure } = checklist;
    const { who, result } = procedure;
    return joinParagraphs(
      `${phrases.who}: ${who === null ? phrases.unknownWho : toSentence(decapitalize(who))}`,
      withLabel(phrases.feeLabel, fee(checklist)),
      `${phrases.duration}: ${time(checklist)}`,
      `${phrases.agency}: ${agency(procedure)}`,
      online(procedure),
      result === null ? "" : `${phrases.result}: ${toSentence(decapitalize(result))}`,
    );
  };

  /** The resident's own list, as messages: papers first, then money, time and place, then what often goes wrong. */
  const texts = (checklist: Checklist) => [
    layOutPapers(checklist, phrases),
    practicalFacts(checklist),
    layOutCautions(checklist, phrases),
  ];

  return { texts, fee, time, agency, online, legal, papersInBrief };
}

/** What a procedure costs, in sentences; never an amount that the record doesn't have. */
export function describeFee(fee: Procedure["fee"], phrases: FeePhrases): string[] {
  if (fee === null) return [phrases.unknown];
  const { in_person_vnd: inPerson, online_vnd: online, free, note } = fee;
  const notes = note === null ? [] : [toSentence(note)];
  if (free === true) return [phrases.free, ...notes];
  if (inPerson === null && online === null) {
    return note === null ? [phrases.unknown] : [phrases.unknownAmount, ...notes];
  }
  if (inPerson === online && inPerson !== null) return [`${phrases.money(inPerson)}.`, ...notes];
  const amount = (vnd: number | null) => describeAmount(vnd, phrases);
  return [phrases.inPersonAndOnline(amount(inPerson), amount(online)), ...notes];
}

function describeAmount(vnd: number | null, phrases: FeePhrases): string {
  if (vnd === null) return phrases.noInformation;
  return vnd === 0 ? phrases.nothing : phrases.money(vnd);
}

/** How long a procedure takes, in sentences. */
export function describeTime(time: Procedure["processing_time"], phrases: TimePhrases): string[] {
  if (time === null) return [phrases.unknown];
  const notes = time.note === null ? [] : [toSentence(time.note)];
  if (time.value === null) return notes.length > 0 ? notes : [phrases.unknown];
  if (time.value === 0) return notes.length > 0 ? notes : [phrases.sameDay];
  return [`${time.value} ${time.unit ?? phrases.days}.`, ...notes];
}

function layOutPapers(
  { procedure, documents, notes }: Checklist,
  phrases: ChecklistPhrases,
): string {
  const always = documents.filter(({ document }) => isAlwaysNeeded(document));
  const sometimes = documents.filter(({ document }) => !isAlwaysNeeded(document));
  const number = (listed: readonly ListedDocument[], from: number) =>
    listed.map((document, index) => layOutPaper(document, from + index, phrases));
  return joinParagraphs(
    phrases.title(procedure.name),
    formatSection(
      phrases.inYourCase,
      notes.map((note) => `• ${toSentence(note)}`),
    ),
    documents.length === 0 ? phrases.unknownPapers : "",
    formatSection(phrases.alwaysNeeded, number(always, 1)),
    formatSection(phrases.sometimesNeeded, number(sometimes, always.length + 1)),
  );
}

function layOutPaper(
  { document, issuer }: ListedDocument,
  number: number,
  phrases: ChecklistPhrases,
): string {
  const { name, form, note } = document;
  const condition = describeCondition(document, phrases);
  return joinLines(
    `${number}. ${name}`,
    condition === "" ? "" : `   ${condition}`,
    form === null ? "" : `   ${withLabel(phrases.form, form)}`,
    issuer === null ? "" : `   ${phrases.issuer}: ${issuer}`,
    note === null ? "" : `   ${phrases.note}: ${decapitalize(note)}`,
  );
}

/** An answered `when` has decided the condition, unless the condition holds a further "khi" or "nếu". */
function describeCondition(
  { condition, when }: ProcedureDocument,
  { onlyIf, appliesTo, conditionOpening, furtherCondition }: ChecklistPhrases,
): string {
  if (condition === null) return "";
  if (when === undefined) return onlyIf(decapitalize(condition.replace(conditionOpening, "")));
  return furtherCondition.test(condition) ? appliesTo(decapitalize(condition)) : "";
}

function layOutCautions(
  { procedure, terms, isStale }: Checklist,
  phrases: ChecklistPhrases,
): string {
  const { checked, common_mistakes: mistakes } = procedure;
  return joinParagraphs(
    formatSection(
      phrases.commonMistakes,
      mistakes.map((mistake) => `• ${toSentence(mistake)}`),
    ),
    formatSection(
      phrases.glossary,
      terms.map(({ term, everyday }) => `• ${capitalize(term)}: ${toSentence(everyday)}`),
    ),
    checked === null
      ? phrases.neverChecked
      : phrases.checked(checked.split("-").map(Number).reverse(), isStale),
  );
}
