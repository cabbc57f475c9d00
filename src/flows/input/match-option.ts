import { splitWords, type Word } from "../../catalog/text/fold.ts";
import { splitOnce } from "../../catalog/text/fold-once.ts";
import { matchesAnyWord, matchesWord } from "../../catalog/text/phrase-matcher.ts";
import type { ChoiceQuestion, Option } from "../engine/flow.ts";
import { isSelf } from "./courtesy-words.ts";
import { readOptionNumber } from "./option-number.ts";
import {
  isNegation,
  isParticle,
  type Polarity,
  type PolarityRules,
  readPolarity,
} from "./read-polarity.ts";
import { Said } from "./said.ts";

const asks =
  /\b(bao nhieu|may ngay|o dau|can gi|giay to gi|the nao|lam sao|duoc khong|co can|bao lau|la gi|how|what|where|which|do i)\b/;

/** Sentences longer than this must name an option in more than one word. */
const maxShortSentenceWords = 4;

/** Single words that name an option only beside words of the question: "muốn", but not "muốn hỏi". */
const predicates = splitWords("mới còn cần đủ chắc nhớ biết muốn từng ở nhờ khác chung riêng");
const wishes = splitWords("cho xin muốn cần xem chọn lấy giúp the a show me i want");
/** A sentence that shares one word with an option has at most so many telling words. */
const maxBesideOne = 2;
/** Between a negation and what it denies. */
const linkingWords = splitWords("phải bị được có là");
const hook = /\u0309/g;
const tilde = "\u0303";
const yesLabels = splitWords("có rồi đã đúng vâng đồng yes");
const noLabels = splitWords("không chưa no not never none nobody");
const yesWords = splitWords("có rồi yes");
const noWords = splitWords("không chưa no");

/** What is known of the question that the options belong to. */
export type AskedQuestion = Pick<ChoiceQuestion, "ask" | "needsClearAnswer" | "open">;

/**
 * Finds the option that a typed answer means: by its number, by its own words, or by "có" and "không" if one option says the
 * one and one the other; otherwise by a phrase in the sentence, unless the question is open to any wish. null if none or
 * several fit.
 */
export function matchOption(
  options: readonly Option[],
  said: Said,
  question?: AskedQuestion,
): Option | null {
  const exact = matchExactly(options, said, question);
  if (exact !== null || question?.needsClearAnswer === true || looksLikeQuestion(said))
    return exact;
  const echo = echoOf(options, question);
  const yesOrNo = byPolarity(options, said, { needsClearAnswer: false, echo });
  if (yesOrNo !== null) return yesOrNo;
  return question?.open === true ? byWish(options, said) : byPhrase(options, said, echo);
}

/** Like `matchOption`, but nothing except the answer may have been typed. */
export function matchExactly(
  options: readonly Option[],
  said: Said,
  question?: AskedQuestion,
): Option | null {
  const needsClearAnswer = question?.needsClearAnswer === true;
  if (needsClearAnswer && said.text.includes("?")) return null;
  const echo = needsClearAnswer ? echoOf(options, question) : [];
  return (
    byWords(options, said, needsClearAnswer ? isSaidClearly : isSaid) ??
    byNumber(options, said) ??
    byPolarity(options, said, { needsClearAnswer, echo })
  );
}

/** Finds the option that the sentence names in words: neither its number nor a bare yes or no. */
export function matchNamed(
  options: readonly Option[],
  said: Said,
  question: AskedQuestion,
): Option | null {
  if (said.bare.every(isParticle)) return null;
  return byWords(options, said, isSaid) ?? byPhrase(options, said, echoOf(options, question));
}

/**
 * Finds the only option that shares a telling word with the sentence: "trạm y tế xã" says "trạm". One word tells enough if
 * the sentence has hardly another.
 */
export function matchSharedWords(
  options: readonly Option[],
  { bare }: Said,
  question: AskedQuestion,
): Option | null {
  const isTelling = (word: Word) =>
    isNaming(word) && !matchesAnyWord(word, splitOnce(question.ask));
  const content = bare.filter(isTelling);
  const wordsOf = options.map((option) => wordingsOf(option).flatMap(splitOnce).filter(isTelling));
  const shared = wordsOf.map((own, index) => {
    const others = wordsOf.filter((_, other) => other !== index).flat();
    const isOwn = (word: Word) => matchesAnyWord(word, own) && !matchesAnyWord(word, others);
    return bare.filter((word, at) => isTelling(word) && isOwn(word) && !isDenied(bare, at)).length;
  });
  const best = Math.max(0, ...shared);
  const isEnough = best >= 2 || (best === 1 && content.length <= maxBesideOne);
  return isEnough ? only(options.filter((_, index) => shared[index] === best)) : null;
}

