import type { Word } from "../vietnamese.ts";
import type { Cues } from "./cues.ts";

/** `entitlement`: whether it may or must be done. */
export type YesNo = "entitlement" | "documents" | "where" | "online" | "steps";

/** Begins a question that is answered with yes or no. */
const starters = new Set(["co", "duoc", "phai", "can", "con", "the", "nen", "da", "bi"]);
/** Behind "không" these make it a negation: "không biết", "không có". */
const negated = new Set(
  ["biet", "co", "ranh", "duoc", "the", "phai", "can", "con", "muon", "hieu", "nho", "thay"].concat(
    [
      "nhan",
      "chiu",
      "du",
      "dung",
      "vao",
      "dang",
      "chinh",
      "luong",
      "kip",
      "ro",
      "gui",
      "den",
      "di",
    ],
    ["ai", "may", "tin", "cho", "lam", "nop", "khop", "trung", "quet", "tai", "mo"],
  ),
);
/** The question ends at the latest so many words behind its beginning. */
const maxSpan = 16;

/**
 * What a yes/no question ("có … không", "… được không") turns on: papers, a place, money, how fast, the way; else
 * whether it may or must be done. null where the sentence asks none.
 */
export function yesNoQuestion(cues: Cues): YesNo | null {
  const span = findSpan(cues);
  if (span === null) return null;
  const { start, end, starter } = span;
  const within = (found: { start: number; end: number }) =>
    found.start >= start && found.end <= end;
  const near = (found: { start: number; end: number }) =>
    found.start >= start - 7 && found.end <= end + 1;
  const isDuty = starter === "phai" || starter === "can";
  if (isDuty && cues.all("effort").some(within)) return "steps";
  const hasPaper = cues.all("paper").some(within);
  if (hasPaper && (isDuty || cues.words.slice(start, end).some(handsIn))) return "documents";
  if (isDuty && cues.all("moving").some(within)) return "steps";
  const latest = (found: readonly { start: number; end: number }[]) =>
    Math.max(-1, ...found.filter(near).map((each) => each.start));
  const place = latest(cues.all("place"));
  const online = latest(cues.questions.filter(({ value }) => value === "online"));
  if (online > place) return "online";
  if (place >= 0) return "where";
  return "entitlement";
}

/** "Có mang … không", "có nộp … không": asks for papers as a duty does. */
function handsIn({ folded }: Word): boolean {
  return folded === "mang" || folded === "nop" || folded === "dem" || folded === "kem";
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly starter: string;
}

function findSpan({ words }: Cues): Span | null {
  const folded = words.map((word) => word.folded);
  for (let end = folded.length - 1; end > 0; end -= 1) {
    if (folded[end] !== "khong" || negated.has(folded[end + 1] ?? "")) continue;
    const from = Math.max(0, end - maxSpan);
    const start = folded.findIndex((word, at) => at >= from && at < end && starters.has(word));
    if (start === -1) continue;
    const duty = folded.slice(start, end).find((word) => word === "phai" || word === "can");
    return { start, end, starter: duty ?? folded[start] ?? "" };
  }
  return null;
}
