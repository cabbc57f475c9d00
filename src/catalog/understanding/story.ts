import type { Evidence } from "./evidence.ts";
import { intents, isAboutProcedure } from "./intent.ts";

/** How sure the classifier must be that something is asked about a procedure, for words of the service to be part of the story. */
const story = {
  /** That one of the intents about a procedure is meant, and that no office or courtesy is. */
  intentShare: 0.85,
  serviceShare: 0.1,
  /** Some procedure is a little probable: an office that is looked for is none. */
  procedureShare: 0.15,
  /** So little is no story. */
  minWords: 3,
} as const;

/** What sounds like a danger is over if one procedure is so probable, and nothing else. */
const over = { share: 0.2, elseShare: 0.03 } as const;

/** Who is to help is asked of no procedure: "chưa có tài khoản và không rành, chỗ nào hỗ trợ". */
export const wantsHelp = /\b(cho|noi|diem) nao (ho tro|giup|huong dan)\b/;
const isStillOn = /\bdang\b/;

/** "Muốn đổi địa chỉ trên thẻ", "chờ mãi không ai giải quyết, muốn gặp lãnh đạo": the words of an office tell a story. */
export function isStory(evidence: Evidence): boolean {
  const { classification, hasCurrentProcedure, ranking, text } = evidence;
  if (classification === null || hasCurrentProcedure || wantsHelp.test(text)) return false;
  if (ranking.contentWordCount < story.minWords) return false;
  const { intent, procedures, service, outOfScope } = classification;
  const asksProcedure = intents.some((each) => each === intent.name && isAboutProcedure(each));
  return (
    asksProcedure &&
    intent.share >= story.intentShare &&
    service + outOfScope < story.serviceShare &&
    Math.max(...procedures.values()) >= story.procedureShare
  );
}

/** "Cấp cứu quên mang thẻ, giờ xin lại phần bảo hiểm": the danger is over, and one procedure is asked for. */
export function isOverByClassifier(evidence: Evidence): boolean {
  const { classification, text } = evidence;
  if (classification === null || isStillOn.test(text) || !isStory(evidence)) return false;
  const { procedures, service, outOfScope } = classification;
  return service + outOfScope < over.elseShare && Math.max(...procedures.values()) >= over.share;
}
