import { addDays } from "../local-time.ts";
import type { FactSource, Procedure } from "../procedure-schema.ts";
import { type DatedPart, listDatedParts, type PartList } from "./dated-parts.ts";
import { isStale, isWeak } from "./doubt.ts";
import { isNear } from "./window.ts";

/** Why a record needs a look, the most urgent first. */
export const dueReasons = ["lapsed", "lapses", "begins", "weak", "old"] as const;
export type DueReason = (typeof dueReasons)[number];

/** One thing to look at in a procedure's record. */
export interface DueFact {
  /** Its id. */
  readonly procedure: string;
  readonly name: string;
  /** 1 is asked for daily, 4 rarely. */
  readonly demand: number;
  /** How often it was asked for lately; null if nobody counted. */
  readonly asked: number | null;
  readonly reason: DueReason;
  /** null: the whole record. */
  readonly part: DatedPart | null;
  /** The day on which it ends or begins, or the date of what it rests on; null if no source gives one. */
  readonly on: string | null;
  /** What the record says for afterwards; null if nothing. */
  readonly next: DatedPart | null;
}

export interface DueOptions {
  readonly procedures: Iterable<Procedure>;
  /** By id. */
  readonly sources: ReadonlyMap<string, FactSource>;
  /** A local day. */
  readonly day: string;
  /** How often each procedure was asked for lately, by its id; absent if nobody counted. */
  readonly asked?: ReadonlyMap<string, number>;
}

/**
 * Lists what lapses or begins within 60 days, what is weakly founded and what was checked more than a year ago: by reason,
 * then the procedures that were asked for most, then by demand, then by day.
 */
export function listDue({ procedures, sources, day, asked }: DueOptions): DueFact[] {
  const found = [...procedures].flatMap((procedure) =>
    [...listParts(procedure, sources, day), ...listRecord(procedure, day)].map(
      (due): DueFact => ({
        procedure: procedure.id,
        name: procedure.name,
        demand: procedure.demand,
        asked: asked === undefined ? null : (asked.get(procedure.id) ?? 0),
        ...due,
      }),
    ),
  );
  return found.toSorted(
    (one, other) =>
      dueReasons.indexOf(one.reason) - dueReasons.indexOf(other.reason) ||
      (other.asked ?? 0) - (one.asked ?? 0) ||
      one.demand - other.demand ||
      (one.on ?? "").localeCompare(other.on ?? ""),
  );
}

type Due = Pick<DueFact, "reason" | "part" | "on" | "next">;

function listRecord({ checked }: Procedure, day: string): Due[] {
  const isOld = checked === null || isStale(checked, day);
  return isOld ? [{ reason: "old", part: null, on: checked, next: null }] : [];
}

function listParts(
  procedure: Procedure,
  sources: ReadonlyMap<string, FactSource>,
  day: string,
): Due[] {
  const parts = listDatedParts(procedure);
  return parts.flatMap((part): Due[] => {
    const { valid_from: from, valid_to: to } = part;
    const next = findNext(part, parts, day);
    if (to !== null && to < day) {
      const isMissed = next === null && !endsQuietly.has(part.list);
      return isMissed ? [{ reason: "lapsed", part, on: to, next }] : [];
    }
    if (to !== null && isNear(to, day)) return [{ reason: "lapses", part, on: to, next }];
    if (from !== null && day < from && isNear(from, day) && !isNext(part, parts, day)) {
      return [{ reason: "begins", part, on: from, next }];
    }
    if (part.strength !== undefined && isWeak({ strength: part.strength })) {
      const on = sources.get(part.source)?.date ?? procedure.checked;
      return [{ reason: "weak", part, on, next }];
    }
    return [];
  });
}

/** A remark that has ended is not told any more, and residents miss nothing. */
const endsQuietly: ReadonlySet<PartList> = new Set(["clerk_says"]);

/**
 * Returns what begins after the end of a part: the next day, or at least by now. A paper may be followed by one of another
 * name, and a special case by the usual figure.
 */
function findNext(part: DatedPart, parts: readonly DatedPart[], day: string): DatedPart | null {
  const { list, key, valid_to: end } = part;
  if (end === null) return null;
  const after = addDays(end, 1);
  const byNow = day > after ? day : after;
  const others = parts.filter((other) => other.list === list && (other.valid_from ?? "") <= byNow);
  const begun = others.filter(({ valid_from: from }) => from !== null && end < from);
  return (
    begun.find((other) => other.key === key) ??
    begun.find((other) => list === "documents" && other.valid_from === after) ??
    others.find((other) => !part.isUsual && isUsualFor(other, part) && isOpenAfter(other, end)) ??
    null
  );
}

function isUsualFor(other: DatedPart, { topic }: DatedPart): boolean {
  return other.isUsual && other.topic === topic;
}

function isOpenAfter({ valid_to: to }: DatedPart, end: string): boolean {
  return to === null || to > end;
}

/** Whether the end of another part already leads to this one. */
function isNext(part: DatedPart, parts: readonly DatedPart[], day: string): boolean {
  return parts.some((other) => findNext(other, parts, day) === part);
}
