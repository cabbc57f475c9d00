import type { Procedure, Strength, SubmissionChannel, When, Window } from "../procedure-schema.ts";
import { caseOf } from "./applicable.ts";

/**
 * The lists of a record whose entries hold between two days or rest on a source of their own. Laws are not among them:
 * one law ends in dozens of records, and what rests on it has days of its own.
 */
export type PartList =
  | "fees"
  | "processing_times"
  | "amounts"
  | "documents"
  | "results"
  | "clerk_says"
  | "agency_by_province";

/** One entry of such a list, in the words of its editors. */
export interface DatedPart extends Window {
  readonly list: PartList;
  readonly index: number;
  /** For whom, under which answers and where it holds; "" if for everybody. */
  readonly what: string;
  readonly channel: SubmissionChannel;
  /** "8.000 đ/bản", or the name of a paper; null if the figure is not known. */
  readonly states: string | null;
  /** Parts with the same key state the same thing for different days. */
  readonly key: string;
  /** What an amount is; "" for everything else. */
  readonly topic: string;
  /** Whether it is a figure for everybody everywhere, to which a special case of its topic returns when it ends. */
  readonly isUsual: boolean;
  /** Absent for what is founded as the record is. */
  readonly strength?: Strength;
  readonly source: string;
}

/** Returns where a part stands: `fees[2]`. */
export function fieldOf({ list, index }: Pick<DatedPart, "list" | "index">): string {
  return `${list}[${index}]`;
}

/** Lists every dated or separately founded part of a record. */
export function listDatedParts(procedure: Procedure): DatedPart[] {
  const asked = procedure.branch_questions;
  return [
    ...toParts("fees", procedure.fees, (fee) => ({
      ...figure(fee, asked),
      states: describeMoney(fee.vnd, fee.unit) ?? describeRate(fee.rate_percent, fee.rate_of),
    })),
    ...toParts("processing_times", procedure.processing_times, (time) => ({
      ...figure(time, asked),
      states: time.value === null ? null : `${time.value} ${time.unit ?? "ngày"}`,
    })),
    ...toParts("amounts", procedure.amounts, (amount) => ({
      ...figure({ ...amount, channel: "any" }, asked),
      states: describeMoney(amount.vnd, amount.unit) ?? amount.formula ?? null,
    })),
    ...toParts("documents", procedure.documents, (paper) => text(paper, asked)),
    ...toParts("results", procedure.results, (result) => ({ ...text(result, asked), key: "" })),
    ...toParts("clerk_says", procedure.clerk_says, (remark) => ({
      ...text({ ...remark, name: remark.say }, asked),
      key: remark.kind,
    })),
    ...toParts("agency_by_province", procedure.agency_by_province, (local) => ({
      ...text({ ...local, name: local.agency, valid_from: null, valid_to: null }, asked),
      what: local.province,
      strength: local.strength,
    })),
  ];
}

type Described = Omit<DatedPart, "list" | "index">;
type Asked = Procedure["branch_questions"];

function toParts<T>(
  list: PartList,
  entries: readonly T[],
  describe: (entry: T) => Described,
): DatedPart[] {
  return entries.map((entry, index) => ({ list, index, ...describe(entry) }));
}

interface Figure extends Window {
  readonly who: string;
  readonly what?: string;
  readonly channel: SubmissionChannel;
  readonly when?: When | undefined;
  readonly province?: readonly string[] | undefined;
  readonly source: string;
  readonly strength: Strength;
}

/** Describes what fees, times and amounts have in common. */
function figure(fact: Figure, asked: Asked): Omit<Described, "states"> {
  const { who, channel, when, province, source, strength, valid_from, valid_to } = fact;
  const { what: topic = "" } = fact;
  const group = who === "all" ? "" : who;
  return {
    what: join(topic, group, describeWhen(when, asked), ...(province ?? [])),
    channel,
    key: caseOf(fact),
    topic,
    isUsual: who === "all" && province === undefined,
    source,
    strength,
    valid_from,
    valid_to,
  };
}

interface Text extends Window {
  readonly name: string;
  readonly when?: When | undefined;
  readonly source: string;
}

/** Describes a text that holds on some days: a paper, the name of the result, a remark. */
function text({ name, when, source, valid_from, valid_to }: Text, asked: Asked): Described {
  const what = describeWhen(when, asked);
  const always = { channel: "any", topic: "", isUsual: false } as const;
  return { ...always, what, states: name, key: name, source, valid_from, valid_to };
}

/** Names the answers as the record's questions do: "Bệnh viện". */
function describeWhen(when: When | undefined, asked: Asked): string {
  const parts = Object.entries(when ?? {}).map(([id, values]) => {
    const options = asked.find((question) => question.id === id)?.options ?? [];
    const labels = [values]
      .flat()
      .map((value) => options.find((option) => option.value === value)?.label ?? value);
    return labels.join(" / ");
  });
  return join(...parts);
}

const numbers = new Intl.NumberFormat("vi-VN");

function describeMoney(vnd: number | null, unit: string | null): string | null {
  if (vnd === null) return null;
  return `${numbers.format(vnd)} đ${unit === null ? "" : `/${unit}`}`;
}

function describeRate(percent: number | undefined, of: string | undefined): string | null {
  if (percent === undefined || of === undefined) return null;
  return `${numbers.format(percent)} % ${of}`;
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
