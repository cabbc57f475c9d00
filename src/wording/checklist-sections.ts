import type { Checklist, ListedDocument, OpenDocument } from "../catalog/procedures/checklist.ts";
import {
  type ChecklistPhrases,
  type createChecklistWording,
  describePaper,
  type PaperLines,
} from "./checklist-layout.ts";
import { isAlwaysNeeded } from "./paper-condition.ts";
import { capitalize, decapitalize, toSentence } from "./text.ts";

/** A heading with what stands under it. */
export interface Section<Item> {
  readonly title: string;
  readonly items: readonly Item[];
}

/** Everything about one case, for a page: the same sentences as in the chat, in their sections. Empty ones are left out. */
export interface ChecklistSections {
  /** What the answers mean for this resident. */
  readonly notes: Section<string> | null;
  readonly papers: readonly Section<PaperLines>[];
  /** Said instead if no paper is known. */
  readonly unknownPapers: string | null;
  /** Who, money, time, place: one line or several under each. */
  readonly facts: readonly Section<string>[];
  readonly steps: Section<string> | null;
  /** What clerks say, and why dossiers come back. */
  readonly cautions: readonly Section<string>[];
  readonly terms: Section<{ readonly term: string; readonly everyday: string }> | null;
  /** When the facts were checked. */
  readonly checked: string;
}

/** How single facts are told, in the same language. */
type FactWording = Pick<
  ReturnType<typeof createChecklistWording>,
  "fee" | "time" | "amounts" | "agency" | "online"
>;

interface SectionPhrases {
  readonly openPapers: string;
  /** Where residents hand it in by themselves. */
  readonly online: string;
}

/** Builds what a page says of a checklist; `open` are the papers that unanswered questions may add. */
export function createChecklistSections(
  phrases: ChecklistPhrases,
  wording: FactWording,
  words: SectionPhrases,
) {
  const describe = (listed: ListedDocument) => describePaper(listed, phrases);
  const isSure = ({ document }: ListedDocument) => isAlwaysNeeded(document, phrases);

  return (checklist: Checklist, open: readonly OpenDocument[]): ChecklistSections => {
    const { procedure, documents, notes, result, amounts, terms, remarks } = checklist;
    const { checked, who, steps, common_mistakes: mistakes } = procedure;
    return {
      notes: section(phrases.inYourCase, notes.map(toSentence)),
      papers: [
        section(phrases.alwaysNeeded, documents.filter(isSure).map(describe)),
        section(
          phrases.sometimesNeeded,
          documents.filter((listed) => !isSure(listed)).map(describe),
        ),
        section(
          words.openPapers,
          open.map((listed) => describeOpen(listed, phrases)),
        ),
      ].filter((each) => each !== null),
      unknownPapers: documents.length + open.length === 0 ? phrases.unknownPapers : null,
      facts: [
        section(phrases.feeLabel, toLines(wording.fee(checklist))),
        amounts.length === 0 ? null : section(phrases.amounts, toLines(wording.amounts(checklist))),
        section(phrases.duration, toLines(wording.time(checklist))),
        section(phrases.agency, [wording.agency(checklist)]),
        section(words.online, [wording.online(checklist)]),
        section(phrases.who, [toSentence(capitalize(who ?? phrases.unknownWho))]),
        result === null ? null : section(phrases.result, [toSentence(capitalize(result))]),
      ].filter((each) => each !== null),
      steps: section(phrases.steps, steps.map(toSentence)),
      cautions: [
        section(phrases.clerkSays, remarks.map(toSentence)),
        section(phrases.commonMistakes, mistakes.map(toSentence)),
      ].filter((each) => each !== null),
      terms: section(
        phrases.glossary,
        terms.map(({ term, everyday }) => ({
          term: capitalize(term),
          everyday: toSentence(everyday),
        })),
      ),
      checked:
        checked === null
          ? phrases.neverChecked(checklist.call)
          : phrases.checked(
              checked.split("-").map(Number).reverse(),
              checklist.isStale,
              checklist.call,
            ),
    };
  };
}

function section<Item>(title: string, items: readonly Item[]): Section<Item> | null {
  return items.length === 0 ? null : { title, items };
}

/** The case is named in the record's own words, or by the answers that it needs. */
function describeOpen(
  { document, needs, ...listed }: OpenDocument,
  phrases: ChecklistPhrases,
): PaperLines {
  const { when: _, ...undecided } = document;
  const condition = document.condition ?? needs.map(decapitalize).join("; ");
  return describePaper({ ...listed, document: { ...undecided, condition } }, phrases);
}

/** A fact is told in one line, or in a list of lines. */
function toLines(told: string): string[] {
  return told
    .split(/\n(?:• )?/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
