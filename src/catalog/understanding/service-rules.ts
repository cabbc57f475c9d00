import { bestScore, type Evidence, firstQuestion, isOutscored } from "./evidence.ts";
import type { DangerKind } from "./happened/happened.ts";
import type { Keywords } from "./keywords.ts";
import { isOverByClassifier, isStory, wantsHelp } from "./story.ts";

/** Conditions of the intents that concern the service, an office or a person, and no procedure in particular. */

/** Two keywords belong together if at most so many words stand between them. */
const maxWordsApart = 4;
/** Who wants to go back or to the menu says it in few content words. */
const maxNavigationWords = 4;
/** So few content words beside small talk are still small talk, if they name nothing. */
const maxSmalltalkWords = 2;
/** A time and so few content words ask for the opening hours then; a follow-up ("còn … thì sao") may have more. */
const maxTimeOnlyWords = 2;
const maxFollowUpWords = 4;
/** An office is asked for in so few words. */
const maxOfficeWords = 10;
/** Beside an office alone a procedure is meant if the classifier finds it so probable. */
const minOfficeShare = 0.3;
/** A place and a time have so few content words; with more, something else is looked for. */
const maxVisitWords = 4;

/** Whom to call is no question that can wait: "có trộm báo ai". */
const whomToCall = /\b(bao|goi|keu) (cho |voi )?ai\b/;
const isStillOn = /\bdang\b/;
const personOrMachine = /\b(nguoi hay|hay (la )?nguoi)\b/;
const whyNotYet = /\bsao (\w+ ){0,2}chua\b/;
/** What was handed in has not come: no story, whatever is asked besides. */
const notReceived = /\b(chua|khong) (nhan duoc|co ket qua|thay ket qua)\b/;
const followsUp = /\bthi sao$|^(con|the|vay) /;
/** "Anything open this evening", "who is open": not "open a bank account tomorrow". */
const englishQuestion = /^(?!open\b).*\b(is|are|who|what|which|where|any\w*)\b/;
/** A date in a procedure's story is a birth or an expiry more often than a visit. */
const date = /\b(ngay|thang|nam) \d|\b\d+ (ngay|thang|nam)\b|\d \d/;

/** When an out-of-scope topic is assumed although none is named. */
const outOfScope = {
  /** A sentence is strange if so many of its content words are unknown: at least these, and this share. */
  minUnknownWords: 2,
  minUnknownShare: 0.4,
  /** So many content words say much, and so many beside a question ask about something. */
  muchSaid: 3,
  askedSaid: 2,
  /** From here on a procedure is named outright. */
  namedScore: 0.9,
  /** Below this no procedure is recognised. */
  weakScore: 0.29,
  /** If much is said, a procedure explains more than this: residents name theirs better. */
  poorScore: 0.4,
  /** And more than this, if the sentence is strange. */
  strangeScore: 0.48,
} as const;

/** What the classifier adds to the rules about what is out of scope: shares of probability, calibrated on training data. */
const refusal = {
  /** It agrees with the rules from here on; */
  alsoShare: 0.25,
  /** from here on if they named the topic, unless it finds a procedure as probable as this. */
  hardlyShare: 0.1,
  elseShare: 0.7,
  /** Below this score the rules are in doubt, and the classifier refuses if it is so sure. */
  doubtfulScore: 0.55,
  sureShare: 0.5,
} as const;

export function isEmergency(evidence: Evidence): boolean {
  const { keywords, decision, yesNo, text, patterns } = evidence;
  if (keywords.services.size === 0) return false;
  // Who is dead cannot be saved any more, whatever they died of.
  const isOver = !keywords.services.has("self_harm") || evidence.reading.isBySuicide;
  if (evidence.reading.kind === "death" && isOver && !keywords.has("cry")) return false;
  if (dangerOf(evidence) !== "danger" || keywords.has("cry")) return true;
  // The papers are gone: whatever took them is over.
  if (evidence.reading.kind === "lost_papers" && !isStillOn.test(text)) return false;
  const asks = (firstQuestion(evidence) !== null || yesNo !== null) && !whomToCall.test(text);
  const wantsAid = keywords.has("acting") || keywords.has("paper") || patterns.aid.test(text);
  const wantsPaper = decision.type === "winner" && wantsAid;
  return !keywords.has("past") && !asks && !wantsPaper && !isOverByClassifier(evidence);
}

/** What is done about a fraud is no procedure. */
export function isFraud({ reading }: Evidence): boolean {
  return reading.kind === "fraud";
}

/** Which danger somebody is in: nothing asked beside the last two puts them off. */
export function dangerOf({ keywords, patterns, text, decision }: DangerEvidence): DangerKind {
  if (keywords.services.has("self_harm")) return "self_harm";
  const wantsAid = keywords.has("acting") && patterns.aid.test(text) && decision.type === "winner";
  const isViolence = keywords.services.has("child") || keywords.has("urgent");
  return isViolence && !wantsAid ? "violence" : "danger";
}

