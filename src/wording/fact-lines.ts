import type { Doubt } from "../catalog/facts/doubt.ts";
import type {
  Amount,
  Fee,
  ProcessingTime,
  SubmissionChannel,
} from "../catalog/procedure-schema.ts";
import type { FactOfCase } from "../catalog/procedures/checklist.ts";
import { capitalize, decapitalize, toSentence } from "./text.ts";

/** The phrases for fees, times and amounts of any record, in one language. */
export interface FactPhrases {
  /** "8.000 đ" */
  readonly money: (vnd: number) => string;
  readonly free: string;
  /** A fee whose figure each province decides, or that no source gives. */
  readonly setByProvince: string;
  readonly unknownFigure: string;
  /** "0,5 % giá trị nhà đất" */
  readonly rate: (percent: number, of: string) => string;
  /** "một thẻ"; "" for units that go without saying. */
  readonly per: (unit: string) => string;
  readonly sameDay: string;
  readonly duration: (value: number, unit: string) => string;
  readonly days: string;
  /** "Nộp trên mạng"; "" for any channel. */
  readonly channels: Readonly<Record<SubmissionChannel, string>>;
  readonly inProvince: (names: readonly string[]) => string;
  /** In the provinces that have no figure of their own. */
  readonly elsewhere: string;
  /** Dates are local days: "2026-12-31". Each of the three ends with what holds from the day after `last`. */
  readonly lapses: (figure: string, last: string, next: string) => string;
  readonly lapsesToUsual: (figure: string, last: string) => string;
  readonly lapsesToUnknown: (figure: string, last: string) => string;
  readonly from: (day: string) => string;
  readonly before: (day: string, figure: string) => string;
  /** `asOf` is a year, a month or a day with as many parts as are known, the day first; empty if not known. */
  readonly doubtful: (asOf: readonly number[]) => string;
  readonly formula: (formula: string) => string;
}

type AnyFact = Fee | ProcessingTime | Amount;

/** A fact as a short line tells it. */
export interface FactParts {
  /** What narrows it, the group of residents last: place, first day, case, benefit, channel. */
  readonly subject: readonly string[];
  /** Nothing narrows it but the channel. */
  readonly isChannelOnly: boolean;
  /** The figure with its last day and what follows; what the record says instead if it has none. */
  readonly figure: string;
  /** What residents should know besides the figure; "" if nothing. */
  readonly say: string;
  /** "(theo thông tin ngày 6/1/2026, bác hỏi lại cho chắc)", or "". */
  readonly doubt: string;
  readonly isKnown: boolean;
  /** For whom it holds. */
  readonly scope: "all" | "group" | "province";
}

/** Builds the lines that tell dated facts: the figure first, then for whom, until when, and what is not certain. */
export function createFactLines(phrases: FactPhrases) {
  const figureOf = (fact: AnyFact): string => {
    if ("value" in fact) return describeTime(fact, phrases);
    if ("what" in fact) return describeAmount(fact, phrases);
    return describeFee(fact, phrases);
  };
  const tell = <Fact extends AnyFact>(found: FactOfCase<Fact>, all: readonly FactOfCase<Fact>[]) =>
    tellFact(found, all, figureOf, phrases);
  const split = <Fact extends AnyFact>(found: readonly FactOfCase<Fact>[]) =>
    found.map((each) => splitFact(each, found, figureOf, phrases));
  return {
    /** The same facts in parts, for a line that has no room for all of them. */
    parts: {
      fees: (fees: readonly FactOfCase<Fee>[]) => split(withoutNeedlessZeros(fees)),
      times: (times: readonly FactOfCase<ProcessingTime>[]) => split(times),
      amounts: (amounts: readonly FactOfCase<Amount>[]) => split(amounts),
    },
    fees: (fees: readonly FactOfCase<Fee>[]) =>
      provincesFirst(withoutNeedlessZeros(fees)).map((fee) => tell(fee, fees)),
    times: (times: readonly FactOfCase<ProcessingTime>[]) => times.map((time) => tell(time, times)),
    amounts: (amounts: readonly FactOfCase<Amount>[]) =>
      amounts.map((amount) => tell(amount, amounts)),
  };
}

/** The order of the record, but "Nơi khác" after the provinces that are meant. */
function provincesFirst(fees: readonly FactOfCase<Fee>[]): FactOfCase<Fee>[] {
  const rank = ({ fact }: FactOfCase<Fee>) => fees.findIndex((each) => each.fact.who === fact.who);
  const isGeneral = ({ fact }: FactOfCase<Fee>) => Number(fact.province === undefined);
  return fees.toSorted(
    (one, other) => rank(one) - rank(other) || isGeneral(one) - isGeneral(other),
  );
}

/** If the case itself costs nothing, residents needn't read which groups are let off. */
function withoutNeedlessZeros(fees: readonly FactOfCase<Fee>[]): FactOfCase<Fee>[] {
  const isFree = (found: FactOfCase<Fee>) => found.fact.vnd === 0 && found.needs.length === 0;
  const settles = ({ fact, begins }: FactOfCase<Fee>) =>
    fact.channel === "any" && fact.who === "all" && begins === null && fact.province === undefined;
  const free = fees.find((found) => isFree(found) && settles(found));
  return free === undefined ? [...fees] : fees.filter((fee) => fee === free || !isFree(fee));
}

