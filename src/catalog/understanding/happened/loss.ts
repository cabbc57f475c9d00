import type { Signals } from "./signals.ts";

/** Whether things or papers were lost, and whether all of them. */

/** So many words of quantity and ownership stand between a verb of loss and the thing. */
const maxBetween = 7;
const papersOfAWallet = 2;
const severalPapers = 3;

export type Loss = "loss" | "lost_papers";

/** Counts the single papers that are named; the "giấy" of "giấy tờ" is none. */
export function countPapers(signals: Signals): number {
  return countApart(signals.all("papers").filter(({ start, end }) => isWhole(signals, start, end)));
}

export function findLoss(signals: Signals): Loss | null {
  const weak = signals.all("lost_weak").filter(({ end }) => !isDuration(signals, end));
  // "Roi" typed without marks is "rồi" far more often than "rơi".
  const sure = signals.all("losing").filter(({ start, end }) => {
    const word = signals.words[start];
    return end - start > 1 || word?.folded !== "roi" || word.exact !== "roi";
  });
  const verbs = [...sure, ...weak];
  const lost = verbs.flatMap(({ start, end }) => [
    ...(signals.isBreak(end) ? [] : thingsBehind(signals, end)),
    ...thingsBefore(signals, start),
  ]);
  if (lost.length === 0) return null;
  const papers = new Set(lost.flatMap(({ kind, start }) => (kind === "papers" ? [start] : [])));
  const named = countPapers(signals);
  if (lost.some(({ kind }) => kind === "containers") && (named === 0 || named >= papersOfAWallet)) {
    return "lost_papers";
  }
  if (papers.size > 0 && named >= severalPapers) return "lost_papers";
  const isAll = lost.some(({ kind }) => kind === "all_papers");
  return isAll && (named === 0 || signals.has("everything")) ? "lost_papers" : "loss";
}

const count =
  /^(\d+|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|may|vai|nua|bao|khoang|chung|tam|it|nhieu)$/;
const unit = /^(ngay|thang|tuan|nam|gio|tieng|phut|buoi|trieu|tram|nghin|ngan|dong|k|lau|nhieu)$/;

/** "Hộ chiếu mất ba ngày": how long it takes. */
function isDuration({ words }: Signals, at: number): boolean {
  const [first, second] = [words[at]?.folded ?? "", words[at + 1]?.folded ?? ""];
  return count.test(first) && (unit.test(second) || count.test(second));
}

interface Lost {
  readonly kind: "papers" | "things" | "containers" | "all_papers";
  readonly start: number;
}

const kinds = ["containers", "papers", "all_papers", "things"] as const;

/** "Rớt mất cái bóp", "mất hết giấy tờ". */
function thingsBehind(signals: Signals, end: number): Lost[] {
  let at = end;
  for (let passed = 0; passed <= maxBetween; passed += 1) {
    const found = thingAt(signals, at);
    if (found !== null) return [found];
    const next = signals.endOf(at, ["amounts"]);
    if (next === null) return [];
    at = next;
  }
  return [];
}

/** "Giấy tờ của tôi bị mất hết", "bằng lái rớt đâu mất". */
function thingsBefore(signals: Signals, start: number): Lost[] {
  let at = start;
  for (let passed = 0; passed <= maxBetween; passed += 1) {
    const found = kinds.flatMap((kind) => {
      const from = signals.startOf(at, [kind]);
      return from === null ? [] : [{ kind, start: from, end: at }];
    });
    const longest = found.toSorted((a, b) => a.start - b.start)[0];
    if (longest !== undefined) return isOfAMatter(signals, longest) ? [] : [longest];
    const next = signals.startOf(at, ["amounts", "people", "pronouns", "whose"]);
    if (next === null) return [];
    at = next;
  }
  return [];
}

function thingAt(signals: Signals, at: number): Lost | null {
  if (isBecause(signals, at)) return null;
  const found = kinds.flatMap((kind) => {
    const end = signals.endOf(at, [kind]);
    return end === null ? [] : [{ kind, start: at, end }];
  });
  const longest = found.toSorted((a, b) => b.end - a.end)[0];
  if (longest === undefined) return null;
  return isOfAMatter(signals, longest) ? { kind: "papers", start: at } : longest;
}

/** "Con toi mat vi tai nan": "vì" and no "ví", unless the sentence ends or goes on as after a thing. */
export function isBecause({ words }: Signals, at: number): boolean {
  const [word, next] = [words[at], words[at + 1]?.folded ?? ""];
  if (word?.folded !== "vi" || word.exact !== "vi" || next === "") return false;
  return !/^(roi|het|a|o|trong|cua|tien|co|va|luon|nen|gio|lam|da|tren|cung|luc|hom|sang)$/.test(
    next,
  );
}

/** "Giấy tờ xe": not all papers, but those of one matter. */
function isOfAMatter(signals: Signals, { kind, end }: Lost & { end: number }): boolean {
  return kind === "all_papers" && signals.endOf(end, ["not_these_papers"]) !== null;
}

/** Whether the phrase is not part of a longer one: the "giấy" of "giấy tờ" is no paper of its own. */
function isWhole(signals: Signals, start: number, end: number): boolean {
  const longest = signals.endOf(start, ["papers", "all_papers"]) ?? end;
  const first = signals.startOf(end, ["papers", "all_papers"]) ?? start;
  return longest === end && first === start;
}

function countApart(spans: readonly { start: number; end: number }[]): number {
  let count = 0;
  let reached = -1;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < reached) continue;
    count += 1;
    reached = end;
  }
  return count;
}
