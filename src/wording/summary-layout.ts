import type { Checklist } from "../catalog/procedures/checklist.ts";
import type { OnlineUse } from "../catalog/procedures/online-use.ts";
import { createFactLines, type FactParts, type FactPhrases } from "./fact-lines.ts";
import { type BriefPhrases, joinBriefly } from "./summary-facts.ts";
import { layOutPapersBriefly, type PaperPhrases, type PaperRoom } from "./summary-papers.ts";
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
  /** Ends a doubt; said once, after the last of several. */
  readonly doubtAdvice: string;
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
/** Most are kept this short, so that the answer fits the screen with its buttons. */
const usualLength = 390;
/** A form of address may be longer than the one in which the lines are written. */
export const roomForAddress = 10;
/** What there is room for. Where a line is too long, the rest is one tap away. */
interface Room extends PaperRoom {
  readonly money: number;
  readonly time: number;
  readonly place: number;
}
/** As little as a list can do with. */
const scarce: Room = {
  papers: 180,
  condition: 50,
  namesForms: false,
  money: 75,
  time: 55,
  place: 70,
};
/** What a list that is short enough may say more, the most important first; of each, the most that fits is taken. */
const extras: readonly (readonly Partial<Room>[])[] = [
  [{ papers: 270 }, { papers: 220 }],
  [{ money: 230 }, { money: 160 }, { money: 110 }],
  [{ time: 150 }, { time: 110 }, { time: 75 }],
  [{ condition: 95 }],
  [{ place: 120 }, { place: 90 }],
  [{ namesForms: true }],
];

/** What can be read from three metres while a screen stands. */
const glance: PaperRoom = { papers: 150, condition: 0, namesForms: false };

/** Builds the four lines: what to bring, the money, how long, where. */
export function createSummary(phrases: SummaryPhrases) {
  const { labels } = phrases;
  const parts = createFactLines(phrases.facts).parts;
  const decided = <T extends { readonly needs: readonly string[] }>(found: readonly T[]) =>
    found.filter(({ needs }) => needs.length === 0);

  /** The last line says how old the list is; its figures need not. */
  const withoutSameDoubt = (checklist: Checklist, facts: readonly FactParts[]) => {
    const said = `(${phrases.facts.doubtful(toDateParts(checklist.procedure.checked))})`;
    const isSaid = (doubt: string) => isOld(checklist) && doubt === said;
    return facts.map((fact) => (isSaid(fact.doubt) ? { ...fact, doubt: "" } : fact));
  };

  const money = (checklist: Checklist, room: number) => {
    const { fees, amounts, isComplete } = checklist;
    const received = withoutSameDoubt(checklist, parts.amounts(decided(amounts)));
    const costs = withoutSameDoubt(checklist, parts.fees(decided(fees)));
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
  const time = (checklist: Checklist, room: number) => {
    const { times, isComplete } = checklist;
    const found = withoutSameDoubt(checklist, parts.times(decided(times)));
    if (found.length > 0) return joinBriefly(found, room, phrases, phrases.otherTimes);
    return !isComplete && times.length > 0 ? phrases.dependsOnCase : phrases.unknownTime;
  };

  const line = (label: string, text: string) => `${label}: ${toSentence(capitalize(text))}`;

  /** Joins the four lines with as much as there is room for. */
  const layOut = (checklist: Checklist, room: Room): string => {
    const figures = adviseOnce(
      [
        line(labels.money, money(checklist, room.money)),
        line(labels.time, time(checklist, room.time)),
      ].join("\n"),
    ).split("\n");
    const place = [
      line(labels.place, describePlace(checklist, phrases, room.place)),
      describeWeb(checklist, phrases),
      isOld(checklist) ? phrases.askAgain(toDateParts(checklist.procedure.checked)) : "",
    ];
    place.push(phrases.numberFor([...figures, ...place], checklist));
    const others = [...figures, place.filter((text) => text !== "").join(" ")];
    const used = [labels.papers, ...others].join("\n").length + ": ".length;
    const left = Math.min(maxSummaryLength - roomForAddress - used, room.papers);
    const papers = layOutPapersBriefly(checklist, { ...room, papers: left }, phrases.papers);
    return [line(labels.papers, papers), ...others].join("\n");
  };

  /** "(tin 1/2026) … (tin 5/2026, bác hỏi lại)": the advice of several doubts stands after the last. */
  const adviseOnce = (text: string) => {
    const advice = `${phrases.doubtAdvice})`;
    const [last = "", ...before] = text.split(advice).toReversed();
    return before.length === 0 ? text : `${before.toReversed().join(")")}${advice}${last}`;
  };

  const summary = (checklist: Checklist): string => {
    const fits = (room: Room) => layOut(checklist, room).length <= usualLength;
    let room = scarce;
    for (const more of extras) {
      room = more.map((each) => ({ ...room, ...each })).find((wider) => fits(wider)) ?? room;
    }
    return layOut(checklist, room);
  };

  /** The first of the lines alone, for who reads from afar. */
  const papersAtAGlance = (checklist: Checklist): string =>
    line(labels.papers, layOutPapersBriefly(checklist, glance, phrases.papers));

  return { summary, papersAtAGlance };
}

function describePlace({ agency }: Checklist, phrases: SummaryPhrases, room: number): string {
  return agency === null ? phrases.unknownAgency : shortenPlace(phrases.place(agency), room);
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
function shortenPlace(place: string, room: number): string {
  const whole = place.replace(/\.$/, "");
  if (whole.length <= room) return whole;
  const clauses = dropBrackets(whole).split(/; |\. /);
  let [short = whole] = clauses;
  for (const clause of clauses.slice(1)) {
    if (short.length + clause.length + 2 > room) break;
    short = `${short}; ${clause}`;
  }
  return short;
}

/** The day, month and year that are known, the day first. */
function toDateParts(checked: string | null): readonly number[] {
  return checked === null ? [] : checked.split("-").map(Number).reverse();
}
