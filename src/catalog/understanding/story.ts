import type { Classification } from "../classifier/classifier.ts";
import type { Evidence } from "./evidence.ts";
import type { Reading } from "./happened/happened.ts";
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

/** What sounds like a danger is over, and what sounds like a fraud is none, if one procedure is so probable, and nothing else. */
const wanted = { overShare: 0.2, honestShare: 0.6, elseShare: 0.03 } as const;

/** Who was called or written to, or gave something away, may tell of a fraud whatever the classifier thinks. */
const callsOrWrites =
  /\b(goi|dien thoai|nhan|nhan tin|tin nhan|link|duong dan|zalo|facebook|otp|ma|xung|gia|lua|quet|video|cuoc|mang|app|ung dung|chuyen)\b/;

const isStillOn = /\bdang\b/;

/** "Muốn đổi địa chỉ trên thẻ", "chờ mãi không ai giải quyết, muốn gặp lãnh đạo": the words of an office tell a story. */
export function isStory({ classification, hasCurrentProcedure, ranking }: Evidence): boolean {
  if (classification === null || hasCurrentProcedure) return false;
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
  return meansOne(classification, wanted.overShare);
}

/** "Có người nói thành phố cho tiền hỏa táng": nobody called, one procedure is asked for, and it is no fraud. */
export function withoutFalseFraud(
  reading: Reading,
  classification: Classification | null,
  text: string,
): Reading {
  if (reading.kind !== "fraud" || classification === null || callsOrWrites.test(text)) {
    return reading;
  }
  return meansOne(classification, wanted.honestShare) ? { ...reading, kind: null } : reading;
}

function meansOne({ procedures, service, outOfScope }: Classification, share: number): boolean {
  return service + outOfScope < wanted.elseShare && Math.max(...procedures.values()) >= share;
}