type DangerEvidence = Pick<Evidence, "keywords" | "patterns" | "text" | "decision">;

/** Not "tổng đài của ngân hàng", which is out of scope, nor "là người hay máy", which is small talk. */
export function wantsPerson(evidence: Evidence): boolean {
  const { keywords, decision, text } = evidence;
  if (isOutscored(evidence) || personOrMachine.test(text) || isStory(evidence)) return false;
  const isWanted = keywords.has("person") || areClose(keywords, "contact", "staff");
  return isWanted && (firstQuestion(evidence) === null || decision.type !== "winner");
}

export function wantsMenu({ keywords, decision, ranking }: Evidence): boolean {
  const isShort = ranking.contentWordCount <= maxNavigationWords;
  if (isShort && areClose(keywords, "navigation", "start_page")) return true;
  return keywords.has("menu") && decision.type !== "winner";
}

export function asksStatus(evidence: Evidence): boolean {
  const { keywords, decision, text } = evidence;
  if (evidence.saysDossierCode) return true;
  if (isStory(evidence) && !notReceived.test(text)) return false;
  // "Bốn tháng rồi mà chưa làm khai sinh, có bị phạt không": nothing was handed in, and something else is asked.
  if (evidence.finer.length > 0) return false;
  const isMissing = keywords.has("no_result") || whyNotYet.test(text);
  const asks = keywords.has("status") || (keywords.has("submitted") && isMissing);
  return asks && !(isOutscored(evidence) && decision.type === "none");
}

/** Whether nothing is left of the sentence but courtesies and words about the service itself. */
export function isSmalltalk(evidence: Evidence): boolean {
  const { keywords, patterns, extractContentWords } = evidence;
  const spans = keywords.all("smalltalk");
  // "Làm di chúc" typed without marks holds a "chúc".
  if (spans.length === 0 || bestScore(evidence) >= outOfScope.namedScore) return false;
  const asked = ["nearby", "hours", "status", "person", "account"] as const;
  if (asked.some((kind) => keywords.has(kind))) return false;
  const rest = keywords.words.filter(
    (_, at) => !spans.some(({ start, end }) => at >= start && at < end),
  );
  const left = extractContentWords(rest).filter(({ folded }) => !patterns.addressWords.has(folded));
  if (left.length === 0) return true;
  const isLittle = left.length <= maxSmalltalkWords && firstQuestion(evidence) === null;
  return isLittle && bestScore(evidence) < outOfScope.weakScore && !isOutscored(evidence);
}

export function asksNearestPoint(evidence: Evidence): boolean {
  const { keywords, decision, yesNo, text, patterns } = evidence;
  const asked = firstQuestion(evidence);
  // "Người không có điện thoại thông minh có phải … không" asks for a duty.
  const asksDuty = decision.type === "winner" && yesNo === "entitlement";
  if (keywords.has("needs_help") && !asksDuty && (asked === null || asked === "where")) {
    return asked === "where" || !keywords.has("account");
  }
  if (patterns.hoursNotPlace.test(text) || isStory(evidence)) return false;
  const isNear = keywords.has("nearby") || wantsHelp.test(text);
  return (isNear && !isOutscored(evidence)) || asksWhereOpen(evidence);
}

/** "Tối nay chỗ nào mở cửa", "ở Bình Tiên chỗ nào mở": a place that is open, and no procedure. */
function asksWhereOpen(evidence: Evidence): boolean {
  const { keywords, decision, time, saysPlace, extractContentWords } = evidence;
  if (decision.type === "winner" || isOutscored(evidence)) return false;
  const asksWhere = keywords.questions.some(({ value }) => value === "where");
  const isVisit = time === "window" || time === "now" || saysPlace;
  const spans = keywords.all("opening");
  if (!asksWhere || !isVisit || spans.length === 0) return false;
  const rest = keywords.words.filter(
    (_, at) => !spans.some(({ start, end }) => at >= start && at < end),
  );
  return extractContentWords(rest).length <= maxVisitWords;
}

export function asksHours(evidence: Evidence): boolean {
  const { keywords, time, decision, yesNo, text, patterns } = evidence;
  const asked = firstQuestion(evidence);
  if (evidence.saysOnlyVisit && time === "window") return true;
  if (isStory(evidence)) return false;
  // "Xe buýt chạy đến mấy giờ" asks for the hours of something else.
  if (isOutscored(evidence) && !keywords.has("office")) return false;
  if (patterns.officeHours.test(text)) return true;
  if (keywords.has("hours")) return decision.type !== "winner" || asked === null;
  if (saysOnlyTime(evidence)) return true;
  const asks =
    yesNo !== null ||
    keywords.words.at(-1)?.folded === "khong" ||
    (evidence.language === "en" && englishQuestion.test(text));
  const isVisit =
    keywords.has("off_hours") || time === "window" || (time === "now" && decision.type === "none");
  if (!isVisit || !asks || !keywords.has("opening") || isOutscored(evidence)) return false;
  return decision.type !== "winner" || (asked === null && !date.test(text));
}

