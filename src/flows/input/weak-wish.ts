import type { Understanding } from "../../catalog/understanding/understand.ts";
import type { Question } from "../engine/flow.ts";
import type { ConversationSession } from "../engine/session.ts";
import { looksLikeQuestion } from "./match-option.ts";
import type { Said } from "./said.ts";

/** A procedure that scores less is not named well enough to leave a question for it. */
const minNamedScore = 0.55;
/** Hardly another word was said beside its name. */
const minBareNameScore = 0.9;

const wishes =
  /\b(muon|can|xin|hoi|nho|giup|huong dan|dang ky|lam|cap|doi|cho toi|cho tui|con viec|chuyen sang|want|need|apply|help|get)\b/;

/**
 * Whether the sentence is too weak a wish to leave the waiting question of a task for another procedure: it does not name
 * one well, or neither asks nor wants anything of it, or `tells` what the task asks. What happened to somebody is never weak.
 */
export function isWeakWish(
  session: ConversationSession,
  question: Question | null,
  said: Said,
  { results: [best], namesProcedure, happened }: Understanding,
  tells: () => boolean,
): boolean {
  // A death told in the middle of a birth is no answer.
  if (happened !== null && happened.kind !== null && happened.kind !== "birth") return false;
  if (session.taskTitle === null || !session.stack.isTaskOnTop) return false;
  if (question?.kind !== "choice" || question.open === true) return false;
  if (!namesProcedure || best === undefined || best.score < minNamedScore) return true;
  if (best.score >= minBareNameScore) return false;
  if (looksLikeQuestion(said)) return false;
  return !wishes.test(said.folded) || tells();
}
