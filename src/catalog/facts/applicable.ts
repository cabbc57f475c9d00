import { addDays } from "../local-time.ts";
import type { Strength, SubmissionChannel, When, Window } from "../procedure-schema.ts";
import { type Doubt, type Foundation, findDoubt } from "./doubt.ts";
import { isNear, isValidOn } from "./window.ts";

/** What this selection reads of a fee, a processing time or an amount. */
export interface DatedFact extends Window {
  readonly channel?: SubmissionChannel;
  /** The benefit or premium that an amount is. */
  readonly what?: string;
  readonly who: string;
  readonly when?: When | undefined;
  readonly province?: readonly string[] | undefined;
  readonly source: string;
  readonly strength: Strength;
}

/** A fact that holds for one resident on one day, or that begins within the notice. */
export interface Applicable<Fact extends DatedFact> {
  readonly fact: Fact;
  readonly doubt: Doubt | null;
  /** The first day, if the fact does not hold yet; otherwise null. */
  readonly begins: string | null;
  /** The last day, if it is near; otherwise null. */
  readonly ends: string | null;
  /** What holds after `ends`; null if no record says. */
  readonly next: Fact | null;
  /** What held until shortly before; the law may go by the day of the event. */
  readonly previous: Fact | null;
  /** The unanswered questions on which the fact depends, each with the values that it needs. */
  readonly undecided: readonly (readonly [question: string, values: readonly string[]])[];
}

export interface Situation extends Foundation {
  readonly answers: ReadonlyMap<string, string>;
  /** The short name of the resident's province; null if not known. */
  readonly province: string | null;
}

/**
 * Returns the facts that hold for a resident. A fact of the resident's own province replaces the general one; facts of
 * other provinces are left out once the province is known.
 */
export function findApplicable<Fact extends DatedFact>(
  facts: readonly Fact[],
  situation: Situation,
): Applicable<Fact>[] {
  const { day, answers, province } = situation;
  const fitting = facts.filter(
    (fact) => !isRuledOut(fact.when, answers) && isInProvince(fact, province),
  );
  const valid = fitting.filter((fact) => isValidOn(fact, day));
  const starting = fitting.filter(
    (fact) =>
      fact.valid_from !== null &&
      day < fact.valid_from &&
      isNear(fact.valid_from, day) &&
      !valid.some((other) => isSameCase(other, fact)),
  );
  return [...preferLocal(valid, province), ...starting].map((fact) => ({
    fact,
    doubt: findDoubt(fact, situation),
    begins: isValidOn(fact, day) ? null : fact.valid_from,
    ...findEnd(fact, facts, day),
    previous: findPrevious(fact, facts, day),
    undecided: Object.entries(fact.when ?? {})
      .filter(([question]) => !answers.has(question))
      .map(([question, values]) => [question, [values].flat()] as const),
  }));
}

/** Whether an answer contradicts the condition; a question without an answer contradicts nothing. */
export function isRuledOut(when: When | undefined, answers: ReadonlyMap<string, string>): boolean {
  return Object.entries(when ?? {}).some(([question, values]) => {
    const answer = answers.get(question);
    return answer !== undefined && ![values].flat().includes(answer);
  });
}

/** Whether the answers given satisfy the whole condition. */
export function isSatisfied(when: When | undefined, answers: ReadonlyMap<string, string>): boolean {
  return Object.entries(when ?? {}).every(([question, values]) => {
    const answer = answers.get(question);
    return answer !== undefined && [values].flat().includes(answer);
  });
}

function isInProvince(fact: DatedFact, province: string | null): boolean {
  return fact.province === undefined || province === null || fact.province.includes(province);
}

/** In the resident's own province, its facts replace the general ones of the same case, channel by channel. */
function preferLocal<Fact extends DatedFact>(
  facts: readonly Fact[],
  province: string | null,
): Fact[] {
  if (province === null) return [...facts];
  const local = facts.filter((fact) => fact.province !== undefined);
  return facts.flatMap((fact) => {
    if (fact.province !== undefined) return [fact];
    const replaced = local
      .filter((each) => each.who === fact.who && each.what === fact.what)
      .filter((each) => JSON.stringify(each.when) === JSON.stringify(fact.when))
      .map((each) => each.channel ?? "any");
    return withoutChannels(fact, replaced);
  });
}

/** Leaves of a fact for any channel what other facts don't replace: the desk, if they are about the web, and the reverse. */
function withoutChannels<Fact extends DatedFact>(
  fact: Fact,
  replaced: readonly SubmissionChannel[],
): Fact[] {
  const channel = fact.channel ?? "any";
  if (replaced.includes("any") || replaced.includes(channel)) return [];
  if (channel !== "any" || replaced.length === 0) return [fact];
  const left = (["in_person", "online"] as const).filter((each) => !replaced.includes(each));
  return left.map((each) => ({ ...fact, channel: each }));
}

function findEnd<Fact extends DatedFact>(fact: Fact, facts: readonly Fact[], day: string) {
  const { valid_to: last } = fact;
  if (last === null || !isNear(last, day)) return { ends: null, next: null };
  const after = addDays(last, 1);
  const next = facts.find((other) => isSameCase(other, fact) && isValidOn(other, after));
  return { ends: last, next: next ?? null };
}

function findPrevious<Fact extends DatedFact>(
  fact: Fact,
  facts: readonly Fact[],
  day: string,
): Fact | null {
  if (fact.valid_from === null || fact.valid_from < addDays(day, -366)) return null;
  const before = addDays(fact.valid_from, -1);
  const found = facts.find(
    (other) =>
      other !== fact &&
      isSameCase(other, fact) &&
      other.valid_to !== null &&
      isValidOn(other, before),
  );
  return found ?? null;
}

/** Whether two facts state the same thing for different days. */
export function isSameCase(one: DatedFact, other: DatedFact): boolean {
  return caseOf(one) === caseOf(other);
}

/** Names what a fact is about, whatever its figure and its days. */
export function caseOf({ channel, what, who, when, province }: DatedFact): string {
  const conditions = Object.entries(when ?? {})
    .map(([question, values]) => [question, [values].flat().toSorted()] as const)
    .toSorted(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([channel ?? null, what ?? null, who, conditions, province ?? null]);
}
