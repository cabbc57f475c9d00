import type {
  ListedPaper,
  ListedProcedure,
  ListedWay,
} from "../catalog/listed/listed-procedure.ts";
import type { NumberToCall } from "../catalog/points/phone-book.ts";
import { type ListedSummaryPhrases, summarizeListed } from "./listed-summary.ts";
import {
  capitalize,
  formatSection,
  joinLines,
  joinParagraphs,
  shorten,
  toSentence,
} from "./text.ts";

/** The phrases around an imported record, in one language; the record itself stays as the portal has it. */
export interface ListedPhrases {
  readonly summary: ListedSummaryPhrases;
  readonly title: (name: string) => string;
  readonly code: (code: string) => string;
  readonly papers: string;
  readonly unknownPapers: string;
  /** Papers that the portal lists besides those shown. */
  readonly morePapers: (count: number) => string;
  readonly ways: string;
  /** By the portal's word for the way. */
  readonly how: Readonly<Record<"in_person" | "online" | "post" | "unknown", string>>;
  readonly time: (time: string) => string;
  /** A number and a unit, as the portal writes them in small letters. */
  readonly duration: (time: string) => string;
  /** A number for which the portal gives no unit. */
  readonly timeWithoutUnit: (number: string) => string;
  readonly fee: (fee: string) => string;
  readonly free: string;
  readonly money: (amount: string) => string;
  readonly unknownTime: string;
  readonly unknownFee: string;
  readonly where: (place: string) => string;
  readonly unknownWhere: string;
  readonly who: (who: string) => string;
  readonly unknownWho: string;
  readonly conditions: string;
  readonly result: (result: string) => string;
  readonly steps: string;
  readonly unknownSteps: string;
  /** `date` is a local day: "2026-02-01"; either may be "". */
  readonly decision: (number: string, date: string) => string;
  readonly unknownDecision: string;
  readonly source: (day: string) => string;
  readonly page: (url: string) => string;
}

/** More is a list to study; the portal's page has all of it. */
const maxPapers = 12;
const maxPaperLength = 240;
const maxNoteLength = 200;
const maxTextLength = 400;
const maxSteps = 20;

/** Builds the answer about a procedure without a guide. */
export function createListedWording(phrases: ListedPhrases) {
  const fee = ({ ways }: ListedProcedure) => summarize(ways, tellFee(phrases), phrases.unknownFee);
  const time = ({ ways }: ListedProcedure) =>
    summarize(ways, tellTime(phrases), phrases.unknownTime);
  const where = ({ agency, level }: ListedProcedure) => {
    const place = agency ?? level;
    return place === null ? phrases.unknownWhere : toSentence(shorten(place, maxTextLength));
  };
  const papersInBrief = (record: ListedProcedure) => {
    const { shown } = choosePapers(record.papers);
    return shown.length === 0
      ? phrases.unknownPapers
      : toSentence(shown.map(({ name }) => shorten(tidy(name), maxPaperLength)).join("; "));
  };
  const who = ({ who: whoMay }: ListedProcedure) =>
    whoMay === null ? phrases.unknownWho : toSentence(phrases.who(whoMay));
  const steps = ({ steps: lines }: ListedProcedure) =>
    lines.length === 0
      ? phrases.unknownSteps
      : formatSection(
          phrases.steps,
          lines.slice(0, maxSteps).map((line) => shorten(line, maxTextLength)),
        );

  const source = ({ decision, detail_url: url, checked }: ListedProcedure) =>
    joinParagraphs(
      phrases.source(checked),
      decision.number === null && decision.date === null
        ? phrases.unknownDecision
        : phrases.decision(decision.number ?? "", decision.date ?? ""),
      url === null ? "" : phrases.page(url),
    );

  /** What to bring, the money, how long and where, in four lines. */
  const summary = (record: ListedProcedure, call: NumberToCall | null = null) => {
    const { shown, hidden } = choosePapers(record.papers);
    const facts = { papers: shown, hidden, fee: fee(record), time: time(record) };
    return summarizeListed(record, { ...facts, where: where(record) }, call, phrases.summary);
  };
  const papers = (record: ListedProcedure) =>
    joinParagraphs(
      joinLines(phrases.title(record.name), phrases.code(record.code)),
      layOutPapers(record.papers, phrases),
    );
  /** How, how long and for how much; where, who, and what comes of it. */
  const facts = (record: ListedProcedure) =>
    joinParagraphs(
      layOutWays(record, phrases),
      phrases.where(where(record)),
      record.who === null ? "" : who(record),
      record.conditions === null
        ? ""
        : formatSection(phrases.conditions, [shorten(record.conditions, maxTextLength)]),
      record.results.length === 0
        ? ""
        : phrases.result(toSentence(shorten(record.results.join("; "), maxTextLength))),
    );

  /** All of it in one text, with the steps. */
  const complete = (record: ListedProcedure) =>
    joinParagraphs(papers(record), facts(record), source(record), steps(record));

  return {
    summary,
    papers,
    facts,
    source,
    complete,
    fee,
    time,
    where,
    who,
    steps,
    papersInBrief,
  };
}

