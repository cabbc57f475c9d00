import type { QuestionKind } from "../vocabulary-schema.ts";
import { bestScore, type Evidence, firstQuestion, isBareTopic } from "./evidence.ts";
import { isAboutProcedure as concernsProcedure, type Intent, intents } from "./intent.ts";

/** Conditions of the intents that concern one procedure. */

/** If it is asked how something is done, this score is enough: the other procedures are offered beside it. */
const likelyScore = 0.42;

const howMuch = /\bbao nhieu\b/;
/** "Cho hỏi về …": names a procedure, but not what is asked about it. */
const asksAbout =
  /\b(hoi|tim hieu|thong tin|tu van|biet) (ve|them ve|viec|thu tuc)\b|^(cho hoi|ve viec|thu tuc|ve) /;

/** The classifier reads what is asked if it is at least so sure: whatever words ask, and where none does. */
const sureShare = { besideWords: 0.5, besideNothing: 0.35 } as const;
/** In fewer words that mean anything nothing is told that a classifier could read. */
const minToldWords = 3;

/** Reads what is asked; null if the classifier is not sure, or there is none. */
export function readByClassifier(
  evidence: Evidence,
  beside: keyof typeof sureShare,
): Intent | null {
  const { classification, ranking, hasCurrentProcedure, decision, text } = evidence;
  const isTold = ranking.contentWordCount >= minToldWords && decision.type !== "none";
  if (classification === null || hasCurrentProcedure || !isTold) return null;
  if (asksAbout.test(text)) return null;
  const { name, share } = classification.intent;
  const intent = intents.find((each) => each === name);
  const isSure = share >= sureShare[beside] && !(intent === "steps" && namesSeveral(evidence));
  return intent !== undefined && isSure && concernsProcedure(intent) ? intent : null;
}

/** In so few words that ask nothing several procedures are named: which is meant comes before how it goes. */
const maxTopicWords = 4;

function namesSeveral({ decision, keywords, ranking }: Evidence): boolean {
  const asksNothing = keywords.questions.length === 0;
  return decision.type === "choice" && asksNothing && ranking.contentWordCount <= maxTopicWords;
}

/**
 * What a question word asks stands if the classifier finds it at least so probable: the words for money and time stand in
 * stories more often than the others. What a yes/no question mentions needs a little more.
 */
const undeniedShare = { word: 0.05, money: 0.2, time: 0.15, yesNo: 0.01 } as const;

/** Returns what was asked in words, unless the classifier denies it; null also if there is no classifier. */
export function unlessDenied(
  { classification, hasCurrentProcedure, keywords }: Evidence,
  asked: Intent | null,
  by: "word" | "yesNo",
): Intent | null {
  if (asked === null || classification === null || hasCurrentProcedure) return null;
  // Of several things that are asked, the first counts, whichever the classifier finds likeliest.
  const likeliest = classification.intent.name;
  const isLater = keywords.questions.some(({ value }) => value === likeliest);
  if (by === "word" && isLater && likeliest !== "steps" && likeliest !== "eligibility")
    return asked;
  const ofWord = asked === "fee" ? undeniedShare.money : undeniedShare.word;
  const least = asked === "time" ? undeniedShare.time : ofWord;
  const share = classification.intents.get(asked) ?? 0;
  // An effort that must be made ("có phải lấy vân tay không") is rare in the training: there the rules decide.
  if (by === "yesNo" && asked === "steps") return asked;
  return share >= (by === "yesNo" ? undeniedShare.yesNo : least) ? asked : null;
}

export function hasAccountTrouble(evidence: Evidence): boolean {
  const asked = firstQuestion(evidence);
  const isTrouble = evidence.isAboutAccount && evidence.keywords.has("account");
  return isTrouble && (asked === null || asked === "where");
}

export function comparesPlaces({ text, patterns }: Evidence): boolean {
  return patterns.placeOrPlace.test(text);
}

export function asksEntitlement(evidence: Evidence): boolean {
  return asks(evidence, "entitlement");
}

export function asksOnline(evidence: Evidence): boolean {
  return asks(evidence, "online") && evidence.yesNo === null && isAboutProcedure(evidence);
}

export function asksSteps(evidence: Evidence): boolean {
  return asks(evidence, "steps") && isLikelyAboutProcedure(evidence);
}

export function asksEligibility(evidence: Evidence): boolean {
  return evidence.yesNo !== null || asks(evidence, "eligibility");
}

export function asksPrice(evidence: Evidence): boolean {
  return asksMeasure(evidence) && evidence.patterns.money.test(evidence.text);
}

/** "Bao nhiêu" without money asks for a measure that the law sets: an area, a capital, a share. */
export function asksMeasure(evidence: Evidence): boolean {
  return howMuch.test(evidence.text) && isLikelyAboutProcedure(evidence);
}

/** Whether one procedure is clearly named and the resident wants it done. */
export function wantsProcedure(evidence: Evidence): boolean {
  const { keywords, decision, text } = evidence;
  const wantsIt = keywords.has("acting") || asks(evidence, "steps");
  const onlyNamesIt = !wantsIt && (asksAbout.test(text) || isBareTopic(evidence));
  return decision.type === "winner" && !onlyNamesIt;
}

function asks({ keywords }: Evidence, kind: QuestionKind): boolean {
  return keywords.questions.some(({ value }) => value === kind);
}

/** Whether some procedure is meant, named or current. */
function isAboutProcedure({ decision, hasCurrentProcedure }: Evidence): boolean {
  return decision.type !== "none" || hasCurrentProcedure;
}

function isLikelyAboutProcedure(evidence: Evidence): boolean {
  if (evidence.decision.type !== "choice") return isAboutProcedure(evidence);
  return bestScore(evidence) >= likelyScore;
}