/** The whole answer with a wish before it: "cho tôi xem căn cứ theo luật", "the law". */
function byWish(options: readonly Option[], { text, bare }: Said): Option | null {
  const isWish = (word: Word) => matchesAnyWord(word, wishes) || isSelf(word);
  const end = bare.findIndex((word) => !isWish(word));
  const named = end <= 0 ? null : byWords(options, new Said(text, bare.slice(end)), isSaid);
  if (named !== null) return named;
  // "Xem" is a wish, and the beginning of "xem lại".
  const rests = bare.slice(0, end + 1).map((_, start) => bare.slice(start));
  return only(options.filter((option) => rests.some((rest) => isMadeOf(rest, option))));
}

/** Whether the words are whole wordings of the option, one behind the other: "xem lại" and "danh sách". */
function isMadeOf(words: readonly Word[], option: Option): boolean {
  const wordings = wordingsOf(option).map(splitOnce);
  const reached = new Set([0]);
  for (let at = 0; at < words.length; at += 1) {
    if (!reached.has(at)) continue;
    for (const wording of wordings) {
      if (wording.length > 0 && isSaidAt(words, at, wording)) reached.add(at + wording.length);
    }
  }
  return words.length > 0 && reached.has(words.length);
}

function byNumber(options: readonly Option[], said: Said): Option | null {
  const number = readOptionNumber(said);
  return number === null ? null : (options[number - 1] ?? null);
}

/** Whether it is "2" or "số 2": an answer whatever was asked, even if no question waits any more. */
export function isNumbered(said: Said): boolean {
  return readOptionNumber(said) !== null;
}

/** A question of the resident's own is no answer, even if it contains an option's word. */
export function looksLikeQuestion({ text, folded }: Said): boolean {
  return text.includes("?") || asks.test(folded);
}

/** Finds the option that the sentence names, with or without courtesies around it. */
function byWords(
  options: readonly Option[],
  { words, bare }: Said,
  isSame: (typed: readonly Word[], phrase: readonly Word[]) => boolean,
): Option | null {
  const named = (said: readonly Word[]) =>
    only(options.filter((each) => wordingsOf(each).some((text) => isSame(said, splitOnce(text)))));
  return named(words) ?? named(bare);
}

/** Whether the typed words are this phrase. In one or two words a wrong mark makes it another: "cô" is not "có". */
function isSaid(typed: readonly Word[], phrase: readonly Word[]): boolean {
  return typed.length > 0 && typed.length === phrase.length && isSaidAt(typed, 0, phrase);
}

/** "Đông y" is not "đồng ý": for a consent every mark counts as soon as one was typed. */
function isSaidClearly(typed: readonly Word[], phrase: readonly Word[]): boolean {
  if (typed.length === 0 || typed.length !== phrase.length) return false;
  const isMarked = typed.some(({ exact, folded }) => exact !== folded);
  return phrase.every((meant, at) => {
    const word = typed[at];
    return word !== undefined && (isMarked ? word.exact === meant.exact : isFolded(word, meant));
  });
}

function byPolarity(options: readonly Option[], said: Said, rules: PolarityRules): Option | null {
  const wanted = readPolarity(said, rules);
  return wanted === null ? null : only(options.filter((option) => polarity(option) === wanted));
}

/** What the option says to a yes/no question: by its label, otherwise by the words that are listed for it. */
function polarity({ label, words = [] }: Option): Polarity | null {
  const [first] = splitOnce(label);
  if (first !== undefined && matchesAnyWord(first, noLabels)) return "no";
  if (first !== undefined && matchesAnyWord(first, yesLabels)) return "yes";
  const lone = words.map(splitOnce).filter(({ length }) => length === 1);
  const says = (list: readonly Word[]) => lone.some(([word]) => word && matchesAnyWord(word, list));
  return says(noWords) ? "no" : says(yesWords) ? "yes" : null;
}

/** The words that an answer may repeat. */
function echoOf(options: readonly Option[], question: AskedQuestion | undefined): readonly Word[] {
  const texts = [question?.ask ?? "", ...options.flatMap(({ label, full = "" }) => [label, full])];
  return texts.flatMap(splitOnce);
}

