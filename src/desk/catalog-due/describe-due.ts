import { type DatedPart, fieldOf, type PartList } from "../../catalog/facts/dated-parts.ts";
import type { DueFact, DueReason } from "../../catalog/facts/due.ts";
import type { SubmissionChannel } from "../../catalog/procedure-schema.ts";

/** One thing to look at, in words. */
export interface DueRow {
  readonly procedure: string;
  readonly name: string;
  readonly reason: DueReason;
  /** "đã hết hạn" */
  readonly reasonName: string;
  /** "Lệ phí, dòng 3 (trẻ em, nộp trực tuyến)" */
  readonly place: string;
  /** The same for programs: `fees[2]`; null for the whole record. */
  readonly field: string | null;
  /** What stands there. */
  readonly states: string;
  /** 31/12/2026, or as much of it as is known. */
  readonly on: string;
  /** What holds afterwards; "" where nothing ends. */
  readonly next: string;
  /** Whether it ends and nobody has entered what follows. */
  readonly isOpen: boolean;
  readonly demand: number;
  readonly asked: number;
}

const reasonNames: Readonly<Record<DueReason, string>> = {
  lapsed: "đã hết hạn",
  lapses: "sắp hết hạn",
  begins: "sắp có hiệu lực",
  weak: "nguồn yếu",
  old: "lâu chưa kiểm",
};

const listNames: Readonly<Record<PartList, string>> = {
  fees: "Lệ phí",
  processing_times: "Thời hạn giải quyết",
  amounts: "Số tiền",
  documents: "Giấy tờ",
  results: "Kết quả",
  clerk_says: "Lời dặn",
  agency_by_province: "Nơi giải quyết",
};

const channelNames: Readonly<Record<SubmissionChannel, string>> = {
  any: "",
  in_person: "nộp tại quầy",
  online: "nộp trực tuyến",
  post: "gửi bưu điện",
};

export function describeDue(due: DueFact): DueRow {
  const { procedure, name, demand, asked, reason, part, on } = due;
  return {
    procedure,
    name,
    reason,
    reasonName: reasonNames[reason],
    place: part === null ? "Cả thủ tục" : describePlace(part),
    field: part === null ? null : fieldOf(part),
    states: part === null ? "" : statesOf(part),
    on: on === null ? "không rõ" : formatKnownDate(on),
    next: describeNext(due),
    isOpen: isOpen(due),
    demand,
    asked: asked ?? 0,
  };
}

/** Whether something ends and the record does not say what follows. */
export function isOpen({ reason, next }: DueFact): boolean {
  return (reason === "lapsed" || reason === "lapses") && next === null;
}

/** A local day, or a month or year if no more is known: "2026-12" is 12/2026. */
export function formatKnownDate(date: string): string {
  return date.split("-").toReversed().join("/");
}

function describePlace({ list, index, what, channel }: DatedPart): string {
  const details = [what, channelNames[channel]].filter((each) => each !== "").join(", ");
  return `${listNames[list]}, dòng ${index + 1}${details === "" ? "" : ` (${details})`}`;
}

function describeNext(due: DueFact): string {
  const { part, next } = due;
  if (isOpen(due)) return "chưa nhập gì";
  if (part === null || next === null) return "";
  const isFallback = next.isUsual && !part.isUsual;
  return isFallback ? `như mọi người: ${statesOf(next)}` : statesOf(next);
}

function statesOf({ states }: DatedPart): string {
  return states ?? "chưa rõ số";
}