/** "Còn chủ nhật thì sao", "thế sáng mai", "tối nay Bình Tiên": asks for the hours then. */
function saysOnlyTime(evidence: Evidence): boolean {
  const { keywords, time, ranking, decision, text, saysPlace } = evidence;
  const asksNothingElse = keywords.questions.every(({ value }) => value === "steps");
  const maxWords = followsUp.test(text) || saysPlace ? maxFollowUpWords : maxTimeOnlyWords;
  const isBrief = ranking.contentWordCount <= maxWords;
  const isVisit = time === "window" && isBrief && asksNothingElse;
  // One word that several procedures hold names none: the "còn" of "còn chủ nhật thì sao".
  const isLone = ranking.contentWordCount <= 1 && decision.type === "choice";
  return isVisit && (isLone || decision.type === "none") && !isOutscored(evidence);
}

/** Whether both the rules and the classifier refuse; without a classifier the rules alone decide. */
export function isOutOfScope(evidence: Evidence): boolean {
  const { classification, hasCurrentProcedure, keywords, ranking, reading } = evidence;
  // Who tells of a death, or is angry with an office, is not sent away.
  if (reading.kind === "death" && ranking.procedures.length > 0) return false;
  if (wantsAidForSomebody(evidence)) return false;
  const isRefused = isRefusedByRules(evidence);
  if (classification === null) return isRefused;
  const { outOfScope: share, procedures } = classification;
  // A topic was named: only a classifier that is sure of something else says no.
  if (isRefused && isOutscored(evidence)) {
    return share >= refusal.hardlyShare && Math.max(...procedures.values()) < refusal.elseShare;
  }
  if (isRefused) return share >= refusal.alsoShare;
  // What the rules see little in, the classifier may refuse; but not what may be about the current procedure.
  const isMuch = ranking.contentWordCount >= outOfScope.muchSaid;
  const isWeak = isMuch && !hasCurrentProcedure && !hasOwnAnswer(keywords);
  const isDoubtful = isWeak && bestScore(evidence) < refusal.doubtfulScore;
  // What happened, and how somebody feels, is read by rules: the classifier alone refuses none of it.
  const isTold = reading.kind !== null || reading.mood !== null;
  return isDoubtful && !isTold && share >= refusal.sureShare;
}

function isRefusedByRules(evidence: Evidence): boolean {
  const { keywords, ranking, language, hasCurrentProcedure, reading } = evidence;
  if (isOutscored(evidence)) return true;
  if (reading.mood === "anger") return false;
  // In English most words are unknown, whatever is meant.
  if (language !== "vi" || hasOwnAnswer(keywords)) return false;
  const best = bestScore(evidence);
  const isStrange =
    ranking.unknownWordCount >=
    Math.max(outOfScope.minUnknownWords, ranking.contentWordCount * outOfScope.minUnknownShare);
  // About the current procedure people ask in words that no name holds: "con gái bác đi thay được không".
  if (hasCurrentProcedure) return isStrange && best < outOfScope.weakScore;
  const isMuch = ranking.contentWordCount >= outOfScope.muchSaid;
  if (best < outOfScope.weakScore) {
    const isAsked =
      ranking.contentWordCount >= outOfScope.askedSaid && firstQuestion(evidence) !== null;
    return isStrange || ((isMuch || isAsked) && !keywords.has("paper"));
  }
  return (isMuch && best < outOfScope.poorScore) || (isStrange && best < outOfScope.strangeScore);
}

/** "Xin tiền cho bà 76 tuổi", "bà tôi ung thư, có được hỗ trợ gì không": which aid there is, is asked of an office. */
function wantsAidForSomebody({ patterns, text, reading }: Evidence): boolean {
  return reading.saysRelative && (patterns.aid.test(text) || reading.wantsMoney);
}

/** An account, an office, a help point: no procedure's name is expected beside them. */
function hasOwnAnswer(keywords: Keywords): boolean {
  return keywords.has("account") || keywords.has("office") || keywords.has("address");
}

export function asksOffice(evidence: Evidence): boolean {
  const { keywords, decision, saysPlace } = evidence;
  const isLong = keywords.words.length > maxOfficeWords;
  // "Trung tâm hành chính công phường ở đâu" shares words with the name of a centre.
  const best = Math.max(...(evidence.classification?.procedures.values() ?? [1]));
  const isNamed = decision.type === "winner" && (isLong || best >= minOfficeShare);
  if (isNamed || (isLong && isStory(evidence))) return false;
  if (keywords.has("address")) return true;
  const asksWhere = keywords.questions.some(({ value }) => value === "where");
  return asksWhere && (saysPlace || keywords.has("office")) && !keywords.has("acting");
}

function areClose(
  keywords: Keywords,
  one: "contact" | "navigation",
  other: "staff" | "start_page",
): boolean {
  return keywords
    .all(one)
    .some((a) =>
      keywords
        .all(other)
        .some((b) => b.start - a.end <= maxWordsApart && a.start - b.end <= maxWordsApart),
    );
}