/** Finds the option whose longest phrase is in the sentence, or that contains the whole sentence. */
function byPhrase(
  options: readonly Option[],
  { bare: words }: Said,
  echo: readonly Word[],
): Option | null {
  const scored = options.map((option) => ({ option, score: phraseScore(option, words, echo) }));
  const best = Math.max(...scored.map(({ score }) => score));
  if (best === 0) return null;
  return only(scored.filter(({ score }) => score === best).map(({ option }) => option));
}

function phraseScore(option: Option, words: readonly Word[], echo: readonly Word[]): number {
  // "không có" does not mean "có".
  if (polarity(option) === "yes" && isNegation(words[0])) return 0;
  const phrases = [...wordingsOf(option), ...partsOf(option)].map(splitOnce);
  const scores = phrases.map((phrase) => {
    if (phrase.length === 0) return 0;
    if (names(words, phrase, echo)) return phrase.length;
    // Part of a label is enough ("bệnh viện" for "Bệnh viện, trạm y tế"), but weighs less.
    return isPartOf(words, phrase) ? words.length / 2 : 0;
  });
  return Math.max(0, ...scores);
}

/** Whether the sentence says the phrase, and does not deny it. */
function names(words: readonly Word[], phrase: readonly Word[], echo: readonly Word[]): boolean {
  const [first] = phrase;
  if (first === undefined) return false;
  if (phrase.length > 1) {
    return words.some((_, start) => !isDenied(words, start) && isSaidAt(words, start, phrase));
  }
  if (words.length > maxShortSentenceWords || isParticle(first)) return false;
  const at = words.findIndex((word) => matchesWord(word, first));
  if (at === -1 || isDenied(words, at)) return false;
  return !matchesAnyWord(first, predicates) || repeatsQuestion(words, first, echo);
}

/** Whether the sentence is the word with nothing but courtesies, particles and words of the question. */
function repeatsQuestion(words: readonly Word[], word: Word, echo: readonly Word[]): boolean {
  const known = [word, ...echo];
  return words.every((each) => matchesAnyWord(each, known) || isParticle(each));
}

/** "Không mất", "không phải bệnh viện", "chưa bị mất". */
function isDenied(words: readonly Word[], start: number): boolean {
  let before = start - 1;
  while (matchesOneOf(words[before], linkingWords)) before -= 1;
  return isNegation(words[before]);
}

/** Whether the phrase begins at that word of the sentence. */
function isSaidAt(words: readonly Word[], start: number, phrase: readonly Word[]): boolean {
  const isSame = phrase.length === 1 ? matchesWord : phrase.length === 2 ? isMeant : isFolded;
  return phrase.every((meant, index) => {
    const word = words[start + index];
    return word !== undefined && isSame(word, meant);
  });
}

/** Whether the sentence stands in the phrase from that word on. */
function isSpanOf(sentence: readonly Word[], phrase: readonly Word[], start: number): boolean {
  const part = phrase.slice(start, start + sentence.length);
  return part.length === sentence.length && isSaidAt(sentence, 0, part);
}

function isFolded(typed: Word, meant: Word): boolean {
  return typed.folded === meant.folded;
}

/** Whether the word can be meant: marks may be missing, and hỏi and ngã are one tone in the south, but no mark is wrong. */
function isMeant(typed: Word, meant: Word): boolean {
  if (!isFolded(typed, meant)) return false;
  const possible = `${meant.exact.replace(hook, tilde)}${meant.folded}`;
  return [...typed.exact.replace(hook, tilde)].every((mark) => possible.includes(mark));
}

function matchesOneOf(word: Word | undefined, list: readonly Word[]): boolean {
  return word !== undefined && matchesAnyWord(word, list);
}

function wordingsOf({ label, full, words }: Option): string[] {
  return [label, full ?? "", ...(words ?? [])];
}

/** "Bệnh viện, trạm y tế" names two things; each is enough, but a lone word is too little. */
function partsOf({ label, full }: Option): string[] {
  return (full ?? label).split(/[,;/]| hoặc | or /).filter((part) => part.trim().includes(" "));
}

/** Whether the sentence is a part of the phrase that names something: "bệnh viện", but not "có" or "ở". */
function isPartOf(sentence: readonly Word[], phrase: readonly Word[]): boolean {
  return sentence.some(isNaming) && phrase.some((_, start) => isSpanOf(sentence, phrase, start));
}

/** Whether the word can name something. */
function isNaming(word: Word): boolean {
  return word.folded.length > 2 && !isParticle(word) && !matchesAnyWord(word, predicates);
}

function only<T>(found: readonly T[]): T | null {
  return found.length === 1 ? (found[0] ?? null) : null;
}
