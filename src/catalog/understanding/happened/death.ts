import type { Word } from "../../text/fold.ts";
import type { WordSpan } from "../../text/phrase-matcher.ts";
import { isOnlyThought, type ToldDeath } from "./death-reality.ts";
import { isBecause } from "./loss.ts";
import { isOutside, type Signals } from "./signals.ts";

/** Recognises a death. "Mất" means one if its subject is a relative and it has no object: "mẹ em mất hôm qua". */

/** So many words at most stand between a relative and the verb: "ông nội tôi tên Hùng năm ngoái bị bệnh mất". */
const maxBetween = 9;
/** So many of them may be unknown: a name. */
const maxUnknown = 3;
/** A word for a person stands at most so many words before "mất", if only the procedures are to be opened. */
const maxWordsBefore = 10;

const things = ["papers", "things", "containers", "all_papers"] as const;
const losing = ["losing", "amounts"] as const;

/** Who died, as far as the words left of the verb say. */
interface Subject {
  readonly start: number;
  /** Whose relative it is, or which, is said: "ba tôi", "bà ngoại". */
  readonly isDefinite: boolean;
}

/** Finds the words that tell of a relative's death, its time and cause included; null if there are none. */
export function findToldDeath(signals: Signals): WordSpan | null {
  const told = findDeath(signals);
  return told === null || isOnlyThought(signals, told)
    ? null
    : { start: told.start, end: endOfStory(signals, told.end) };
}

/** The story of a death goes on to the word by which people turn to what they want: "vì tai nạn, giờ cần giấy gì". */
function endOfStory(signals: Signals, end: number): number {
  const turn = signals.all("turns").find(({ start }) => start >= end);
  return turn?.start ?? signals.words.length;
}

/** Returns the words that do not tell of the death or name a person: what the sentence wants is said in them. */
export function wordsBeside(signals: Signals, told: WordSpan): readonly Word[] {
  const people = (["people", "pronouns", "whose"] as const).flatMap(signals.all);
  return signals.words.filter(
    (_, at) => ![told, ...people].some(({ start, end }) => at >= start && at < end),
  );
}

function findDeath(signals: Signals): ToldDeath | null {
  for (const { start, end } of signals.all("dying")) {
    const subject = findSubject(signals, start, true) ?? findPersonBefore(signals, start);
    if (subject !== null) return { start: subject, end, verb: start };
    if (/^lost m[iy] /.test(textFrom(signals, start))) return { start, end, verb: start };
    // "Từ trần rồi", "đã không qua khỏi": of whom, was said before.
    if (signals.words.length <= 4) return { start, end, verb: start };
  }
  for (const { start, end } of signals.all("drowned")) {
    const subject = readSubject(signals, start, false);
    if (subject?.isDefinite === true && mayFollow(signals, end))
      return { start: subject.start, end, verb: start };
  }
  for (const span of signals.all("leaving")) {
    if (signals.endOf(span.start, ["drowned"]) !== null) continue;
    const told =
      findLeaving(signals, span) ?? findBereavement(signals, span) ?? findEnding(signals, span);
    if (told !== null) return { ...told, verb: span.start };
  }
  for (const { start, end } of signals.all("gone")) {
    const subject = readSubject(signals, start, false);
    const isCalledOut = signals.words[end + 1]?.folded === "oi";
    if (subject !== null && (subject.isDefinite || isCalledOut) && isLeftBehind(signals, end))
      return { start: subject.start, end, verb: start };
  }
  for (const { start, end } of signals.all("mourning")) {
    const buried = signals.endOf(end, ["people"]);
    if (buried !== null) return { start, end: buried, verb: start };
    const person = readSubject(signals, start, false)?.start ?? null;
    if (person !== null) return { start: person, end, verb: start };
    if (signals.endOf(start, ["own_mourning"]) !== null) return { start, end, verb: start };
  }
  return null;
}

/** Whether a word for a death stands there, of whomever: it opens the procedures about one. */
export function saysDeath(signals: Signals, isLoss: boolean): boolean {
  if (isNamed(signals, isLoss)) return true;
  if (isLoss || signals.has("losing")) return false;
  return signals.all("leaving").some(({ start, end }) => {
    if (!mayFollow(signals, end) || isThingBefore(signals, start)) return false;
    if (isLength(signals, end)) return false;
    return (["people", "others"] as const).some((kind) =>
      signals.all(kind).some((who) => who.end <= start && start - who.end <= maxWordsBefore),
    );
  });
}

/**
 * "Không hỏi khai tử" names it to say that something else is meant. Beside a loss a funeral is where it happened, and a paper
 * is the lost thing: "mất giấy chứng tử".
 */
