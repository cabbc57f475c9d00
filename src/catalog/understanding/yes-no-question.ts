import { splitWords, type Word } from "../text/fold.ts";
import { matchesWord, type WordSpan } from "../text/phrase-matcher.ts";
import type { Cues } from "./keywords.ts";

/** `entitlement`: whether it may or must be done. */
export type YesNo = "entitlement" | "documents" | "where" | "online" | "steps";

/** Begins a question that is answered with yes or no. */
const starters = splitWords("có được phải cần còn thể nên đã bị");
const duties = splitWords("phải cần");
/** "Có mang … không", "có nộp … không": asks for papers as a duty does. */
const handing = splitWords("mang nộp đem kèm");
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
  const within = (found: WordSpan) => found.start >= start && found.end <= end;
  const near = (found: WordSpan) => found.start >= start - 7 && found.end <= end + 1;
  const latest = (found: readonly WordSpan[]) =>
    Math.max(-1, ...found.filter(near).map((each) => each.start));
  const place = latest(cues.all("place"));
  const online = latest(cues.questions.filter(({ value }) => value === "online"));
  const isDuty = duty !== null;

  if (isDuty && cues.all("effort").some(within)) return "steps";
  // A permit is what is asked for, not what is brought along.
  const papers = cues.all("paper").filter((found) => within(found) && !isPermit(found, cues));
  if (isDuty && papers.some((paper) => !isMade(paper, duty, cues))) return "documents";
  if (online > place) return "online";
  const hands = cues.words.slice(start, end).some((word) => isOneOf(word, handing));
  if (papers.length > 0 && hands) return "documents";
  if (isDuty && cues.all("moving").some(within)) return "steps";
  return place >= 0 ? "where" : "entitlement";
}

/** "Có phải làm thẻ căn cước không": the paper is what is to be made, not what is to be brought. */
function isMade(paper: WordSpan, duty: number, cues: Cues): boolean {
  return cues.all("making").some(({ start, end }) => start >= duty && end <= paper.start);
}

function isPermit({ end }: WordSpan, { words }: Cues): boolean {
  return words[end]?.folded === "phep";
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
    if (!endsQuestion(words, end)) continue;
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

/** "… không" that negates nothing; "… được chưa" at the end. */
function endsQuestion(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.folded ?? "";
  if (words[at]?.folded === "khong") return !negating.has(next);
  return words[at]?.folded === "chua" && words[at - 1]?.folded === "duoc" && next === "";
}

/** Typed plainly "căn cước" begins with "cần", and "con" may be "còn": a child is told of more often. */
function isInName(words: readonly Word[], at: number): boolean {
  const word = words[at];
  const next = words[at + 1]?.folded ?? "";
  if (word?.folded === "can") return next === "cuoc";
  return word?.exact === "con" && !/^(duoc|hieu|han|gia|phai|can)$/.test(next);
}

function isOneOf(typed: Word, among: readonly Word[]): boolean {
  return among.some((word) => matchesWord(typed, word));
}