function describeFee(fee: Fee, phrases: FactPhrases): string {
  const { vnd, unit, rate_percent: percent, rate_of: of, basis } = fee;
  if (vnd === 0) return phrases.free;
  if (vnd !== null) return `${phrases.money(vnd)}${phrases.per(unit)}`;
  if (percent !== undefined && of !== undefined) return phrases.rate(percent, of);
  return /HĐND|Hội đồng nhân dân/i.test(basis ?? "")
    ? phrases.setByProvince
    : phrases.unknownFigure;
}

function describeTime({ value, unit }: ProcessingTime, phrases: FactPhrases): string {
  if (value === null) return phrases.unknownFigure;
  return value === 0 ? phrases.sameDay : phrases.duration(value, unit ?? phrases.days);
}

function describeAmount({ vnd, unit, formula }: Amount, phrases: FactPhrases): string {
  if (vnd !== null) return `${phrases.money(vnd)}${unit === null ? "" : phrases.per(unit)}`;
  return formula === undefined ? phrases.unknownFigure : phrases.formula(formula);
}

function tellFact<Fact extends AnyFact>(
  found: FactOfCase<Fact>,
  all: readonly FactOfCase<Fact>[],
  figureOf: (fact: AnyFact) => string,
  phrases: FactPhrases,
): string {
  const { fact, doubt } = found;
  const subject = nameSubject(found, all, phrases);
  // What the record says beside a figure that it doesn't hold tells more than that it is missing.
  if (isUnknown(fact) && fact.say !== undefined) return joinSubject(subject, toSentence(fact.say));
  // A figure that is missing can't be doubted.
  const warning = doubt === null || isUnknown(fact) ? "" : ` ${tellDoubt(doubt, phrases)}`;
  const line = joinSubject(subject, `${tellFigure(found, all, figureOf, phrases)}${warning}.`);
  return fact.say === undefined ? line : `${line} ${toSentence(fact.say)}`;
}

function splitFact<Fact extends AnyFact>(
  found: FactOfCase<Fact>,
  all: readonly FactOfCase<Fact>[],
  figureOf: (fact: AnyFact) => string,
  phrases: FactPhrases,
): FactParts {
  const { fact, doubt } = found;
  const isKnown = !isUnknown(fact);
  const isForAll = fact.who === "all" && fact.province === undefined;
  const subject = nameSubject(found, all, phrases);
  const channel = "channel" in fact ? phrases.channels[fact.channel] : "";
  return {
    subject,
    isChannelOnly: subject.length === 1 && subject[0] === channel,
    figure: isKnown
      ? tellFigure(found, all, figureOf, phrases)
      : (fact.say ?? tellFigure(found, all, figureOf, phrases)),
    say: isKnown ? (fact.say ?? "") : "",
    doubt: doubt === null || !isKnown ? "" : tellDoubt(doubt, phrases),
    isKnown,
    scope: fact.province !== undefined ? "province" : isForAll ? "all" : "group",
  };
}

/** Names where, when, in which case, in which way and for whom the fact holds; empty if it does for everybody. */
function nameSubject<Fact extends AnyFact>(
  { fact, begins, needs }: FactOfCase<Fact>,
  all: readonly FactOfCase<Fact>[],
  phrases: FactPhrases,
): string[] {
  const hasOthers = all.some(
    (other) => other.fact.province !== undefined && other.fact.who === fact.who,
  );
  const parts = [
    fact.province === undefined
      ? hasOthers
        ? phrases.elsewhere
        : ""
      : phrases.inProvince(fact.province),
    begins === null ? "" : phrases.from(begins),
    // A group in words names its case itself.
    ...(fact.who === "all" ? needs : []),
    "what" in fact ? fact.what : "",
    "channel" in fact ? phrases.channels[fact.channel] : "",
    fact.who === "all" ? "" : fact.who,
  ];
  return parts.filter((part) => part !== "");
}

function joinSubject(subject: readonly string[], told: string): string {
  if (subject.length === 0) return capitalize(told);
  const [first = "", ...others] = subject;
  const head = [first, ...others.map(decapitalize)].join(", ");
  return `${capitalize(head)}: ${decapitalize(told)}`;
}

function isUnknown(fact: AnyFact): boolean {
  if ("value" in fact) return fact.value === null;
  if (fact.vnd !== null) return false;
  return "what" in fact ? fact.formula === undefined : fact.rate_percent === undefined;
}

/** The figure with its last day and what follows; money that is received also with what held before. */
function tellFigure<Fact extends AnyFact>(
  found: FactOfCase<Fact>,
  all: readonly FactOfCase<Fact>[],
  figureOf: (fact: AnyFact) => string,
  phrases: FactPhrases,
): string {
  const { fact, ends, next, previous } = found;
  const figure = figureOf(fact);
  const then = next === null ? null : figureOf(next);
  if (ends !== null && then !== figure) {
    if (then !== null) return phrases.lapses(figure, ends, then);
    const isUsual = all.some((other) => other.ends === null && other.begins === null);
    return isUsual ? phrases.lapsesToUsual(figure, ends) : phrases.lapsesToUnknown(figure, ends);
  }
  const isMoneyReceived = "what" in fact;
  return isMoneyReceived && previous !== null && fact.valid_from !== null
    ? `${figure}; ${phrases.before(fact.valid_from, figureOf(previous))}`
    : figure;
}

function tellDoubt({ asOf }: Doubt, phrases: FactPhrases): string {
  return `(${phrases.doubtful(asOf === null ? [] : asOf.split("-").map(Number).reverse())})`;
}