function isNamed(signals: Signals, isLoss: boolean): boolean {
  if (signals.has("dying") || (signals.has("mourning") && !isLoss)) return true;
  return signals
    .all("death_names")
    .some(
      (name) =>
        signals.startOf(name.start, ["not_asked"]) === null &&
        !(isLoss && !isOutside(name, signals.all("papers"))),
    );
}

/** "Chồng tôi đang đóng bảo hiểm thì mất": whose relative it is, what they did, and the verb at the end. */
function findEnding(signals: Signals, { start, end }: WordSpan): WordSpan | null {
  const { words } = signals;
  const isMarked = words[start]?.exact !== words[start]?.folded;
  if (!isMarked || !/^(thi|roi|xong)$/.test(words[start - 1]?.folded ?? "")) return null;
  if (!endsThere(signals, end)) return null;
  const person = signals
    .all("people")
    .findLast((who) => who.end < start && start - who.end <= maxWordsBefore);
  if (person === undefined || signals.endOf(person.end, ["whose"]) === null) return null;
  const isThing = [...things, ...losing.slice(0, 1)]
    .flatMap(signals.all)
    .some((thing) => thing.start >= person.end && thing.end <= start);
  return isThing ? null : { start: person.start, end };
}

/** "Ba tôi mất", "con tôi vừa mới mất hôm qua": the person, the verb, and no thing behind it. */
function findLeaving(signals: Signals, { start, end }: WordSpan): WordSpan | null {
  if (!mayFollow(signals, end)) return null;
  const isMarked = signals.words[start]?.exact !== signals.words[start]?.folded;
  const subject = readSubject(signals, start, isMarked);
  if (subject === null || isThingBefore(signals, subject.start)) return null;
  if (!isMarked && !subject.isDefinite && isHomograph(signals, subject.start)) return null;
  if (isRenewed(signals, subject.start, end)) return null;
  if (isLength(signals, end) && !isAgo(signals, subject.start, end)) return null;
  return { start: subject.start, end };
}

/** Typed without marks, "mà", "bỏ", "vô", "đi" and "ở" look like relatives: "de trong vi ma mat roi". */
function isHomograph(signals: Signals, start: number): boolean {
  if (start === 0 || signals.endOf(start, ["homographs"]) === null) return false;
  return signals.startOf(start, ["before_relative"]) === null;
}

/** "Tôi mất mẹ", "mới mất con": the verb, the person, and no thing behind them. */
function findBereavement(signals: Signals, { start, end }: WordSpan): WordSpan | null {
  const { words } = signals;
  if (words[start]?.folded !== "mat" || end - start !== 1) return null;
  if (signals.startOf(start, ["before_losing"]) !== null || isThingBefore(signals, start))
    return null;
  // "Người mất là ba tôi".
  if (words[end]?.folded === "la" && signals.endOf(end + 1, ["people"]) !== null) {
    return { start, end: signals.endOf(end + 1, ["people"]) ?? end };
  }
  const personEnd = signals.endOf(end, ["people"]) ?? childAt(signals, end);
  if (personEnd === null || signals.endOf(end, ["papers", "things"]) !== null) return null;
  const whoseEnd = signals.endOf(personEnd, ["whose"]) ?? personEnd;
  // "Mất ba ngày": three, and no father.
  if (words[end]?.folded === "ba" && isUnitOrThing(signals, personEnd)) return null;
  // A curse: "mất mẹ nó rồi".
  if (words[personEnd]?.folded === "no") return null;
  return endsThere(signals, whoseEnd) || endsThere(signals, personEnd)
    ? { start, end: personEnd }
    : null;
}

function childAt({ words }: Signals, at: number): number | null {
  return words[at]?.folded === "con" ? at + 1 : null;
}

function isUnitOrThing(signals: Signals, at: number): boolean {
  const isNumber = numberAt(signals.words, at);
  return isNumber || signals.endOf(at, ["units", ...things]) !== null;
}

function numberAt(words: readonly Word[], at: number): boolean {
  return /^\d+$/.test(words[at]?.folded ?? "");
}

function findSubject(signals: Signals, before: number, mayBeUnknown: boolean): number | null {
  return readSubject(signals, before, mayBeUnknown)?.start ?? null;
}

/** Reads the words left of a verb: who, whose, and what may stand between. */
function readSubject(signals: Signals, before: number, mayBeUnknown: boolean): Subject | null {
  let at = before;
  let isWhose = false;
  let unknown = 0;
  while (at > 0 && before - at <= maxBetween) {
    const person = signals.startOf(at, ["people"]);
    if (person !== null) return { start: person, isDefinite: isWhose || at - person > 1 };
    const pronoun = signals.startOf(at, ["pronouns"]);
    const isOwner = pronoun !== null && signals.startOf(pronoun, ["people", "pronouns"]) !== null;
    if (pronoun !== null && isWhose && !isOwner) return { start: pronoun, isDefinite: true };
    const whose = signals.startOf(at, ["whose"]);
    const next = whose ?? signals.startOf(at, ["before_dying"]) ?? numberBefore(signals, at);
    if (next !== null) {
      isWhose ||= whose !== null;
      at = next;
      continue;
    }
    if (
      !mayBeUnknown ||
      unknown >= maxUnknown ||
      signals.startOf(at, [...things, ...losing]) !== null
    ) {
      return null;
    }
    unknown += 1;
    at -= 1;
  }
  return null;
}

