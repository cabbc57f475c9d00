import { addDays } from "../local-time.ts";
import type { FactSource, Procedure, Window } from "../procedure-schema.ts";
import { isStale, isWeak } from "./doubt.ts";
import { isValidOn } from "./window.ts";

/** Whoever keeps the catalogue hears this long ahead of a figure that ends. */
export const dueNoticeDays = 60;

/** Why a record needs a look. */
export type DueReason = "lapsed" | "lapses" | "begins" | "weak" | "old";

/** One thing to look at in a procedure's record. */
export interface DueFact {
  readonly procedure: string;
  readonly name: string;
  /** 1 is asked for daily, 4 rarely. */
  readonly demand: number;
  readonly reason: DueReason;
  /** The place in the record: `fees[2]`; the whole record if "". */
  readonly field: string;
  /** What stands there, in a few words. */
  readonly what: string;
  /** The day on which it ends or begins, or the date of what it rests on; null if no source gives one. */
  readonly on: string | null;
  /** Whether the record already says what follows. */
  readonly hasNext: boolean;
}

/**
 * Lists what lapses or begins within 60 days, what is weakly founded and what was checked more than a year ago: the most
 * wanted procedures first, then by day.
 */
export function listDue(
  procedures: Iterable<Procedure>,
  sources: ReadonlyMap<string, FactSource>,
  day: string,
): DueFact[] {
  return [...procedures]
    .flatMap((procedure) => listDueOf(procedure, sources, day))
    .toSorted(
      (one, other) =>
        one.demand - other.demand ||
        reasons.indexOf(one.reason) - reasons.indexOf(other.reason) ||
        (one.on ?? "").localeCompare(other.on ?? ""),
    );
}

/** The most urgent first. */
const reasons: readonly DueReason[] = ["lapsed", "lapses", "begins", "weak", "old"];

interface Dated extends Window {
  readonly field: string;
  readonly what: string;
  /** Absent for what is founded as the record is. */
  readonly strength?: FactSource["strength"];
  readonly source: string;
}

function listDueOf(
  procedure: Procedure,
  sources: ReadonlyMap<string, FactSource>,
  day: string,
): DueFact[] {
  const { id, name, demand, checked } = procedure;
  const base = { procedure: id, name, demand };
  const dated = listDated(procedure);
  const isFollowed = (fact: Dated) =>
    dated.some(
      (other) =>
        other !== fact &&
        fact.valid_to !== null &&
        other.field.split("[")[0] === fact.field.split("[")[0] &&
        other.what === fact.what &&
        isValidOn(other, addDays(fact.valid_to, 1)),
    );
  const found = dated.flatMap((fact): DueFact[] => {
    const { field, what, valid_from: from, valid_to: to } = fact;
    const hasNext = isFollowed(fact);
    const about = { ...base, field, what, hasNext };
    if (to !== null && to < day) {
      return hasNext ? [] : [{ ...about, reason: "lapsed", on: to }];
    }
    if (to !== null && to <= addDays(day, dueNoticeDays)) {
      return [{ ...about, reason: "lapses", on: to }];
    }
    if (from !== null && day < from && from <= addDays(day, dueNoticeDays)) {
      return [{ ...about, reason: "begins", on: from }];
    }
    if (fact.strength !== undefined && isWeak({ strength: fact.strength })) {
      return [{ ...about, reason: "weak", on: sources.get(fact.source)?.date ?? checked }];
    }
    return [];
  });
  const isOld = checked === null || isStale(checked, day);
  return isOld
    ? [...found, { ...base, reason: "old", field: "", what: name, on: checked, hasNext: false }]
    : found;
}

function listDated(procedure: Procedure): Dated[] {
  const number = <T>(
    list: string,
    facts: readonly T[],
    describe: (fact: T) => Omit<Dated, "field">,
  ) => facts.map((fact, index) => ({ field: `${list}[${index}]`, ...describe(fact) }));
  return [
    ...number("fees", procedure.fees, (fee) => ({
      ...fee,
      what: [fee.who, fee.channel, ...(fee.province ?? []), ...Object.values(fee.when ?? {}).flat()]
        .filter((part) => part !== "any")
        .join(", "),
    })),
    ...number("processing_times", procedure.processing_times, (time) => ({
      ...time,
      what: [time.who, time.channel].filter((part) => part !== "any").join(", "),
    })),
    ...number("amounts", procedure.amounts, (amount) => ({
      ...amount,
      what: [amount.what, amount.who, ...(amount.province ?? [])].join(", "),
    })),
    ...number("documents", procedure.documents, (document) => ({
      ...document,
      what: document.name,
    })),
    ...number("results", procedure.results, (result) => ({ ...result, what: "result" })),
  ];
}
