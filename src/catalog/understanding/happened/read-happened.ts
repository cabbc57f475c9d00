import { splitWords, type Word } from "../../text/fold.ts";
import type { ReadWords } from "../../text/normalizer.ts";
import { type HappeningWords, type Mood, moodKinds } from "../../vocabulary-schema.ts";
import { findToldDeath, saysDeath, wordsBeside } from "./death.ts";
import { isLongAgo } from "./death-reality.ts";
import { tellsFraud } from "./fraud.ts";
import type { Reading } from "./happened.ts";
import { countPapers, findLoss, type Loss } from "./loss.ts";
import { buildSignals, isOutside, type Signals } from "./signals.ts";

/** Reads what happened from the words of a sentence, before anything else is made of it. */
export type ReadHappened = (words: readonly Word[], text?: string) => Reading;

export function buildReadHappened(
  { words: lists, fraud, moods }: HappeningWords,
  readPhrase: ReadWords,
): ReadHappened {
  const findSignals = buildSignals({ ...lists, ...fraud, ...moods }, readPhrase);
  return (words, text = "") => {
    const signals = findSignals(words, text);
    const told = findToldDeath(signals);
    const loss = findLoss(signals);
    return {
      kind: kindOf(signals, told !== null, loss),
      mood: moodOf(signals),
      isRecentDeath: told !== null && !isLongAgo(signals),
      saysDeath: told !== null || saysDeath(signals, loss !== null),
      saysBirth: saysBirth(signals, loss !== null),
      tellsBirth: tellsBirth(signals),
      saysLeaving: words.some(isLeaving),
      saysReplacing: signals.has("replacing"),
      saysAgain: signals.has("again"),
      saysSeal: signals.has("seal_names"),
      isBySuicide: signals.has("suicide") && !signals.has("wish_to_die"),
      saysRelative: signals.has("people"),
      wantsMoney: signals.has("aid"),
      rest: told === null ? null : wordsBeside(signals, told),
      goesOn: told !== null && told.end < words.length,
      namesPaper: countPapers(signals) > 0,
    };
  };
}

/** A fraud must not wait; then a death, whatever was lost beside it. */
function kindOf(signals: Signals, isDeath: boolean, loss: Loss | null): Reading["kind"] {
  if (tellsFraud(signals)) return "fraud";
  if (isDeath) return "death";
  return loss ?? (saysBirth(signals, false) ? "birth" : null);
}

const leaving = splitWords("mất")[0]?.exact;

/** So many words stand between a child and its birth: "con gái tôi sinh ở bệnh viện". */
const maxBetween = 4;

/** The "khai sinh" of "mất giấy khai sinh" is a thing. */
function saysBirth(signals: Signals, isLoss: boolean): boolean {
  const names = signals.all("birth_names");
  if (isLoss ? names.some((name) => isOutside(name, signals.all("papers"))) : names.length > 0)
    return true;
  return tellsBirth(signals);
}

function tellsBirth(signals: Signals): boolean {
  if (signals.has("born")) return true;
  return signals
    .all("bearing")
    .some(({ start, end }) =>
      signals
        .all("children")
        .some((child) => start - child.end <= maxBetween && child.start - end <= maxBetween),
    );
}

function isLeaving({ folded, exact }: Word): boolean {
  return folded === "mat" && (exact === "mat" || exact === leaving);
}

function moodOf(signals: Signals): Mood | null {
  return moodKinds.find((kind) => signals.has(kind)) ?? null;
}

/** Lists the phrases whose words are never typing errors. */
export function happeningPhrases({ words, fraud, moods }: HappeningWords): string[] {
  return [words, fraud, moods].flatMap((lists) =>
    Object.values(lists).flatMap(({ phrases }) => phrases),
  );
}
