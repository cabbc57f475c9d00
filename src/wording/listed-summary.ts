import type { ListedPaper, ListedProcedure } from "../catalog/listed/listed-procedure.ts";
import type { NumberToCall } from "../catalog/points/phone-book.ts";
import { maxSummaryLength, roomForAddress, type SummaryLabels } from "./summary-layout.ts";
import { capitalize, decapitalize, dropBrackets, shorten, toSentence } from "./text.ts";

/** The words of the four lines about an imported record, in one language. */
export interface ListedSummaryPhrases {
  readonly labels: SummaryLabels;
  readonly unknownPapers: string;
  /** How many papers are not named. */
  readonly more: (count: number) => string;
  /** Where all of it is from: a local day, "2026-02-01". */
  readonly from: (day: string) => string;
  readonly numberFor: (lines: readonly string[], call: NumberToCall | null) => string;
}

/** What the four lines say of a record: the portal's texts, without its marks. */
interface ListedFacts {
  readonly papers: readonly ListedPaper[];
  /** Lines of the portal besides these papers. */
  readonly hidden: number;
  readonly fee: string;
  readonly time: string;
  readonly where: string;
}

const maxFigureLength = 110;
const maxPaperLength = 90;

/** Lays out the four lines of a procedure that was imported; the portal's texts are cut at a word. */
export function summarizeListed(
  { checked }: ListedProcedure,
  { papers, hidden, fee, time, where }: ListedFacts,
  call: NumberToCall | null,
  phrases: ListedSummaryPhrases,
): string {
  const { labels } = phrases;
  const line = (label: string, text: string) =>
    `${label}: ${toSentence(capitalize(shorten(text, maxFigureLength)))}`;
  const figures = [line(labels.money, fee), line(labels.time, time)];
  const place = [line(labels.place, where), phrases.from(checked)];
  const number = phrases.numberFor([...figures, ...place], call);
  const others = [...figures, [...place, number].filter((text) => text !== "").join(" ")];
  const used = [labels.papers, ...others].join("\n").length + ": ".length;
  const names = papers.map(({ name }) => nameBriefly(name));
  const told = namePapers(names, hidden, maxSummaryLength - roomForAddress - used, phrases);
  return [`${labels.papers}: ${toSentence(capitalize(told))}`, ...others].join("\n");
}

/** As many papers as there is room for, and how many there are besides. */
function namePapers(
  names: readonly string[],
  hidden: number,
  room: number,
  { unknownPapers, more }: ListedSummaryPhrases,
): string {
  if (names.length === 0) return unknownPapers;
  const tell = (count: number) => {
    const left = names.length - count + hidden;
    const named = names.slice(0, count).join("; ");
    return left > 0 ? `${named} ${more(left)}` : named;
  };
  let count = names.length;
  while (count > 1 && tell(count).length > room) count -= 1;
  return tell(count);
}

/** Without brackets and the marks with which portals begin and end their lines. */
function nameBriefly(name: string): string {
  const bare = dropBrackets(name).replace(/^[-*+•\s]+/, "");
  const [first = bare] = bare.split(/[;:.]\s|\n/);
  return decapitalize(
    shorten(first.replace(/(?<![;:.,\s])[;:.,\s]+$/, "") || name, maxPaperLength),
  );
}
