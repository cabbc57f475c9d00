import type { Catalog } from "../../catalog/catalog.ts";
import { type Intent, isAboutProcedure } from "../../catalog/understanding/intent.ts";
import type { Understanding } from "../../catalog/understanding/understand.ts";
import type { Command } from "../../catalog/vocabulary-schema.ts";
import { procedureOf } from "../conversations/procedure.ts";
import { runsFlow } from "../engine/frame-stack.ts";
import type { ConversationSession } from "../engine/session.ts";
import type { Frame } from "../engine/state.ts";

/**
 * Notices from what follows a wish that it was misunderstood. Nothing of this changes the conversation: the desk lists
 * such sentences, so that somebody says what they meant.
 */

/** A denial is about the wish if it comes within so many turns; the first of them is the service's answer itself. */
const maxTurnsToDenial = 2;
/** "Right after a procedure began": before its second question is answered. */
const maxTurnsToReturn = 1;
/** Two wishes are alike if they share this part of the shorter one's words, and two words at least. */
const alikeShare = 0.5;
const minSharedWords = 2;

const returning: ReadonlySet<Command> = new Set<Command>(["back", "cancel", "menu"]);

/** A typed sentence whose meaning was looked at. */
interface ReadSentence {
  readonly sentence: string;
  readonly understanding: Understanding;
  /** Its words that may be stored. */
  readonly storableWords: readonly string[];
  /** Whether it was typed where a secret was asked for. */
  readonly mayBeSecret: boolean;
  /** Whether it is no answer to the waiting question, but meant as one. */
  readonly isInvalidAnswer: boolean;
}

/** Notices a command that takes back the procedure which the wish has just begun. Call it before the command runs. */
export function noticeCommand(session: ConversationSession, command: Command): void {
  const { hearing, stack } = session;
  const { before } = hearing;
  if (before === null || !returning.has(command) || before.turns > maxTurnsToReturn) return;
  if (isBegun(before.procedures, stack.top)) hearing.report("returned");
}

/** Notices that none of the offered procedures was meant. `offered` is the frame on top before the turn. */
export function noticeChoice(session: ConversationSession, offered: Frame | undefined): void {
  const { hearing, summary } = session;
  const isNone = hearing.hasAnswered && runsFlow(offered, "choose") && summary.outcome === "none";
  if (isNone) hearing.report("none");
}

/** Compares a sentence with the wish before it, and remembers it if it is a wish. Call it once the sentence was handled. */
export function noticeSentence(
  session: ConversationSession,
  read: ReadSentence,
  catalog: Pick<Catalog, "findDenial">,
): void {
  const { hearing } = session;
  const isDenied = noticeDenial(session, read.sentence, catalog);
  if (hearing.hasAnswered || read.isInvalidAnswer || read.mayBeSecret) return;
  const { understanding } = read;
  const { intent, decision } = understanding;
  // "Sai rồi" says what is wrong, and nothing else.
  if (isDenied && decision.type === "none") return hearing.forget();
  if (!isWish(intent)) return;
  const words = read.storableWords;
  const procedures = takenFor(session, understanding);
  const { before } = hearing;
  if (before !== null && isAlike(before, { words, intent, procedures })) hearing.report("repeated");
  else if (before !== null && hasLeft(before, session, decision)) hearing.report("left");
  const isOffered = runsFlow(session.stack.top, "choose");
  if (hearing.isUnmatched && !isOffered) return hearing.forget();
  hearing.hear({ words, intent, procedures }, { waits: isOffered && !hearing.isUnmatched });
}

/** Returns whether the sentence denies what was understood before. */
function noticeDenial(
  { hearing }: ConversationSession,
  sentence: string,
  { findDenial }: Pick<Catalog, "findDenial">,
): boolean {
  const { before } = hearing;
  if (before === null || before.turns >= maxTurnsToDenial) return false;
  const denial = findDenial(sentence);
  if (denial === null) return false;
  // "Không phải" answers many questions; "ý tôi là nhà thuê" corrects an answer, unless none was given yet.
  const mayAnswer = denial === "weak" || before.turns > 0;
  if (!(hearing.hasAnswered && mayAnswer)) hearing.report("corrected");
  return true;
}

/** Whether a sentence may be a wish that can be misunderstood. */
function isWish(intent: Intent): boolean {
  return isAboutProcedure(intent) || intent === "out_of_scope" || intent === "nearest_point";
}

/** What the service took the sentence for, after it was handled. */
function takenFor(
  { stack }: ConversationSession,
  { decision, intent }: Understanding,
): readonly string[] {
  if (intent === "out_of_scope") return [];
  if (stack.top !== undefined && runsFlow(stack.top, "choose")) {
    const ids = stack.top.answers.find(([step]) => step === "@ids")?.[1];
    return ids === undefined ? [] : ids.split(",");
  }
  const top = procedureOf(stack.top);
  if (decision.type === "winner") return [decision.id];
  return top === null ? [] : [top];
}

interface Wish {
  readonly words: readonly string[];
  readonly intent: string;
  readonly procedures: readonly string[];
}

/** Whether a wish says the one before again. A second question about the same procedure is another wish. */
function isAlike(before: Wish, now: Wish): boolean {
  const shared = now.words.filter((word) => before.words.includes(word)).length;
  const shorter = Math.min(now.words.length, before.words.length);
  const hasSameWords = shared >= minSharedWords && shared >= alikeShare * shorter;
  const isSameQuestion = before.intent === now.intent;
  if (before.procedures.length === 1 && before.procedures[0] === now.procedures[0]) {
    return isSameQuestion && now.intent !== "nearest_point";
  }
  if (!hasSameWords || now.intent === "nearest_point") return false;
  return isSameQuestion || before.procedures.length !== 1 || now.procedures.length !== 1;
}

/** Whether the resident turns from the procedure that has just begun to another one. */
function hasLeft(
  before: Wish & { readonly turns: number },
  { stack }: ConversationSession,
  decision: Understanding["decision"],
): boolean {
  if (before.turns > maxTurnsToReturn || before.procedures.length !== 1) return false;
  const [begun] = before.procedures;
  const isElsewhere = decision.type === "winner" && decision.id !== begun;
  const other = procedureOf(stack.top);
  return isElsewhere && other !== null && other !== begun;
}

/** Whether the frame runs the one procedure that a wish was taken for. */
function isBegun(procedures: readonly string[], frame: Frame | undefined): boolean {
  const [begun] = procedures;
  return procedures.length === 1 && begun !== undefined && procedureOf(frame) === begun;
}
