import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { matchesAnyWord } from "../../catalog/text/phrase-matcher.ts";

/** How residents address the service, and call themselves. */
const addressWords = words(
  "cháu con em cô chú anh chị bác ông bà bạn cậu dì mợ thím ad admin shop bot",
);
const selfWords = words("tôi tui tớ mình");
const openings = words("dạ à please");
const closings = words("ạ á nhé nhe nha nhen nghen nghe hen nè please thanks");
const call = words("ơi ui oi");
const respect = words("thưa bẩm");
const thanks = words("cảm cám");
const thanked = words("ơn");
const degrees = words("nhiều lắm");

/** "co" without marks is "có" as well as "cô": only a call ("cô ơi") or respect ("thưa cô") makes it an address. */
const ambiguousAddress = "co";

/**
 * Drops the courtesies around an answer: "dạ thưa cô, tôi chọn 2 ạ" leaves "chọn 2". A call drops the addresses before it,
 * respect and thanks those behind them, so that "cô ơi", "thưa cô" and "cảm ơn cô" leave nothing.
 */
export function dropCourtesies(typed: readonly Word[]): readonly Word[] {
  const rest = dropThanks(dropCalls(typed));
  let start = 0;
  while (isOpening(rest[start])) start += 1;
  let end = rest.length;
  while (end > start && isClosing(rest[end - 1])) end -= 1;
  return rest.slice(start, end);
}

/** Whether the word addresses the service: "cháu", "em", "cô". */
export function isAddress(word: Word | undefined): boolean {
  return isOneOf(addressWords, word) && word?.exact !== ambiguousAddress;
}

/** Whether the word is the resident's own pronoun; in Vietnamese that may be an address too. */
export function isSelf(word: Word | undefined): boolean {
  return isOneOf(selfWords, word) || isAddress(word);
}

/** Whether the word calls whom the words before it address: "cháu ơi". */
export function isCall(word: Word | undefined): boolean {
  return isOneOf(call, word);
}

/** Whether the word only makes a sentence polite: "ạ", "nhé". */
export function isPoliteClosing(word: Word | undefined): boolean {
  return isOneOf(closings, word);
}

function isOpening(word: Word | undefined): boolean {
  return isOneOf(openings, word) || isSelf(word);
}

function isClosing(word: Word | undefined): boolean {
  return isPoliteClosing(word) || isAddress(word);
}

function dropCalls(typed: readonly Word[]): readonly Word[] {
  const kept: Word[] = [];
  for (const word of typed) {
    if (!isCall(word)) kept.push(word);
    else while (isOneOf(addressWords, kept.at(-1))) kept.pop();
  }
  return kept;
}

function dropThanks(typed: readonly Word[]): readonly Word[] {
  const kept: Word[] = [];
  for (let at = 0; at < typed.length; ) {
    const isThanks = isOneOf(thanks, typed[at]) && isOneOf(thanked, typed[at + 1]);
    const dropped = isThanks ? 2 : isOneOf(respect, typed[at]) ? 1 : 0;
    const word = typed[at];
    if (dropped === 0 && word !== undefined) kept.push(word);
    at += Math.max(dropped, 1);
    if (dropped === 0) continue;
    while (isOneOf(degrees, typed[at])) at += 1;
    while (isOneOf(addressWords, typed[at])) at += 1;
  }
  return kept;
}

function isOneOf(list: readonly Word[], word: Word | undefined): boolean {
  return word !== undefined && matchesAnyWord(word, list);
}

function words(list: string): readonly Word[] {
  return splitWords(list);
}