function numberBefore({ words }: Signals, at: number): number | null {
  return /^\d+$/.test(words[at - 1]?.folded ?? "") ? at - 1 : null;
}

function findPersonBefore(signals: Signals, start: number): number | null {
  const near = signals
    .all("people")
    .findLast((who) => who.end <= start && start - who.end <= maxBetween);
  return near?.start ?? null;
}

/** "Thẻ của mẹ", "giấy tờ ba tôi": what is lost stands before its owner; "sổ đỏ ông nội mất để lại" is a legacy. */
function isThingBefore(signals: Signals, start: number): boolean {
  let at = start;
  for (const word of ["ten", "dung", "cua"]) {
    if (signals.words[at - 1]?.folded === word) at -= 1;
  }
  const thing = signals.startOf(at, things);
  if (thing === null) return false;
  return !/\bde lai\b/.test(textFrom(signals, start));
}

/** "Làm lại thẻ cho con tôi mất", "mẹ em mất làm lại được không": the thing was named before. */
function isRenewed(signals: Signals, start: number, end: number): boolean {
  const behind = textFrom(signals, end);
  if (/^(roi )?(gio )?(co )?(lam|cap|xin) lai\b/.test(behind) && !signals.has("death_names"))
    return true;
  const ahead = signals.words.slice(0, start).map(({ folded }) => folded);
  return ahead.at(-1) === "cho" && /\b(lam|cap|xin) lai\b/.test(ahead.join(" "));
}

/** Whether nothing that can be lost follows: the end, a number of a day or year, or a word of when, why and what now. */
function mayFollow(signals: Signals, end: number): boolean {
  const { words } = signals;
  if (end >= words.length || signals.isBreak(end) || isBecause(signals, end)) return true;
  if (signals.endOf(end, ["papers", "containers", "all_papers", "not_these_papers"]) !== null) {
    return signals.endOf(end, ["after_dying"]) !== null && !isThing(signals, end);
  }
  if (/^(19|20)\d\d$/.test(words[end]?.folded ?? "")) return true;
  if (/^\d+$/.test(words[end]?.folded ?? "")) {
    return /^(ngay|thang|tuan|nam|hom|bua|tuoi|\d+)$/.test(words[end + 1]?.folded ?? "");
  }
  return signals.endOf(end, ["after_dying"]) !== null;
}

/** "Mất khoảng hai tuần", "mất 3 ngày": so long ago, or so long does it take. */
function isLength({ words, endOf }: Signals, at: number): boolean {
  if (endOf(at, ["about_length"]) !== null) return true;
  return numberAt(words, at) && !/^(19|20)\d\d$/.test(words[at]?.folded ?? "");
}

/** "Ba tôi mất 3 ngày rồi" is a death; "làm cho mẹ mất 3 ngày" and "mẹ mất 3 ngày mới xong" are not. */
function isAgo(signals: Signals, start: number, end: number): boolean {
  if (/^(cho|giup|gium|ho)$/.test(signals.words[start - 1]?.folded ?? "")) return false;
  const behind = textBetween(signals, end, end + 6);
  return (
    /^(\w+ ){1,4}(roi|nay|truoc|qua)\b|\btuoi\b|^\d+ \d+/.test(behind) ||
    /^\d+ (ngay|hom|bua|tuan|thang)$/.test(behind)
  );
}

function isThing(signals: Signals, at: number): boolean {
  return signals.endOf(at, things) !== null;
}

/** Whether the sentence ends there, or goes on with when it was or what is to be done. */
function endsThere({ words, isBreak, endOf }: Signals, end: number): boolean {
  return end >= words.length || isBreak(end) || endOf(end, ["after_bereavement"]) !== null;
}

/** "Chồng tôi đi rồi, giờ phải làm sao"; not "đi rồi mà họ không làm", which is an errand. */
function isLeftBehind({ words, has, isBreak, endOf }: Signals, end: number): boolean {
  if (has("grief") && isBreak(end)) return true;
  return end >= words.length || endOf(end, ["after_leaving"]) !== null;
}

function textFrom(signals: Signals, start: number): string {
  return textBetween(signals, start, signals.words.length);
}

function textBetween({ words }: Signals, start: number, end: number): string {
  return words
    .slice(start, end)
    .map(({ folded }) => folded)
    .join(" ");
}
