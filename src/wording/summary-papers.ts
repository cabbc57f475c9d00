import type { ProcedureDocument } from "../catalog/procedure-schema.ts";
import type { Checklist, ListedDocument } from "../catalog/procedures/checklist.ts";
import { isAlwaysNeeded, type PaperConditions } from "./paper-condition.ts";
import { decapitalize, toSentence } from "./text.ts";

/** The words of the line that says what to bring. */
export interface PaperPhrases extends PaperConditions {
  /** What residents write themselves, by the name of the paper. */
  readonly written: RegExp;
  /** What the clerk makes on the spot, by the note of the paper. */
  readonly madeThere: RegExp;
  /** A record's sentence that there is nothing to bring, instead of a paper. */
  readonly nothing: RegExp;
  /** What residents only say, know or do, instead of a paper: "Nội dung phản ánh". */
  readonly told: RegExp;
  /** Without what a name can do without: brackets, references of forms. */
  readonly shortenName: (name: string) => string;
  /** "Tờ khai" of a form's name. */
  readonly kindOfForm: (name: string) => string;
  readonly unknown: string;
  readonly none: string;
  readonly write: (forms: string) => string;
  readonly onlyWrite: (forms: string) => string;
  readonly alsoWrite: (forms: string) => string;
  readonly onlyTell: (told: string) => string;
  /** How many papers are not named. */
  readonly more: (count: number) => string;
  /** The last day of a form: "2026-12-31". */
  readonly until: (day: string) => string;
  readonly addIf: (paper: string, condition: string) => string;
  readonly addInSomeCases: (count: number) => string;
  /** No paper is needed by everybody; these depend on the case. */
  readonly byCase: (papers: string) => string;
  /** The questions that are still open decide on more. */
  readonly addByAnswers: string;
}

/** What there is room for in the line. */
export interface PaperRoom {
  /** Characters. */
  readonly papers: number;
  /** A single paper that is needed in some cases is named with its case if both have at most this many characters. */
  readonly condition: number;
  /** Whether a single form is told by its name, which often repeats the procedure's, or only by its kind. */
  readonly namesForms: boolean;
}

/** Says what to bring: papers to bring, forms to write, what is added in some cases. */
export function layOutPapersBriefly(
  { documents, isComplete, procedure }: Checklist,
  { papers: room, namesForms, condition }: PaperRoom,
  phrases: PaperPhrases,
): string {
  if (procedure.documents.length === 0) return phrases.unknown;
  const isSure = ({ document }: ListedDocument) => isAlwaysNeeded(document, phrases);
  const always = documents.filter(isSure);
  const some = documents.filter((each) => !isSure(each));
  if (always.length === 0 && some.length > 1) {
    const names = [...new Set(some.map((each) => nameBriefly(each, phrases)))];
    return tellWhatFits(names, [], room, (shown, _, hidden) =>
      phrases.byCase(joinNames(shown, hidden, phrases)),
    );
  }
  const sure = always.filter((each) => !isMadeThere(each.document, phrases));
  const added = describeAdded(some.map(toDocument), condition, phrases);
  const tail = [added, isComplete ? "" : phrases.addByAnswers].filter((text) => text !== "");
  const left = room - tail.join(" ").length - 1;
  const told = describeSure(sure, left, { isComplete, namesForms, phrases });
  return [told, ...tail]
    .filter((text) => text !== "")
    .map(toSentence)
    .join(" ");
}

function joinNames(names: readonly string[], hidden: number, phrases: PaperPhrases): string {
  const named = names.join("; ");
  return hidden > 0 ? `${named} ${phrases.more(hidden)}` : named;
}

function toDocument({ document }: ListedDocument): ProcedureDocument {
  return document;
}

interface Sureness extends Pick<PaperRoom, "namesForms"> {
  readonly isComplete: boolean;
  readonly phrases: PaperPhrases;
}

/** As long as a question is open, nobody is told that nothing need be brought. */
function describeSure(
  sure: readonly ListedDocument[],
  room: number,
  { isComplete, namesForms, phrases }: Sureness,
): string {
  const nothing = sure.find(({ document }) => phrases.nothing.test(document.name));
  if (nothing !== undefined) return nothing.document.name;
  const isForm = ({ document }: ListedDocument) => phrases.written.test(document.name);
  const names = (listed: readonly ListedDocument[]) => [
    ...new Set(listed.map((each) => nameBriefly(each, phrases))),
  ];
  const papers = names(sure.filter((each) => !isForm(each)));
  const named = names(sure.filter(isForm));
  const isKindEnough = !namesForms && papers.length > 0 && named.length === 1;
  const forms = isKindEnough ? named.map(phrases.kindOfForm) : named;
  if (papers.length + forms.length === 0) return isComplete ? phrases.none : "";
  const isTold = papers.length > 0 && papers.every((name) => phrases.told.test(name));
  const writeAlone = isComplete ? phrases.onlyWrite : phrases.write;
  const write = papers.length === 0 ? writeAlone : phrases.alsoWrite;
  return tellWhatFits(papers, forms, room, (shown, shownForms, hidden) => {
    const brought = joinNames(shown, hidden, phrases);
    const parts = [
      isTold ? phrases.onlyTell(brought) : brought.trim(),
      shownForms.length === 0 ? "" : write(shownForms.join("; ")),
    ];
    return parts.filter((text) => text !== "").join(". ");
  });
}

type TellPapers = (papers: readonly string[], forms: readonly string[], hidden: number) => string;

/** Leaves out the last forms, then the last papers, until the line fits; the first paper or form always stays. */
function tellWhatFits(
  papers: readonly string[],
  forms: readonly string[],
  room: number,
  tell: TellPapers,
): string {
  const minForms = Math.min(forms.length, 1);
  let [paperCount, formCount] = [papers.length, forms.length];
  const told = () =>
    tell(
      papers.slice(0, paperCount),
      forms.slice(0, formCount),
      papers.length + forms.length - paperCount - formCount,
    );
  while (told().length > room) {
    if (formCount > minForms) formCount -= 1;
    else if (paperCount > 1) paperCount -= 1;
    else if (formCount > 0 && paperCount > 0) formCount -= 1;
    else break;
  }
  return told();
}

function nameBriefly({ document, ends }: ListedDocument, phrases: PaperPhrases): string {
  const name = decapitalize(phrases.shortenName(document.name));
  return ends === null ? name : `${name} (${phrases.until(ends)})`;
}

function isMadeThere({ note }: ProcedureDocument, { madeThere }: PaperPhrases): boolean {
  return note !== null && madeThere.test(note);
}

function describeAdded(
  some: readonly ProcedureDocument[],
  maxLength: number,
  phrases: PaperPhrases,
): string {
  const [only, ...others] = some;
  if (only === undefined) return "";
  const condition = (only.condition ?? "").replace(phrases.conditionOpening, "");
  const name = decapitalize(phrases.shortenName(only.name));
  const isNamed =
    others.length === 0 && condition !== "" && name.length + condition.length <= maxLength;
  return isNamed
    ? phrases.addIf(name, decapitalize(condition))
    : phrases.addInSomeCases(some.length);
}
