import type { Doubt } from "../catalog/facts/doubt.ts";
import { addDays } from "../catalog/local-time.ts";
import type { Amount, Channel, Fee, ProcessingTime } from "../catalog/procedure-schema.ts";
import type { FactOfCase } from "../catalog/procedures/checklist.ts";
import { capitalize, decapitalize, toSentence } from "./text.ts";

/** The words in which fees, times and amounts of any record are told, in one language. */
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
  readonly channels: Readonly<Record<Channel, string>>;
  readonly inProvince: (names: readonly string[]) => string;
  /** Dates are local days: "2026-12-31". */
  readonly until: (day: string) => string;
  readonly afterwards: (day: string, figure: string) => string;
  readonly unknownThen: (day: string) => string;
  readonly usualThen: (day: string) => string;
  readonly from: (day: string) => string;
  readonly before: (day: string, figure: string) => string;
  /** `asOf` is a year, a month or a day with as many parts as are known, the day first; empty if not known. */
  readonly doubtful: (asOf: readonly number[]) => string;
  readonly formula: (formula: string) => string;
}

type AnyFact = Fee | ProcessingTime | Amount;

/** Builds the lines that tell dated facts: the figure first, then for whom, until when, and what is not certain. */
export function createFactLines(phrases: FactPhrases) {
  const figureOf = (fact: AnyFact): string => {
    if ("value" in fact) return describeTime(fact, phrases);
    if ("what" in fact) return describeAmount(fact, phrases);
    return describeFee(fact, phrases);
  };
  const tell = <Fact extends AnyFact>(found: FactOfCase<Fact>, all: readonly FactOfCase<Fact>[]) =>
    tellFact(found, all, figureOf, phrases);
  return {
    fees: (fees: readonly FactOfCase<Fee>[]) =>
      withoutNeedlessZeros(fees).map((fee) => tell(fee, fees)),
    times: (times: readonly FactOfCase<ProcessingTime>[]) => times.map((time) => tell(time, times)),
    amounts: (amounts: readonly FactOfCase<Amount>[]) =>
      amounts.map((amount) => tell(amount, amounts)),
  };
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
  const { fact, begins, doubt, needs } = found;
  const subject = [
    fact.province === undefined ? "" : phrases.inProvince(fact.province),
    begins === null ? "" : phrases.from(begins),
    ...needs,
    "what" in fact ? fact.what : "",
    "channel" in fact ? phrases.channels[fact.channel] : "",
    fact.who === "all" ? "" : fact.who,
  ].filter((part) => part !== "");
  // What the record says beside a figure that it doesn't hold tells more than that it is missing.
  const figure = isUnknown(fact) && fact.say !== undefined ? "" : figureOf(fact);
  const told = [figure, ...tellWindow(found, all, figureOf, phrases)]
    .filter((part) => part !== "")
    .join("; ");
  const warning = doubt === null ? "" : ` ${tellDoubt(doubt, phrases)}`;
  if (told === "") return tellInstead(fact.say ?? "", warning, subject);
  const sentence = `${told}${warning}.`;
  const head = capitalize(
    subject.map((part, index) => (index === 0 ? part : decapitalize(part))).join(", "),
  );
  const line = head === "" ? capitalize(sentence) : `${head}: ${sentence}`;
  return fact.say === undefined ? line : `${line} ${toSentence(fact.say)}`;
}

function isUnknown(fact: AnyFact): boolean {
  if ("value" in fact) return fact.value === null;
  if (fact.vnd !== null) return false;
  return "what" in fact ? fact.formula === undefined : fact.rate_percent === undefined;
}

function tellInstead(say: string, warning: string, subject: readonly string[]): string {
  const head = subject.join(", ");
  const told = warning === "" ? toSentence(say) : `${say.replace(/\.$/, "")}${warning}.`;
  return head === "" ? told : `${capitalize(head)}: ${decapitalize(told)}`;
}

/** The last day and what holds afterwards; for money that is received, also what held before. */
function tellWindow<Fact extends AnyFact>(
  { fact, ends, next, previous }: FactOfCase<Fact>,
  all: readonly FactOfCase<Fact>[],
  figureOf: (fact: AnyFact) => string,
  phrases: FactPhrases,
): string[] {
  const isMoneyReceived = "what" in fact;
  const before =
    isMoneyReceived && previous !== null && fact.valid_from !== null
      ? [phrases.before(fact.valid_from, figureOf(previous))]
      : [];
  return ends === null ? before : [...before, phrases.until(ends), tellNext(ends, next, all)];

  function tellNext(last: string, follows: Fact | null, others: readonly FactOfCase<Fact>[]) {
    const after = addDays(last, 1);
    if (follows !== null) return phrases.afterwards(after, figureOf(follows));
    const isUsual = others.some((other) => other.fact.who === "all" && other.ends === null);
    return isUsual ? phrases.usualThen(after) : phrases.unknownThen(after);
  }
}

function tellDoubt({ asOf }: Doubt, phrases: FactPhrases): string {
  return `(${phrases.doubtful(asOf === null ? [] : asOf.split("-").map(Number).reverse())})`;
}
