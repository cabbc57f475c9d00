import type { Checklist } from "../catalog/procedures/checklist.ts";
import type { OnlineUse } from "../catalog/procedures/online-use.ts";
import { createFactLines, type FactPhrases } from "./fact-lines.ts";
import { type BriefPhrases, joinBriefly } from "./summary-facts.ts";
import { layOutPapersBriefly, type PaperPhrases } from "./summary-papers.ts";
import { capitalize, decapitalize, dropBrackets, toSentence } from "./text.ts";

export type SummaryLabels = Readonly<Record<"papers" | "money" | "time" | "place", string>>;

/** The words of the four lines with which every checklist begins, in one language. */
export interface SummaryPhrases extends BriefPhrases {
  readonly labels: SummaryLabels;
  readonly papers: PaperPhrases;
  /** Shorter than those of the complete list. */
  readonly facts: FactPhrases;
  /** What handing in costs, beside the money that is received. */
  readonly handingIn: string;
  /** Figures besides those shown. */
  readonly otherSums: string;
  readonly otherTimes: string;
  readonly dependsOnCase: string;
  readonly unknownFee: string;
  readonly unknownTime: string;
  readonly unknownAgency: string;
  /** Says the agency of a record in everyday words. */
  readonly place: (agency: string) => string;
  /** What the web is good for beside the place. */
  readonly alsoOnline: Readonly<Record<OnlineUse["use"], string>>;
  /** What in the name of a place shows that it is on the web. */
  readonly isOnline: RegExp;
  /** The date of the sources of the whole list, more than a year old or not known: empty. */
  readonly askAgain: (checked: readonly number[]) => string;
  /** The number for residents whom one of the lines tells to ask; "" if none does. */
  readonly numberFor: (lines: readonly string[], checklist: Checklist) => string;
}

/** Four lines with their labels, at most. */
export const maxSummaryLength = 600;
/** A form of address may be longer than the one in which the lines are written. */
export const roomForAddress = 10;
const maxPlaceLength = 120;
/** Room for money and time, from generous to scarce: papers need the rest. */
const levels = [
  { money: 230, time: 150 },
  { money: 160, time: 110 },
  { money: 100, time: 75 },
] as const;
/** Below this the papers take room from the figures. */
const minPapersLength = 200;
const maxPapersLength = 270;

/** Builds the four lines: what to bring, the money, how long, where. */
export function createSummary(phrases: SummaryPhrases) {
  const { labels } = phrases;
  const parts = createFactLines(phrases.facts).parts;
  const decided = <T extends { readonly needs: readonly string[] }>(found: readonly T[]) =>
    found.filter(({ needs }) => needs.length === 0);

  const money = ({ fees, amounts, isComplete }: Checklist, room: number) => {
    const received = parts.amounts(decided(amounts));
    const costs = parts.fees(decided(fees));
    const unknown = !isComplete && fees.length > 0 ? phrases.dependsOnCase : phrases.unknownFee;
    // A question that is still open may change what it costs.
    const more = !isComplete && fees.some(({ needs }) => needs.length > 0);
    const tellCosts = (left: number) => {
      if (costs.length === 0) return unknown;
      const told = joinBriefly(costs, left, phrases, phrases.otherSums);
      return more && !told.includes(phrases.otherSums) ? `${told}; ${phrases.otherSums}` : told;
    };
    if (received.length === 0) return tellCosts(room);
    // What is received comes first, and what it costs to apply in a few words.
    const beside = `${phrases.handingIn}: ${decapitalize(tellCosts(0))}`;
    const gain = joinBriefly(received, room - beside.length, phrases, phrases.otherSums);
    return `${toSentence(gain)} ${capitalize(beside)}`;
  };
  const time = ({ times, isComplete }: Checklist, room: number) => {
    const found = parts.times(decided(times));
    if (found.length > 0) return joinBriefly(found, room, phrases, phrases.otherTimes);
    return !isComplete && times.length > 0 ? phrases.dependsOnCase : phrases.unknownTime;
  };

  const line = (label: string, text: string) => `${label}: ${toSentence(capitalize(text))}`;

  /** Joins the four lines; `papersRoom` is what is left for the papers. */
  const layOut = (checklist: Checklist, level: (typeof levels)[number]) => {
    const figures = [
      line(labels.money, money(checklist, level.money)),
      line(labels.time, time(checklist, level.time)),
    ];
    const place = [
      line(labels.place, describePlace(checklist, phrases)),
      describeWeb(checklist, phrases),
      isOld(checklist) ? phrases.askAgain(toDateParts(checklist.procedure.checked)) : "",
    ];
    place.push(phrases.numberFor([...figures, ...place], checklist));
    const others = [...figures, place.filter((text) => text !== "").join(" ")];
    const used = [labels.papers, ...others].join("\n").length + ": ".length;
    const papersRoom = maxSummaryLength - roomForAddress - used;
    return { others, papersRoom };
  };

  return (checklist: Checklist): string => {
    const tried = levels.map((level) => layOut(checklist, level));
    const enough = tried.find(({ papersRoom }) => papersRoom >= minPapersLength);
    const { others, papersRoom } = enough ?? tried.at(-1) ?? layOut(checklist, levels[0]);
    const papers = layOutPapersBriefly(
      checklist,
      Math.min(papersRoom, maxPapersLength),
      phrases.papers,
    );
    return [line(labels.papers, papers), ...others].join("\n");
  };
}

function describePlace({ agency }: Checklist, phrases: SummaryPhrases): string {
  return agency === null ? phrases.unknownAgency : shortenPlace(phrases.place(agency));
}

/** What the web is good for beside the place: an account or a payment has no other. "" if open answers decide it. */
function describeWeb(
  { agency, procedure, onlineUse }: Checklist,
  { alsoOnline, isOnline }: SummaryPhrases,
): string {
  const isBeside = procedure.kind === "procedure" && !isOnline.test(agency ?? "");
  return isBeside && onlineUse.isCertain ? alsoOnline[onlineUse.use] : "";
}

/** The sources of the list as a whole are more than a year old, or of no known date. */
function isOld({ procedure, isStale }: Checklist): boolean {
  return procedure.checked === null || isStale;
}

/** Leaves out what stands in brackets, then the later clauses, until the place fits its line. */
function shortenPlace(place: string): string {
  const whole = place.replace(/\.$/, "");
  if (whole.length <= maxPlaceLength) return whole;
  const clauses = dropBrackets(whole).split(/; |\. /);
  let [short = whole] = clauses;
  for (const clause of clauses.slice(1)) {
    if (short.length + clause.length + 2 > maxPlaceLength) break;
    short = `${short}; ${clause}`;
  }
  return short;
}

/** The day, month and year that are known, the day first. */
function toDateParts(checked: string | null): readonly number[] {
  return checked === null ? [] : checked.split("-").map(Number).reverse();
}