type Tell = (way: ListedWay) => string | null;

/** One text if all ways say the same, else one for each. */
function summarize(ways: readonly ListedWay[], tell: Tell, unknown: string): string {
  const told = ways.map(tell).filter((text) => text !== null);
  const different = [...new Set(told)];
  return different.length === 0 ? unknown : toSentence(different.join("; "));
}

function tellFee(phrases: ListedPhrases): Tell {
  return ({ fee }) => {
    if (fee === null) return null;
    const free = /^(?:Miễn phí|Không thu phí)\s*/iu.exec(fee);
    if (free !== null) {
      const rest = fee.slice(free[0].length);
      return shorten(`${phrases.free} ${rest}`.trim(), maxNoteLength);
    }
    return shorten(
      fee.replace(/^([\d.,]+)\s*Việt Nam Đồng/u, (_, sum) => phrases.money(sum)),
      maxNoteLength,
    );
  };
}

function tellTime(phrases: ListedPhrases): Tell {
  return ({ time }) => {
    if (time === null) return null;
    return /^\d+$/.test(time)
      ? phrases.timeWithoutUnit(time)
      : phrases.duration(time.toLowerCase());
  };
}

function layOutWays({ ways }: ListedProcedure, phrases: ListedPhrases): string {
  if (ways.length === 0) return joinLines(phrases.unknownTime, phrases.unknownFee);
  const lines = ways.map((way) => {
    const time = tellTime(phrases)(way);
    const fee = tellFee(phrases)(way);
    const facts = [
      time === null || !/\p{L}/u.test(way.time ?? "") ? (time ?? "") : phrases.time(time),
      fee === null || fee.startsWith(phrases.free) ? (fee ?? "") : phrases.fee(fee),
      way.note === null ? "" : shorten(tidy(way.note.replaceAll("\n", " ")), maxNoteLength),
    ].filter((fact) => fact !== "");
    return `• ${phrases.how[channelOf(way.how)]}${facts.length === 0 ? "" : `: ${toSentence(facts.join("; "))}`}`;
  });
  return joinLines(
    formatSection(phrases.ways, lines),
    ways.every(({ time }) => time === null) ? phrases.unknownTime : "",
    ways.every(({ fee }) => fee === null) ? phrases.unknownFee : "",
  );
}

function channelOf(how: string | null): keyof ListedPhrases["how"] {
  if (how === null) return "unknown";
  if (/trực tuyến/iu.test(how)) return "online";
  return /bưu chính/iu.test(how) ? "post" : "in_person";
}

/** The portal writes its remarks among the papers, as papers of which no copy is handed in. */
function choosePapers(papers: readonly ListedPaper[]) {
  const real = papers.filter(({ copies }) => copies === null || /[1-9]\d{0,5} bản/.test(copies));
  const listed = real.length > 0 ? real : papers;
  const shown = listed.slice(0, maxPapers);
  return { shown, hidden: papers.length - shown.length };
}

function layOutPapers(papers: readonly ListedPaper[], phrases: ListedPhrases): string {
  const { shown, hidden } = choosePapers(papers);
  if (shown.length === 0) return phrases.unknownPapers;
  let group: string | null = null;
  const lines = shown.flatMap((paper, index) => {
    const isNewGroup = paper.group !== group && paper.group !== null;
    group = paper.group;
    const copies =
      paper.copies === null
        ? ""
        : ` (${paper.copies.replace(/(?:^|, )0 bản (?:chính|sao)/g, "").replace(/^, /, "")})`;
    return [
      ...(isNewGroup
        ? [capitalize(shorten(tidy(paper.group ?? "").replace(/:$/, ""), maxNoteLength))]
        : []),
      `${index + 1}. ${shorten(tidy(paper.name), maxPaperLength)}${copies === " ()" ? "" : copies}`,
    ];
  });
  return joinLines(
    formatSection(phrases.papers, lines),
    hidden > 0 ? phrases.morePapers(hidden) : "",
  );
}

/** The marks with which portals begin their lines. */
function tidy(text: string): string {
  return text.replace(/^[-*+•\s]+/, "").replace(/[;:]\s*$/, "");
}
