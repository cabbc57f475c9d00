import { canBe, type Stretch } from "../typing/phrase-book.ts";
import { spelledWords, type Word } from "../vietnamese.ts";
import type { Cues } from "./cues.ts";

/** `entitlement`: whether it may or must be done. */
export type YesNo = "entitlement" | "documents" | "where" | "online" | "steps";

/** Begins a question that is answered with yes or no. */
const starters = spelledWords("có được phải cần còn thể nên đã bị");
const duties = spelledWords("phải cần");
/** "Có mang … không", "có nộp … không": asks for papers as a duty does. */
const handing = spelledWords("mang nộp đem kèm");
/** Behind "không" these make it a negation: "không biết", "không có". */
const negating = new Set(
  [
    "biet co ranh duoc the phai can con muon hieu nho thay nhan chiu du dung vao dang chinh luong kip",
    "ro gui den di ai may tin cho lam nop khop trung quet tai mo hien len",
  ]
    .join(" ")
    .split(" "),
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
  const { start, end, duty } = span;
  const within = (found: Stretch) => found.start >= start && found.end <= end;
  const near = (found: Stretch) => found.start >= start - 7 && found.end <= end + 1;
  const latest = (found: readonly Stretch[]) =>
    Math.max(-1, ...found.filter(near).map((each) => each.start));
  const place = latest(cues.all("place"));
  const online = latest(cues.questions.filter(({ value }) => value === "online"));
  const isDuty = duty !== null;

  if (isDuty && cues.all("effort").some(within)) return "steps";
  const papers = cues.all("paper").filter(within);
  if (isDuty && papers.some((paper) => !isMade(paper, duty, cues))) return "documents";
  if (online > place) return "online";
  const hands = cues.words.slice(start, end).some((word) => isOneOf(word, handing));
  if (papers.length > 0 && hands) return "documents";
  if (isDuty && cues.all("moving").some(within)) return "steps";
  return place >= 0 ? "where" : "entitlement";
}

/** "Có phải làm thẻ căn cước không": the paper is what is to be made, not what is to be brought. */
function isMade(paper: Stretch, duty: number, cues: Cues): boolean {
  return cues.all("making").some(({ start, end }) => start >= duty && end <= paper.start);
}

interface Span {
  /** Where it begins, and where its "không" stands. */
  readonly start: number;
  readonly end: number;
  /** Where "phải" or "cần" stands; null where it asks of no duty. */
  readonly duty: number | null;
}

function findSpan({ words }: Cues): Span | null {
  for (let end = words.length - 1; end > 0; end -= 1) {
    if (words[end]?.folded !== "khong" || negating.has(words[end + 1]?.folded ?? "")) continue;
    const from = Math.max(0, end - maxSpan);
    const begins = (among: readonly Word[]) =>
      words.findIndex(
        (word, at) => at >= from && at < end && isOneOf(word, among) && !isInName(words, at),
      );
    const start = begins(starters);
    if (start === -1) continue;
    const duty = begins(duties);
    return { start, end, duty: duty === -1 ? null : duty };
  }
  return null;
}

/** "Căn cước" typed plainly begins with "cần". */
function isInName(words: readonly Word[], at: number): boolean {
  return words[at]?.folded === "can" && words[at + 1]?.folded === "cuoc";
}

function isOneOf(typed: Word, among: readonly Word[]): boolean {
  return among.some((word) => canBe(typed, word));
}
